using CleanHeating.Kernel;

namespace CleanHeating.Programme.Plan;

/// <summary>
/// A city's programme as its document has it: who must do what, where, by when, how, for how much. Read only; a change of the
/// plan is a new version. Every value names the clause that it comes from.
/// </summary>
public sealed record ProgrammePlan
{
    /// <summary>Stable id, such as heze-2021.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string NameEn { get; init; }

    /// <summary>Day from which this version is in force.</summary>
    public required DateOnly EffectiveFrom { get; init; }
    public required PlanCity City { get; init; }
    public required PlanDocument Document { get; init; }
    public required IReadOnlyList<PlanClause> Clauses { get; init; }
    public required IReadOnlyList<Milestone> Milestones { get; init; }
    public required IReadOnlyList<Technology> Technologies { get; init; }
    public required IReadOnlyList<BannedDevice> Banned { get; init; }
    public required PlanParameters Parameters { get; init; }
    public required IReadOnlyList<Subsidy> Subsidies { get; init; }
    public required IReadOnlyList<DivisionAlias> Aliases { get; init; }
    public required IReadOnlyList<CountyGroup> Groups { get; init; }
    public required TargetAnnex Urban { get; init; }
    public required TargetAnnex Rural { get; init; }
    public required ResponsibilityAnnex Responsibilities { get; init; }
    public required DivisionTree Divisions { get; init; }

    /// <summary>Schemes, payers and formats of the money; null where the programme has none of its own, then <see cref="FundsPlan.Usual"/>.</summary>
    public FundsPlan? Funds { get; init; }

    /// <summary>What routes are chosen by; null where the programme plans none.</summary>
    public PlanningPlan? Planning { get; init; }

    /// <summary>How construction is scheduled; null where the programme says nothing of it, then <see cref="ConstructionPlan.Usual"/>.</summary>
    public ConstructionPlan? Construction { get; init; }

    /// <summary>Approval steps, qualifications, catalogue and sampling; null where the programme has none.</summary>
    public DeliveryPlan? Delivery { get; init; }

    /// <summary>What inspectors look at; none where the programme was loaded before there were any.</summary>
    public IReadOnlyList<Checklist> Checklists { get; init; } = [];

    /// <summary>SHA-256 over the files that this version was read from, hexadecimal.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>The city that the programme is of.</summary>
/// <param name="Code">Its division code.</param>
/// <param name="Name">Official name.</param>
/// <param name="ShortName">Name without its level word; official names of counties may begin with it.</param>
/// <param name="NameEn">Name in English.</param>
public sealed record PlanCity(RegionCode Code, string Name, string ShortName, string NameEn);

/// <summary>The document that the programme carries out.</summary>
public sealed record PlanDocument(string Title, string Number, string Issuer, DateOnly Signed, DateOnly Printed, IReadOnlyList<string> References, string Clause);

/// <summary>A clause: its number here, its words in the document, and where they stand.</summary>
public sealed record PlanClause(string Number, string Text, string Place);

/// <summary>A day by which something must be done. <see cref="Stage"/>, completed or passed, is what every household must have reached by then; null where the plan counts no households.</summary>
public sealed record Milestone(string Code, string Name, string NameEn, DateOnly Date, string Clause, string? Stage = null);

/// <summary>An allowed way of heating. <see cref="Kind"/>: power, gas or heat.</summary>
public sealed record Technology(string Code, string Name, string NameEn, string Kind, IReadOnlyList<string> Synonyms, string Clause);

/// <summary>A device that may not be a household's only heating.</summary>
public sealed record BannedDevice(string Name, string NameEn, IReadOnlyList<string> Synonyms, string Clause);

/// <summary>Money that is given, and by which rule. <see cref="Rule"/> names a building block: flat-per-household, per-unit-with-cap, pool.</summary>
public sealed record Subsidy(string Code, string Name, string NameEn, string Rule, IReadOnlyList<string> Parameters, string Clause, string? Note);

/// <summary>Another name of a division.</summary>
/// <param name="Name">As it is written somewhere.</param>
/// <param name="Division">What it means.</param>
/// <param name="InLedgers">Whether counties' workbooks use it too.</param>
/// <param name="ConfirmedBy">Who confirmed it.</param>
/// <param name="ConfirmedOn">When.</param>
/// <param name="Reason">Why it means that.</param>
public sealed record DivisionAlias(string Name, RegionCode Division, bool InLedgers, string ConfirmedBy, DateOnly ConfirmedOn, string Reason);

/// <summary>Counties that carry a target together. Its code is the city's with a running number in the last place.</summary>
public sealed record CountyGroup(long Code, string Name, IReadOnlyList<RegionCode> Members);

/// <summary>What a target is measured in.</summary>
public enum TargetMeasure
{
    /// <summary>Whole rural households.</summary>
    Households = 0,

    /// <summary>Urban floor area in 0.01 m².</summary>
    Area = 1,
}

/// <summary>A table of targets, as the document prints it.</summary>
public sealed record TargetAnnex(int Number, string Title, string TitleEn, TargetMeasure Measure, string UnitText, string UnitTextEn, long Total, IReadOnlyList<TargetRow> Rows, string Clause);

/// <summary>A row of a target table: a county's or a county group's code, the name as printed, and the amount in the measure's unit.</summary>
public sealed record TargetRow(long Code, string Printed, long Amount);

/// <summary>Who answers for which county.</summary>
public sealed record ResponsibilityAnnex(int Number, string Title, string TitleEn, IReadOnlyList<Responsibility> Rows, string Clause);

/// <summary>A city leader and a department that answer for a county.</summary>
public sealed record Responsibility(RegionCode County, string Printed, string Leader, string Department);
