using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger;

/// <summary>What the ledger knows of a household, as far as a room below needs it. No personal number is in it. Rated power in 0.01 kW; passed is null before acceptance.</summary>
public sealed record HouseholdFacts(
    HouseholdId Id, int Programme, string Head, int Route, int Rooms, Area Area, string? Hardship, string? Enterprise, string? CreditCode, string? Contract, string? Brand, string? Model,
    string? Serial, long? RatedPower, DateOnly? Started, DateOnly? Completed, DateOnly? Accepted, bool? Passed, Money Paid, int Version)
{
    internal static HouseholdFacts Of(HouseholdRecord r) => new(
        HouseholdId.TryFrom(r.HouseholdId, out var id) ? id : throw new InvalidOperationException("A stored household number is none."), r.Programme, r.Head, r.Route, r.Rooms, new Area(r.Area), r.Hardship,
        r.Enterprise, r.CreditCode, r.Contract, r.Brand, r.Model, r.Serial, r.RatedPower, Day(r.Started), Day(r.Completed), Day(r.Accepted),
        r.Result switch { HouseholdRecord.PassedResult => true, HouseholdRecord.FailedResult => false, _ => null }, new Money(r.Paid), r.Version);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Reads households for rooms below, within a caller's scope.</summary>
public static class HouseholdReader
{
    /// <summary>The household; null where there is none, or none for this caller.</summary>
    public static HouseholdFacts? Find(DbConnection connection, DbTransaction? transaction, Scope scope, HouseholdId household) =>
        new HouseholdStore(scope).Find(connection, household, transaction) is { } record ? HouseholdFacts.Of(record) : null;

    /// <summary>Why a household is not found: it moved, and the answer names its new number, or it is unknown to this caller.</summary>
    public static Error Missing(DbConnection connection, DbTransaction? transaction, Scope scope, string id) => HouseholdMoves.Missing(connection, transaction, id, scope);

    /// <summary>Households of a village, by number.</summary>
    public static List<HouseholdFacts> OfVillage(DbConnection connection, DbTransaction? transaction, Scope scope, int programme, RegionCode village)
    {
        var store = new HouseholdStore(scope);
        return [.. connection.Query(
            transaction, $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND programme = @p3 ORDER BY household_id",
            village.CountyCode, village.Value * 100_000, village.Value * 100_000 + 99_999, programme).Select(HouseholdRecord.Read).Where(store.Sees).Select(HouseholdFacts.Of)];
    }
}

/// <summary>How a household's acceptance stands in the ledger.</summary>
public readonly record struct LedgerStanding(long Household, int Programme, bool? Passed, string? Accepted, string? Enterprise, string? CreditCode);

/// <summary>
/// How the acceptance of households stands in the ledger, for a room below. Only rows whose seals are sound are told, since nothing is
/// built on others; a verification names those.
/// </summary>
/// <param name="Sound">Households by number.</param>
/// <param name="LeftOut">How many are not told.</param>
public sealed record LedgerStandings(IReadOnlyList<LedgerStanding> Sound, int LeftOut)
{
    /// <summary>Every household of a county.</summary>
    public static LedgerStandings OfCounty(DbConnection connection, DbTransaction transaction, JournalWriter journal, int county) =>
        Read(journal, connection.Query(transaction, $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 ORDER BY household_id", county).Select(HouseholdRecord.Read).ToList());

    /// <summary>Some households of a county; those that are not there are passed over.</summary>
    public static LedgerStandings Of(DbConnection connection, DbTransaction transaction, JournalWriter journal, int county, IReadOnlyList<long> households) => Read(journal, [.. households.SelectMany(h => connection.Query(
        transaction, $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 AND household_id = @p1", county, h).Select(HouseholdRecord.Read).ToList())]);

    // Read first: who finds a broken seal asks the database why.
    private static LedgerStandings Read(JournalWriter journal, List<HouseholdRecord> records)
    {
        var (sound, leftOut) = (new List<LedgerStanding>(records.Count), 0);
        foreach (var record in records)
        {
            try
            {
                record.SoundSeal(journal);
            }
            catch (Platform.Seals.BrokenSealException)
            {
                leftOut++;
                continue;
            }

            sound.Add(new LedgerStanding(
                record.HouseholdId, record.Programme, record.Result switch { HouseholdRecord.PassedResult => true, HouseholdRecord.FailedResult => false, _ => null }, record.Accepted, record.Enterprise,
                record.CreditCode));
        }

        return new LedgerStandings(sound, leftOut);
    }
}
