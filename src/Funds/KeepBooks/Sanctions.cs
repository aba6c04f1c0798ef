using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.KeepBooks;

/// <summary>Sanctions on counties (C34): while one is in force, no city money goes there, and no batch with city money is approved.</summary>
public sealed class Sanctions(Workplace workplace, ProgrammeStore programmes)
{
    internal static bool IsImposed(FundsWork work, int county) => work.Connection.ScalarLong(
        work.Transaction, "SELECT COUNT(*) FROM county_sanction WHERE county_code = @p0 AND programme = @p1 AND in_force = 1", county, work.Programme.Number) > 0;

    /// <summary>Imposes a sanction; its id.</summary>
    public Result<string> Impose(string? county, string? reason, string? document) => new FundsAct(workplace, programmes).Run<string>(county, Permission.SanctionCounties, "sanction-impose", reason, (work, code) =>
    {
        if (Objection(code, reason, document) is { } objection)
        {
            return objection;
        }

        if (IsImposed(work, code))
        {
            return new Error("sanction-exists");
        }

        var id = workplace.Ids.Next();
        work.Rows.Insert(FundsSeals.CountySanction, code, id, work.Programme.Number, (int)SanctionState.Imposed, 1, reason, document, work.Process.At, work.Process.Actor, null, null, null, 1);
        work.Journal.Append(code, "imposed", FundsSeals.CountySanction.Name, id, id, 1);
        return id.ToString(CultureInfo.InvariantCulture);
    });

    /// <summary>Lifts the sanction that is in force.</summary>
    public Result<string> Lift(string? county, string? reason) => new FundsAct(workplace, programmes).Run<string>(county, Permission.SanctionCounties, "sanction-lift", reason, (work, code) =>
    {
        if (Objection(code, reason, "-") is { } objection)
        {
            return objection;
        }

        if (work.Rows.Where(FundsSeals.CountySanction, "county_code = @p0 AND programme = @p1 AND in_force = 1", code, work.Programme.Number) is not [var row, ..])
        {
            return new Error("sanction-unknown");
        }

        var next = LifeCycles.Sanction.Next((SanctionState)row.Long("state"), SanctionTrigger.Lift).Value;
        work.Rows.Update(
            row, ("state", (long)next), ("in_force", null), ("lifted_at", work.Process.At), ("lifted_by", work.Process.Actor), ("lift_reason", reason), ("version", row.Long("version") + 1));
        work.Journal.Append(code, Words.Of(next), FundsSeals.CountySanction.Name, row.Long("id"), row.Long("id"), (int)row.Long("version") + 1);
        return row.Long("id").ToString(CultureInfo.InvariantCulture);
    });

    private static Error? Objection(int county, string? reason, string? document) =>
        county == 0 ? new Error("region-unknown", new ErrorPlace(Path: "county"), "0")
        : string.IsNullOrWhiteSpace(document) || document.Length > 200 ? new Error("document-missing", new ErrorPlace(Path: "document"))
        : Reasons.Objection(reason);
}
