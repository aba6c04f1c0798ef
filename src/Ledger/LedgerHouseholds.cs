using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger;

/// <summary>What rooms below may know of a household: facts that money, inspections and the season rest on. Personal numbers stay encrypted.</summary>
/// <param name="Id">Household number.</param>
/// <param name="Programme">Programme.</param>
/// <param name="Head">Head of the household.</param>
/// <param name="Route">Route number.</param>
/// <param name="Rooms">Rooms.</param>
/// <param name="AreaHundredths">0.01 m².</param>
/// <param name="Hardship">Hardship as the workbook says; null for none.</param>
/// <param name="CreditCode">The firm's credit code.</param>
/// <param name="Contract">Contract.</param>
/// <param name="UtilityAccount">Account at the power or gas company.</param>
/// <param name="Accepted">Day of the acceptance that the workbook names.</param>
/// <param name="HasPassed">Whether the workbook says that it passed.</param>
/// <param name="PaidFen">What the workbook says was paid.</param>
/// <param name="AccountCipher">Account for subsidies, encrypted; null where there is none.</param>
/// <param name="AccountIndex">Its blind index.</param>
/// <param name="Extra">Other columns of the workbook, JSON.</param>
/// <param name="Version">Version of the row.</param>
public sealed record LedgerHousehold(
    HouseholdId Id, int Programme, string Head, int Route, int Rooms, long AreaHundredths, string? Hardship, string? CreditCode, string? Contract, string? UtilityAccount, string? Accepted, bool HasPassed,
    long PaidFen, byte[]? AccountCipher, byte[]? AccountIndex, string? Extra, int Version);

/// <summary>Reads households for rooms below, within a scope.</summary>
public sealed class LedgerHouseholds(DbConnection connection, DbTransaction? transaction, Scope scope)
{
    private const string Columns =
        "household_id, programme, head, route, rooms, area, hardship, credit_code, contract, utility_account, accepted, result, paid, account_cipher, account_index, extra, version";

    /// <summary>Columns of <see cref="Scan"/>: where they stand.</summary>
    public const int County = 0, Household = 1, Programme = 2, Person = 3, Route = 4, Rooms = 5, Area = 6, Hardship = 7, UtilityAccount = 8, Accepted = 9, Result = 10, Paid = 11, Extra = 12;

    /// <summary>Value of <see cref="Result"/> of a household that passed.</summary>
    public const int Passed = HouseholdRecord.PassedResult;

    private static readonly TableShape ScanShape = new(
        HouseholdRecord.Table,
        ("county_code", ColumnType.Int), ("household_id", ColumnType.Long), ("programme", ColumnType.Int), ("identity_index", ColumnType.Bytes), ("route", ColumnType.Int), ("rooms", ColumnType.Int),
        ("area", ColumnType.Long), ("hardship", ColumnType.Text), ("utility_account", ColumnType.Text), ("accepted", ColumnType.Text), ("result", ColumnType.Int), ("paid", ColumnType.Long),
        ("extra", ColumnType.Text));

    /// <summary>The household; null where there is none or it is not for this caller.</summary>
    public LedgerHousehold? Find(HouseholdId household) => connection.Query(
        transaction, $"SELECT {Columns} FROM household WHERE county_code = @p0 AND household_id = @p1", household.CountyCode, household.Value).Select(Read).FirstOrDefault(Sees);

    /// <summary>Households of a region in order of number.</summary>
    public IEnumerable<LedgerHousehold> Of(RegionCode region, int programme)
    {
        var (first, last) = HouseholdId.RangeOf(region);
        return connection.Query(
            transaction, $"SELECT {Columns} FROM household WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND programme = @p3 ORDER BY household_id",
            region.CountyCode, first, last, programme).Select(Read).Where(Sees);
    }

    /// <summary>The household whose head has this index of an identity number; null where the registry knows none.</summary>
    public static HouseholdId? OfPerson(DbConnection connection, DbTransaction? transaction, byte[] identityIndex, int programme) =>
        connection.ScalarLong(transaction, "SELECT household_id FROM person_claim WHERE identity_index = @p0 AND programme = @p1", identityIndex, programme) is { } found && HouseholdId.TryFrom(found, out var id) ? id : null;

    /// <summary>The refusal for a household that is not found: it moved, or it is unknown to this caller.</summary>
    public Error Missing(string id) => HouseholdMoves.Missing(connection, transaction, id, scope);

    /// <summary>A pass over all households, or a county's, in order of number, for who reckons with all of them; the caller narrows it himself.</summary>
    public static IRowScan Scan(IDatabase database, DbConnection connection, int? county = null) => database.Scan(connection, ScanShape, 2, county);

    private bool Sees(LedgerHousehold household) => scope.CreditCode is { } firm ? household.CreditCode == firm : scope.Covers(household.Id);

    private static LedgerHousehold Read(DbDataReader r) => new(
        HouseholdId.TryFrom(r.GetInt64(0), out var id) ? id : default, r.GetInt32(1), r.GetString(2), r.GetInt32(3), r.GetInt32(4), r.GetInt64(5), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8), r.TextOrNull(9),
        r.TextOrNull(10), r.GetInt32(11) == HouseholdRecord.PassedResult, r.GetInt64(12), r.BytesOrNull(13), r.BytesOrNull(14), r.TextOrNull(15), r.GetInt32(16));
}
