using System.Text.Json;
using System.Text.Json.Nodes;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.Data;

/// <summary>What the journal says of a report: enough to tell from the journal alone what was signed.</summary>
internal static class ReportDetail
{
    public static string Of(Report report)
    {
        var detail = new JsonObject
        {
            ["region"] = report.Region.Value, ["date"] = ReportDates.Text(report.Date), ["state"] = ReportLifeCycle.Word(report.State),
            ["figures"] = JsonNode.Parse(JsonSerializer.Serialize(report.Figures, ReportJson.Default.ReportFigures)),
        };
        if (report is { State: ReportState.Submitted, Differences.Count: > 0 })
        {
            detail["differences"] = report.Differences.Count;
        }

        return detail.ToJsonString();
    }

    public static string Of(Report report, string? route, string figure, long before, long after) => new JsonObject
    {
        ["region"] = report.Region.Value, ["date"] = ReportDates.Text(report.Date), ["route"] = route, ["figure"] = figure, ["before"] = before, ["after"] = after,
    }.ToJsonString();
}
