using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.Data;

/// <summary>Remembers where households moved to: a number is never given out again, so an old one leads to the present one.</summary>
internal static class HouseholdMoves
{
    public static void Record(JournalWriter journal, int programme, HouseholdId from, HouseholdId to, long at) =>
        journal.Rows.Insert(LedgerSeals.HouseholdMove, from.CountyCode, from.Value, programme, to.Value, at);

    /// <summary>Why a household is not found: it moved, and the answer names its new number, or it is unknown to this caller.</summary>
    public static Error Missing(DbConnection connection, DbTransaction? transaction, string id, Scope scope)
    {
        if (HouseholdId.TryParse(id, out var old) && Present(connection, transaction, old) is { } now && now != old && (scope.Covers(old) || scope.Covers(now)))
        {
            return new Error("household-moved", new ErrorPlace(Path: now.ToString()), old.ToString(), now.ToString());
        }

        return new Error("household-unknown", null, id);
    }

    private static HouseholdId? Present(DbConnection connection, DbTransaction? transaction, HouseholdId household)
    {
        var now = household;
        while (connection.ScalarLong(transaction, "SELECT new_household_id FROM household_move WHERE county_code = @p0 AND household_id = @p1", now.CountyCode, now.Value) is { } next)
        {
            now = HouseholdId.TryFrom(next, out var id) ? id : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{next} is no household number."));
        }

        return now;
    }
}
