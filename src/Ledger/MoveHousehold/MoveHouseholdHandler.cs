using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.MoveHousehold;

/// <summary>Moves a household to the village where it belongs.</summary>
public sealed record MoveRequest(int Version, string Village, string Reason);

/// <summary>
/// A household's number is its address, so one that moves gets a new number: it is taken away in one place and comes into being in the
/// other, in one transaction, and both counties' journals say where it went and came from. The old number leads to the new one.
/// </summary>
public sealed class MoveHouseholdHandler(Workplace workplace, ProgrammeStore programmes, IEnumerable<IHouseholdFollower>? followers = null)
{
    public Result<CorrectedHousehold> Move(string id, MoveRequest request, CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (Reasons.Objection(request.Reason) is { } objection)
        {
            return objection;
        }

        if (!RegionCode.TryParse(request.Village, out var village) || village.Level != RegionLevel.Village || !programme.Plan.Divisions.Has(village))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "village"), request.Village ?? "");
        }

        if (!workplace.Caller.Scope.Covers(village))
        {
            return new Error("outside-scope", new ErrorPlace(Path: "village"), programme.Plan.Divisions.NameOf(village));
        }

        new OutstandingCounts(workplace, programmes).Refresh();
        return Repeating.Run(workplace.Database, () => Once(id, request, village, programme, culture));
    }

    private Result<CorrectedHousehold> Once(string id, MoveRequest request, RegionCode village, LoadedProgramme programme, CultureInfo culture)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        var scope = workplace.Caller.Scope;
        if (!HouseholdId.TryParse(id, out var household) || new HouseholdStore(scope).Find(connection, household, transaction) is not { } stored)
        {
            return HouseholdMoves.Missing(connection, transaction, id, scope);
        }

        if (stored.Version != request.Version)
        {
            using var cipher = new FieldCipher(workplace.Keys);
            var conflict = new HouseholdConflict(workplace, programme, new HouseholdFields(programme, cipher), culture).Of(connection, transaction, stored, request.Version, new Dictionary<LedgerField, string?>());
            return new Error("version-conflict") { Current = conflict };
        }

        if (village == household.Village)
        {
            return new CorrectedHousehold(household.ToString(), stored.Version, false);
        }

        Result<HouseholdId> moved;
        try
        {
            moved = Store(connection, transaction, stored, household, village, programme, request.Reason);
        }
        catch (DbException fault) when (workplace.Database.Classify(fault) == DatabaseFault.Reference)
        {
            // Whatever a room forgot to say, the database holds its rows' household in place.
            return new Error("household-held");
        }

        if (moved.IsOk)
        {
            transaction.Commit();
        }

        return moved.IsOk ? new CorrectedHousehold(moved.Value.ToString(), 1, true) : Result<CorrectedHousehold>.Fail(moved.Errors);
    }

    private Result<HouseholdId> Store(DbConnection connection, DbTransaction transaction, HouseholdRecord household, HouseholdId old, RegionCode village, LoadedProgramme programme, string reason)
    {
        var process = workplace.Begin("household-move", workplace.Caller.Actor, reason);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);

        // The last room first: what rests on another's row goes before it.
        if ((followers ?? []).Reverse().Select(f => f.Leave(connection, transaction, journal, old)).FirstOrDefault(e => e is not null) is { } objection)
        {
            return objection;
        }

        var counters = new CounterChanges(programme);
        counters.Add(household, -1);
        var numbers = new VillageNumbers(connection);
        var now = HouseholdId.Of(village, numbers.Next(transaction, village.Value));
        numbers.Save(transaction, (_, _, _) => { });
        Delete(journal, household);
        var version = household.Version;
        (household.HouseholdId, household.CountyCode, household.Version) = (now.Value, now.CountyCode, 1);
        Insert(connection, journal, household);
        counters.Add(household, 1);
        counters.Apply(workplace.Database, connection);
        connection.Execute(
            transaction, "UPDATE person_claim SET county_code = @p0, household_id = @p1 WHERE identity_index = @p2 AND programme = @p3", now.CountyCode, now.Value, household.IdentityIndex, household.Programme);
        LedgerEvents.Changed(journal, workplace.Ids.Next(), now);
        HouseholdMoves.Record(journal, household.Programme, old, now, process.At);
        journal.Append(old.CountyCode, "deleted", HouseholdRecord.Table, old.Value, old.Value, version, Detail(new HouseholdMoved(null, now.ToString())));
        journal.Append(now.CountyCode, "created", HouseholdRecord.Table, now.Value, now.Value, 1, Detail(new HouseholdMoved(old.ToString(), null)));
        journal.Flush();
        return now;
    }

    private static void Delete(JournalWriter journal, HouseholdRecord household)
    {
        var row = journal.Rows.Find(LedgerSeals.Household, household.CountyCode, household.HouseholdId);
        if (row is null || row.Long("version") != household.Version || !journal.Rows.Delete(row))
        {
            throw new StaleRowException(HouseholdRecord.Table, household.HouseholdId);
        }
    }

    private void Insert(DbConnection connection, JournalWriter journal, HouseholdRecord household)
    {
        journal.Rows.Added(LedgerSeals.Household, household.CountyCode, household.SealWith(journal.SealOf(household.CountyCode)));
        using var rows = workplace.Database.BulkInsert(connection, HouseholdRecord.Shape);
        household.Write(rows);
        rows.Complete();
    }

    private static string Detail(HouseholdMoved moved) => JsonSerializer.Serialize(moved, HouseholdMovedJson.Default.HouseholdMoved);
}

/// <summary>What the journal says of a move: on the one side where it came from, on the other where it went.</summary>
internal sealed record HouseholdMoved(string? MovedFrom, string? MovedTo)
{
    public static HouseholdMoved? Read(JournalEntry entry) =>
        entry is { Process: "household-move", Detail: { } detail } ? JsonSerializer.Deserialize(detail, HouseholdMovedJson.Default.HouseholdMoved) : null;
}

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
[System.Text.Json.Serialization.JsonSerializable(typeof(HouseholdMoved))]
internal sealed partial class HouseholdMovedJson : System.Text.Json.Serialization.JsonSerializerContext;
