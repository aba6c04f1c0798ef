using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Targets;

namespace CleanHeating.Programme.ReadProgramme;

/// <summary>The city.</summary>
public sealed record CityAnswer(string Code, string Name, string NameEn);

/// <summary>The document that the programme carries out.</summary>
public sealed record DocumentAnswer(string Title, string Number, string Issuer, string Signed, string Printed, IReadOnlyList<string> References, string Clause);

/// <summary>A day by which something must be done.</summary>
public sealed record MilestoneAnswer(string Code, string Name, string NameEn, string Date, string Clause);

/// <summary>A programme version for reading.</summary>
public sealed record ProgrammeAnswer(
    string Id, string Name, string NameEn, int Version, string EffectiveFrom, CityAnswer City, DocumentAnswer Document, IReadOnlyList<MilestoneAnswer> Milestones,
    IReadOnlyList<Technology> Technologies, IReadOnlyList<BannedDevice> Banned, IReadOnlyList<Subsidy> Subsidies, IReadOnlyList<ParameterAnswer> Parameters);

/// <summary>A number of the plan with its unit, day and clause.</summary>
public sealed record ParameterAnswer(string Code, string Name, string NameEn, string Value, string Unit, string EffectiveFrom, string? Clause, string? Note);

/// <summary>All clauses.</summary>
public sealed record ClausesAnswer(IReadOnlyList<PlanClause> Clauses);

/// <summary>One version in the history.</summary>
public sealed record VersionAnswer(int Version, string EffectiveFrom, DateTimeOffset LoadedAt, string Actor, string? Note, bool Current);

/// <summary>The history, newest first.</summary>
public sealed record VersionsAnswer(IReadOnlyList<VersionAnswer> Versions);

/// <summary>A column of an annex as printed.</summary>
public sealed record AnnexColumn(string Key, string Name, bool Numeric);

/// <summary>A row of an annex; the code is the county's, the group's or empty.</summary>
public sealed record AnnexRow(string Code, IReadOnlyList<string> Cells);

/// <summary>An annex as the document prints it.</summary>
public sealed record AnnexAnswer(int Number, string Title, string TitleEn, string? Unit, IReadOnlyList<AnnexColumn> Columns, IReadOnlyList<AnnexRow> Rows, IReadOnlyList<string>? Total, string Clause);

/// <summary>The responsibility book: the plan's annexes.</summary>
public sealed record AnnexesAnswer(IReadOnlyList<AnnexAnswer> Annexes);

/// <summary>A region in a list; the level is county, township or village.</summary>
public sealed record RegionAnswer(string Code, string Name, string Level, int Children);

/// <summary>Regions of one level.</summary>
public sealed record RegionsAnswer(IReadOnlyList<RegionAnswer> Regions);

/// <summary>Puts a loaded programme into the shapes of the interface.</summary>
internal static class ProgrammeAnswers
{
    public static ProgrammeAnswer Programme(LoadedProgramme loaded)
    {
        var plan = loaded.Plan;
        var d = plan.Document;
        return new ProgrammeAnswer(
            plan.Id, plan.Name, plan.NameEn, loaded.Version, Date(plan.EffectiveFrom), new CityAnswer(plan.City.Code.ToString(), plan.City.Name, plan.City.NameEn),
            new DocumentAnswer(d.Title, d.Number, d.Issuer, Date(d.Signed), Date(d.Printed), d.References, d.Clause),
            [.. plan.Milestones.Select(m => new MilestoneAnswer(m.Code, m.Name, m.NameEn, Date(m.Date), m.Clause))], plan.Technologies, plan.Banned, plan.Subsidies,
            [.. plan.Parameters.All.Select(p => new ParameterAnswer(p.Code, p.Name, p.NameEn, p.Value, p.Unit, Date(p.EffectiveFrom), p.Clause, p.Note))]);
    }

    public static AnnexesAnswer Annexes(ProgrammePlan plan, TextCatalog texts, CultureInfo culture) =>
        new([Targets(plan, plan.Urban, texts, culture), Targets(plan, plan.Rural, texts, culture), Duties(plan, texts, culture)]);

    public static RegionsAnswer Regions(ProgrammePlan plan, RegionCode parent) => new(
        [.. plan.Divisions.ChildrenOf(parent).Select(c => new RegionAnswer(c.ToString(), plan.Divisions.NameOf(c), c.Level.ToString().ToLowerInvariant(), plan.Divisions.ChildrenOf(c).Count))]);

    private static AnnexAnswer Targets(ProgrammePlan plan, TargetAnnex annex, TextCatalog texts, CultureInfo culture)
    {
        var english = TextCatalog.IsEnglish(culture);
        var unit = english ? annex.UnitTextEn : annex.UnitText;
        var amount = texts.Get(annex.Measure == TargetMeasure.Area ? "annex.area" : "annex.households", culture, unit);
        return new AnnexAnswer(
            annex.Number, annex.Title, annex.TitleEn, unit,
            [Number(texts, culture), new("county", texts.Get("annex.county", culture), false), new("amount", amount, true)],
            [.. annex.Rows.Select((r, i) => new AnnexRow(Code(r.Code), [Text(i + 1), r.Printed, Shown(annex.Measure, r.Amount)]))],
            ["", texts.Get("annex.total", culture), Shown(annex.Measure, annex.Total)], annex.Clause);
    }

    private static AnnexAnswer Duties(ProgrammePlan plan, TextCatalog texts, CultureInfo culture)
    {
        var annex = plan.Responsibilities;
        return new AnnexAnswer(
            annex.Number, annex.Title, annex.TitleEn, null,
            [Number(texts, culture), new("county", texts.Get("annex.county", culture), false), new("leader", texts.Get("annex.leader", culture), false), new("department", texts.Get("annex.department", culture), false)],
            [.. annex.Rows.Select((r, i) => new AnnexRow(r.County.ToString(), [Text(i + 1), NameOf(plan, r), r.Leader, r.Department]))], null, annex.Clause);
    }

    // A county goes by the name that people use for it; a scan's error is not repeated.
    private static string NameOf(ProgrammePlan plan, Responsibility row) =>
        plan.Aliases.FirstOrDefault(a => a.Name == row.Printed) is { InLedgers: false } ? plan.Divisions.NameOf(row.County) : row.Printed;

    private static AnnexColumn Number(TextCatalog texts, CultureInfo culture) => new("number", texts.Get("annex.number", culture), true);

    private static string Shown(TargetMeasure measure, long amount) => measure == TargetMeasure.Area ? new Area(amount).ToTenThousandString() : Text(amount);

    private static string Code(long code) => code.ToString("D12", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
