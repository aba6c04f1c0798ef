using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.CorrectHousehold;

/// <summary>
/// Corrects fields of a household by hand. Keys are those of the ledger's columns; a value is text as a sheet would say it, a
/// technology's code, or passed and failed; null or empty takes a value away. Fields that are not named stay.
/// </summary>
public sealed record CorrectionRequest(int Version, IReadOnlyDictionary<string, string?> Fields, string Reason);

/// <summary>What came of it: the household's version, and whether anything changed.</summary>
public sealed record CorrectedHousehold(string Id, int Version, bool Changed);

/// <summary>
/// Corrects a household with every check of an import. Row, seal, counters, registry of persons and journal change in one transaction;
/// where nothing differs nothing is written.
/// </summary>
public sealed class CorrectHouseholdHandler(Workplace workplace, ProgrammeStore programmes)
{
    private static readonly LedgerField[] Asked = [LedgerField.Route, LedgerField.CreditCode, LedgerField.Brand, LedgerField.Model, LedgerField.Started];
    private const int LongestValue = 500;

    public Result<CorrectedHousehold> Correct(string id, CorrectionRequest request, CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var wanted = Wanted(request);
        if (!wanted.IsOk)
        {
            return Result<CorrectedHousehold>.Fail(wanted.Errors);
        }

        new OutstandingCounts(workplace, programmes).Refresh();
        return Repeating.Run(workplace.Database, () => Once(id, request, wanted.Value, programme, culture));
    }

    private static Result<Dictionary<LedgerField, string?>> Wanted(CorrectionRequest request)
    {
        var errors = new List<Error>();
        var wanted = new Dictionary<LedgerField, string?>();
        foreach (var (key, value) in request.Fields ?? new Dictionary<string, string?>())
        {
            if (HouseholdFields.Find(key) is not { } field)
            {
                errors.Add(new Error("correction-field", new ErrorPlace(Path: key), key));
            }
            else if (value?.Length > LongestValue)
            {
                errors.Add(new Error("value-too-long", new ErrorPlace(Path: key), "500"));
            }
            else
            {
                wanted[field] = value;
            }
        }

        if (Reasons.Objection(request.Reason) is { } objection)
        {
            errors.Add(objection);
        }

        return errors.Count > 0 ? errors : wanted;
    }

    private Result<CorrectedHousehold> Once(string id, CorrectionRequest request, Dictionary<LedgerField, string?> wanted, LoadedProgramme programme, CultureInfo culture)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var cipher = new FieldCipher(workplace.Keys);
        var scope = workplace.Caller.Scope;
        if (!HouseholdId.TryParse(id, out var household) || new HouseholdStore(scope).Find(connection, household, transaction) is not { } stored)
        {
            return HouseholdMoves.Missing(connection, transaction, id, scope);
        }

        var fields = new HouseholdFields(programme, cipher);
        if (stored.Version != request.Version)
        {
            return new Error("version-conflict") { Current = new HouseholdConflict(workplace, programme, fields, culture).Of(connection, transaction, stored, request.Version, wanted) };
        }

        var rules = LedgerPolicy.Rules(workplace, programme, AsOf(connection, transaction, stored), scope);
        if (!Asked.Any(wanted.ContainsKey))
        {
            // A name is corrected whatever a plan says of the route by now.
            rules = rules with { Others = [] };
        }

        var checkedRow = new RowChecker(HouseholdFields.Head, rules, household.Village.County).CheckAt(household.Village, stored.SourceRow, fields.Cells(stored, wanted));
        var keepsPaid = checkedRow.Refusals is [{ Code: "paid-before-acceptance" }] && IsPaidWithoutAcceptance(stored) && !wanted.ContainsKey(LedgerField.Paid) && !wanted.ContainsKey(LedgerField.Result);
        if (keepsPaid)
        {
            // What stands so since its acceptance was withdrawn is for the money's books to mend; a name is corrected all the same.
            var others = new Dictionary<LedgerField, string?>(wanted) { [LedgerField.Paid] = null };
            checkedRow = new RowChecker(HouseholdFields.Head, rules, household.Village.County).CheckAt(household.Village, stored.SourceRow, fields.Cells(stored, others));
        }

        if (checkedRow.Refusals is { } refusals)
        {
            return refusals.ConvertAll(r => Refusal(r, rules));
        }

        var now = Record(checkedRow, stored);
        now.Paid = keepsPaid ? stored.Paid : now.Paid;
        if (HouseholdChanges.Describe(stored, now, cipher) is not { } changes)
        {
            return new CorrectedHousehold(household.ToString(), stored.Version, false);
        }

        if (!Claim(connection, transaction, stored, now))
        {
            return new Error("id-duplicate", new ErrorPlace(Path: "identity"));
        }

        Store(connection, transaction, stored, now, changes, programme, request.Reason);
        transaction.Commit();
        return new CorrectedHousehold(household.ToString(), now.Version, true);
    }

    // Nothing may lie after today, nor after the day of the ledger that the household came from.
    private DateOnly AsOf(DbConnection connection, DbTransaction transaction, HouseholdRecord stored)
    {
        var today = DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime).AddDays(1);
        var ledger = connection.Query(transaction, "SELECT as_of FROM import_run WHERE id = @p0", stored.ImportId).Select(r => r.GetString(0)).FirstOrDefault();
        return DateOnly.TryParseExact(ledger, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > today ? day : today;
    }

    private static bool IsPaidWithoutAcceptance(HouseholdRecord stored) => stored.Paid > 0 && stored.Result != HouseholdRecord.PassedResult;

    private static Error Refusal(RowRefusal refusal, LedgerRules rules)
    {
        var field = HouseholdFields.All[refusal.Column];
        return new Error(
            refusal.Code, new ErrorPlace(Path: LedgerWords.KeyOf(field)), HouseholdFields.IsPersonal(field) ? IdentityNumber.Mask(refusal.Value) : refusal.Value,
            rules.MinimumRooms.ToString(CultureInfo.InvariantCulture), rules.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    // Where a household came from stays: the sheet brought it, this only mends it.
    private HouseholdRecord Record(CheckedRow row, HouseholdRecord stored)
    {
        using var preparer = new RowPreparer(workplace.Keys, stored.Programme, stored.ImportId, stored.SourceFile);
        var now = preparer.Prepare(row, [], stored.SourceSheet, new BroughtColumns(BroughtFields.All, new HashSet<string>(StringComparer.Ordinal))).Record!;
        (now.HouseholdId, now.Extra, now.Version) = (stored.HouseholdId, stored.Extra, stored.Version + 1);
        return now;
    }

    // One person, one claim in a programme, whichever county: the registry says so, not this handler.
    private static bool Claim(DbConnection connection, DbTransaction transaction, HouseholdRecord stored, HouseholdRecord now)
    {
        if (stored.IdentityIndex.AsSpan().SequenceEqual(now.IdentityIndex))
        {
            return true;
        }

        var claimed = connection.Execute(
            transaction,
            "INSERT INTO person_claim (identity_index, programme, county_code, household_id) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (identity_index, programme) DO NOTHING",
            now.IdentityIndex, now.Programme, now.CountyCode, now.HouseholdId);
        return claimed == 1
            && connection.Execute(transaction, "DELETE FROM person_claim WHERE identity_index = @p0 AND programme = @p1", stored.IdentityIndex, stored.Programme) == 1;
    }

    private void Store(DbConnection connection, DbTransaction transaction, HouseholdRecord stored, HouseholdRecord now, string changes, LoadedProgramme programme, string reason)
    {
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, workplace.Begin("household-correction", workplace.Caller.Actor, reason));
        journal.Rows.Replaced(LedgerSeals.Household, now.CountyCode, stored.SoundSeal(journal), now.SealWith(journal.SealOf(now.CountyCode)));
        HouseholdUpdate.Write(connection, transaction, now, stored.Version);
        var counters = new CounterChanges(programme);
        counters.Add(stored, -1);
        counters.Add(now, 1);
        counters.Apply(workplace.Database, connection);
        journal.Append(now.CountyCode, "updated", HouseholdRecord.Table, now.HouseholdId, now.HouseholdId, now.Version, changes);
        LedgerEvents.Changed(journal, workplace.Ids.Next(), HouseholdFacts.Of(now).Id);
        journal.Flush();
    }
}
