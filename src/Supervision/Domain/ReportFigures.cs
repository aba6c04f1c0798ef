using System.Text.Json;
using System.Text.Json.Serialization;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Supervision.Domain;

/// <summary>
/// Figures as counted at one moment. Households, areas in 0.01 m², money in fen. Started and completed count these stages or later
/// ones. The target is rural households; null where nothing was handed down.
/// </summary>
public sealed record FigureSet
{
    /// <summary>Keys in the order in which reports show them.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["target", "ledger", "not_started", "started", "completed", "passed", "failed", "area_hundredths", "paid_fen", "outstanding_fen"];

    public static readonly FigureSet Zero = new();

    public long? Target { get; init; }
    public long Ledger { get; init; }
    public long NotStarted => Ledger - Started;
    public long Started { get; init; }
    public long Completed { get; init; }
    public long Passed { get; init; }
    public long Failed { get; init; }
    public long AreaHundredths { get; init; }
    public long PaidFen { get; init; }
    public long OutstandingFen { get; init; }

    /// <summary>Whether there is nothing to report: no household and no target.</summary>
    [JsonIgnore]
    public bool IsEmpty => Ledger == 0 && (Target ?? 0) == 0;

    /// <summary>Whether no figure is below zero or above the one that it is a part of.</summary>
    [JsonIgnore]
    public bool IsCoherent =>
        Target is null or >= 0 && Passed >= 0 && Failed >= 0 && Passed + Failed <= Completed && Completed <= Started && Started <= Ledger
        && AreaHundredths >= 0 && PaidFen >= 0 && OutstandingFen >= 0;

    public static FigureSet Of(RegionProgress progress, long? target = null) => new()
    {
        Target = target, Ledger = progress.Ledger, Started = progress.Started, Completed = progress.Completed, Passed = progress.Passed, Failed = progress.Failed,
        AreaHundredths = progress.Area.Hundredths, PaidFen = progress.Paid.Fen, OutstandingFen = progress.Outstanding.Fen,
    };

    public long? this[string key] => key switch
    {
        "target" => Target, "ledger" => Ledger, "not_started" => NotStarted, "started" => Started, "completed" => Completed, "passed" => Passed, "failed" => Failed,
        "area_hundredths" => AreaHundredths, "paid_fen" => PaidFen, "outstanding_fen" => OutstandingFen, _ => null,
    };

    /// <summary>The same with one figure changed; null where the key is none that stands by itself.</summary>
    public FigureSet? With(string key, long value) => key switch
    {
        "target" => this with { Target = value },
        "ledger" => this with { Ledger = value },
        "started" => this with { Started = value },
        "completed" => this with { Completed = value },
        "passed" => this with { Passed = value },
        "failed" => this with { Failed = value },
        "area_hundredths" => this with { AreaHundredths = value },
        "paid_fen" => this with { PaidFen = value },
        "outstanding_fen" => this with { OutstandingFen = value },
        _ => null,
    };

    public static FigureSet operator +(FigureSet a, FigureSet b) => new()
    {
        Target = a.Target is null && b.Target is null ? null : (a.Target ?? 0) + (b.Target ?? 0),
        Ledger = a.Ledger + b.Ledger, Started = a.Started + b.Started, Completed = a.Completed + b.Completed, Passed = a.Passed + b.Passed, Failed = a.Failed + b.Failed,
        AreaHundredths = a.AreaHundredths + b.AreaHundredths, PaidFen = a.PaidFen + b.PaidFen, OutstandingFen = a.OutstandingFen + b.OutstandingFen,
    };
}

/// <summary>A region's figures, and the same by technology code. Except for the target, the routes add up to the total.</summary>
public sealed record ReportFigures(FigureSet Total, SortedDictionary<string, FigureSet> Routes)
{
    public static readonly ReportFigures Zero = new(FigureSet.Zero, new SortedDictionary<string, FigureSet>(StringComparer.Ordinal));

    /// <summary>The figures of one route; of all where none is named.</summary>
    public FigureSet Of(string? route) => route is null ? Total : Routes.GetValueOrDefault(route) ?? FigureSet.Zero;

    /// <summary>The figures with one of a route changed, the total following; only the target is a figure of no route. Null where there is no such figure.</summary>
    public ReportFigures? With(string? route, string key, long value)
    {
        if (route is null || key == "target")
        {
            return route is null && key == "target" ? this with { Total = Total with { Target = value } } : null;
        }

        if (Of(route).With(key, value) is not { } changed)
        {
            return null;
        }

        var routes = new SortedDictionary<string, FigureSet>(Routes, StringComparer.Ordinal) { [route] = changed };
        return new ReportFigures(routes.Values.Aggregate(FigureSet.Zero, (a, b) => a + b) with { Target = Total.Target }, routes);
    }

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.ReportFigures);

    public static ReportFigures FromJson(string json) => JsonSerializer.Deserialize(json, ReportJson.Default.ReportFigures) ?? throw new JsonException("Figures that are none.");
}

/// <summary>What the counters said of a part at the moment when its whole was drafted.</summary>
public sealed record CountedPart(long Region, ReportFigures Figures);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReportFigures))]
[JsonSerializable(typeof(List<CountedPart>))]
[JsonSerializable(typeof(List<ReportDifference>))]
internal sealed partial class ReportJson : JsonSerializerContext;
