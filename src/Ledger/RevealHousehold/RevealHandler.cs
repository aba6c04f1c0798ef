using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.RevealHousehold;

/// <summary>Asks to see a household's personal numbers; the purpose is recorded.</summary>
public sealed record RevealRequest(string Purpose);

/// <summary>Personal numbers in clear, and how many households the caller has looked at today, this one counted.</summary>
public sealed record RevealedHousehold(string Id, string Identity, string? Phone, string? Account, int RevealedToday);

/// <summary>Shows a household's personal numbers in clear. Who looked, when and what for stands in the county's journal before anything is shown.</summary>
internal sealed class RevealHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int ShortestPurpose = 4, LongestPurpose = 200;

    public Result<RevealedHousehold> Reveal(string id, string? purpose)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (purpose?.Trim() is not { Length: >= ShortestPurpose and <= LongestPurpose } why)
        {
            return new Error("purpose-missing", new ErrorPlace(Path: "purpose"));
        }

        using var connection = workplace.Database.Open();
        if (!HouseholdId.TryParse(id, out var household) || new HouseholdStore(workplace.Caller.Scope).Find(connection, household) is not { } record)
        {
            return HouseholdMoves.Missing(connection, null, id, workplace.Caller.Scope);
        }

        var process = workplace.Begin("household-reveal", workplace.Caller.Actor, why);
        JournalNote.Write(workplace, process, record.CountyCode, "looked-at", HouseholdRecord.Table, record.HouseholdId, record.HouseholdId, JsonSerializer.Serialize(new { fields = new[] { "identity", "phone", "account" } }));
        using var rows = new LedgerRows(workplace, programme, Platform.Texts.TextCatalog.Chinese);
        return new RevealedHousehold(record.HouseholdId.ToString(System.Globalization.CultureInfo.InvariantCulture), rows.Identity(record), rows.Phone(record), rows.Account(record), Today(connection));
    }

    private int Today(System.Data.Common.DbConnection connection)
    {
        // A day of the place where the programme runs, UTC+8.
        var now = workplace.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var midnight = new DateTimeOffset(now.Date, now.Offset).UtcTicks;
        return (int)(connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry WHERE actor = @p0 AND at >= @p1 AND action = 'looked-at'", workplace.Caller.Actor, midnight) ?? 0);
    }
}
