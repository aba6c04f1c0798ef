using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger;

/// <summary>Writes what came of an inspection into the ledger, inside the transaction of the room that inspects.</summary>
public sealed class HouseholdResults(Workplace workplace, LoadedProgramme programme)
{
    /// <summary>
    /// Records a result: row, seal, counters and journal together. Where the household stands so already nothing is written.
    /// Before the transaction the counters must have been brought to the floor in force (<see cref="OutstandingCounts.Refresh"/>).
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The caller's transaction.</param>
    /// <param name="journal">The caller's journal; the caller flushes it.</param>
    /// <param name="household">The household.</param>
    /// <param name="version">Version that the caller saw.</param>
    /// <param name="passed">The result; null takes it away again.</param>
    /// <param name="day">Day of acceptance; null where there is no result.</param>
    /// <param name="culture">Language of a conflict.</param>
    /// <returns>The version that then stands.</returns>
    public Result<int> Record(DbConnection connection, DbTransaction transaction, JournalWriter journal, HouseholdId household, int version, bool? passed, DateOnly? day, CultureInfo culture)
    {
        var scope = workplace.Caller.Scope;
        if (new HouseholdStore(scope).Find(connection, household, transaction) is not { } stored)
        {
            return HouseholdMoves.Missing(connection, transaction, household.ToString(), scope);
        }

        if (stored.Version != version)
        {
            return new Error("version-conflict") { Current = Stale(connection, transaction, stored, version, culture) };
        }

        if (Objection(stored, passed, day) is { } objection)
        {
            return objection;
        }

        var now = After(stored, passed, day);
        using var cipher = new FieldCipher(workplace.Keys);
        if (HouseholdChanges.Describe(stored, now, cipher) is not { } changes)
        {
            return stored.Version;
        }

        journal.Rows.Replaced(LedgerSeals.Household, now.CountyCode, stored.SoundSeal(journal), now.SealWith(journal.SealOf(now.CountyCode)));
        HouseholdUpdate.Write(connection, transaction, now, stored.Version);
        var counters = new CounterChanges(programme);
        counters.Add(stored, -1);
        counters.Add(now, 1);
        counters.Apply(workplace.Database, connection);
        journal.Append(now.CountyCode, "updated", HouseholdRecord.Table, now.HouseholdId, now.HouseholdId, now.Version, changes);
        return now.Version;
    }

    /// <summary>Both sides of a stale view of a household: what changed since that version.</summary>
    public Conflict? Stale(DbConnection connection, DbTransaction transaction, HouseholdId household, int version, CultureInfo culture) =>
        new HouseholdStore(workplace.Caller.Scope).Find(connection, household, transaction) is { } stored ? Stale(connection, transaction, stored, version, culture) : null;

    private Conflict Stale(DbConnection connection, DbTransaction transaction, HouseholdRecord stored, int version, CultureInfo culture)
    {
        using var cipher = new FieldCipher(workplace.Keys);
        return new HouseholdConflict(workplace, programme, new HouseholdFields(programme, cipher), culture).Of(connection, transaction, stored, version, new Dictionary<LedgerField, string?>());
    }

    // The same order of days that a workbook's rows must keep.
    private static Error? Objection(HouseholdRecord stored, bool? passed, DateOnly? day) =>
        passed is null ? null
        : stored.Completed is not { } completed ? new Error("acceptance-not-completed")
        : string.CompareOrdinal(Text(day), completed) < 0 ? new Error("acceptance-before-completion", null, completed) : null;

    private HouseholdRecord After(HouseholdRecord stored, bool? passed, DateOnly? day)
    {
        var now = stored.Copy();
        now.Result = passed switch { true => HouseholdRecord.PassedResult, false => HouseholdRecord.FailedResult, null => 0 };
        now.Accepted = passed is null ? null : Text(day);
        now.Stage = (int)(passed switch { true => Stage.Passed, false => Stage.Failed, null => now.Completed is not null ? Stage.Completed : now.Started is not null ? Stage.Started : Stage.NotStarted });
        var below = passed == true && now.Paid > 0 && now.Paid < LedgerPolicy.SubsidyFloor(programme.Plan).Fen;
        now.Warnings = (now.Warnings & ~(int)LedgerWarning.SubsidyBelowFloor) | (below ? (int)LedgerWarning.SubsidyBelowFloor : 0);
        now.Version++;
        return now;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
