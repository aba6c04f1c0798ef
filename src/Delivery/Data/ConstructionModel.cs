using CleanHeating.Platform.Seals;
using CleanHeating.Programme.Registers;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>A piece of a county's schedule. Days are day numbers.</summary>
/// <param name="Village">Twelve digits.</param>
/// <param name="Firm">Credit code; null where none is named yet.</param>
/// <param name="Done">Households that were done when the schedule was made.</param>
/// <param name="Households">Households to be done.</param>
/// <param name="From">First day of work.</param>
/// <param name="Until">Last day of work.</param>
/// <param name="Crew">Running number of the crew among the firm's in the county.</param>
internal sealed record ScheduleLine(long Village, string? Firm, int Done, int Households, int From, int Until, int Crew);

/// <summary>A county's schedule, reckoned back from the day on which all must be done.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Day on which all must be done.</param>
/// <param name="AcceptedUntil">Day on which all must be accepted; null where the programme has none.</param>
/// <param name="AcceptanceDays">Days from completion to acceptance.</param>
/// <param name="WorkDays">Working days of a week.</param>
/// <param name="Plan">Whether a county's approved plan went into it; else the ledger alone.</param>
/// <param name="Firms">Names of firms by credit code.</param>
/// <param name="Lines">The work.</param>
internal sealed record ScheduleDocument(
    DateOnly From, DateOnly Until, DateOnly? AcceptedUntil, int AcceptanceDays, int WorkDays, bool Plan, IReadOnlyDictionary<string, string> Firms, IReadOnlyList<ScheduleLine> Lines);

/// <summary>What a village reported on a day: how many were begun and done by then, and crews at work.</summary>
internal sealed record VillageReport(DateOnly Day, int Started, int Completed, int Crews, string? Note, string By, long At);

/// <summary>Reports of a village in order of day.</summary>
internal sealed record VillageReports(IReadOnlyList<VillageReport> Reports);

/// <summary>Something that holds construction up (C10): where, what, whose, until when; the credit code of the firm that entered it, if one did.</summary>
internal sealed record HindranceDocument(long Region, string Kind, string Text, string Owner, DateOnly Due, string OpenedBy, long OpenedAt, string? Outcome, long? ResolvedAt, string? Firm = null);

/// <summary>Tables of schedule, construction reports and hindrances.</summary>
internal static class ConstructionModel
{
    /// <summary>Schedules of counties; the code is a running number, the state 0 for the one in force.</summary>
    public static readonly Register<ScheduleDocument> Schedules = new("construction_schedule");

    /// <summary>Reports by village; the code is the village's.</summary>
    public static readonly Register<VillageReports> Reports = new("construction_report");

    /// <summary>Hindrances; the code is a running number.</summary>
    public static readonly Register<HindranceDocument> Hindrances = new("hindrance");

    public static IReadOnlyList<SealedTable> Sealed { get; } = [Schedules.Table, Reports.Table, Hindrances.Table];

    public static void Configure(ModelBuilder model)
    {
        Schedules.Configure(model);
        Reports.Configure(model);
        Hindrances.Configure(model);
    }
}
