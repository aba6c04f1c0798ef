using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.Data;

/// <summary>A row of the household table in memory. Order of columns, seal and reader is one and the same, kept together here.</summary>
internal sealed class HouseholdRecord
{
    public const string Table = "household";

    public static readonly TableShape Shape = new(
        Table,
        ("county_code", ColumnType.Int), ("household_id", ColumnType.Long), ("programme", ColumnType.Int), ("head", ColumnType.Text),
        ("identity_cipher", ColumnType.Bytes), ("identity_index", ColumnType.Bytes), ("phone_cipher", ColumnType.Bytes), ("phone_index", ColumnType.Bytes),
        ("account_cipher", ColumnType.Bytes), ("account_index", ColumnType.Bytes), ("route", ColumnType.Int), ("rooms", ColumnType.Int),
        ("area", ColumnType.Long), ("hardship", ColumnType.Text), ("enterprise", ColumnType.Text), ("credit_code", ColumnType.Text),
        ("contract", ColumnType.Text), ("brand", ColumnType.Text), ("model", ColumnType.Text), ("serial", ColumnType.Text),
        ("rated_power", ColumnType.Long), ("utility_account", ColumnType.Text), ("started", ColumnType.Text), ("completed", ColumnType.Text),
        ("accepted", ColumnType.Text), ("result", ColumnType.Int), ("paid", ColumnType.Long), ("note", ColumnType.Text),
        ("extra", ColumnType.Text), ("stage", ColumnType.Int), ("warnings", ColumnType.Int), ("import_id", ColumnType.Long),
        ("source_file", ColumnType.Int), ("source_sheet", ColumnType.Int), ("source_row", ColumnType.Int), ("version", ColumnType.Int),
        ("seal", ColumnType.Bytes));

    public static readonly string Columns = Shape.ColumnList;

    /// <summary>Values of <see cref="Result"/>; 0 before acceptance.</summary>
    public const int PassedResult = 1, FailedResult = 2;

    public int CountyCode, Programme, Route, Rooms, Result, Stage, Warnings, SourceFile, SourceSheet, SourceRow, Version;
    public long HouseholdId, Area, Paid, ImportId;
    public long? RatedPower;
    public string Head = "";
    public byte[] IdentityCipher = [], IdentityIndex = [], Seal = [];
    public byte[]? PhoneCipher, PhoneIndex, AccountCipher, AccountIndex;
    public string? Hardship, Enterprise, CreditCode, Contract, Brand, Model, Serial, UtilityAccount, Started, Completed, Accepted, Note, Extra;

    public long VillageCode => HouseholdId / 100_000;

    /// <summary>The same row once more, to be changed.</summary>
    public HouseholdRecord Copy() => (HouseholdRecord)MemberwiseClone();

    /// <summary>Seals the row as it now is.</summary>
    public SealValue SealWith(RowSeal seal)
    {
        var value = Feed(seal).Value();
        Seal = value.ToArray();
        return value;
    }

    /// <summary>The seal of a row that was read; throws where the row does not agree with it.</summary>
    public SealValue SoundSeal(JournalWriter journal) => Feed(journal.SealOf(CountyCode)).Value() is var value && value.Is(Seal)
        ? value
        : throw journal.Rows.Unsound(LedgerSeals.Household, Seal, HouseholdId.ToString("D17", CultureInfo.InvariantCulture), CountyCode, HouseholdId);

    public void Write(IBulkInsert to)
    {
        to.Int(CountyCode);
        to.Long(HouseholdId);
        to.Int(Programme);
        to.Text(Head);
        to.Bytes(IdentityCipher);
        to.Bytes(IdentityIndex);
        WriteBytes(to, PhoneCipher);
        WriteBytes(to, PhoneIndex);
        WriteBytes(to, AccountCipher);
        WriteBytes(to, AccountIndex);
        to.Int(Route);
        to.Int(Rooms);
        to.Long(Area);
        to.Text(Hardship);
        to.Text(Enterprise);
        to.Text(CreditCode);
        to.Text(Contract);
        to.Text(Brand);
        to.Text(Model);
        to.Text(Serial);
        to.Long(RatedPower);
        to.Text(UtilityAccount);
        to.Text(Started);
        to.Text(Completed);
        to.Text(Accepted);
        to.Int(Result);
        to.Long(Paid);
        to.Text(Note);
        to.Text(Extra);
        to.Int(Stage);
        to.Int(Warnings);
        to.Long(ImportId);
        to.Int(SourceFile);
        to.Int(SourceSheet);
        to.Int(SourceRow);
        to.Int(Version);
        to.Bytes(Seal);
        to.EndRow();
    }

    /// <summary>Reads the row that a reader stands on; its columns are <see cref="Columns"/>.</summary>
    public static HouseholdRecord Read(DbDataReader r) => new()
    {
        CountyCode = r.GetInt32(0), HouseholdId = r.GetInt64(1), Programme = r.GetInt32(2), Head = r.GetString(3),
        IdentityCipher = r.GetFieldValue<byte[]>(4), IdentityIndex = r.GetFieldValue<byte[]>(5), PhoneCipher = r.BytesOrNull(6), PhoneIndex = r.BytesOrNull(7),
        AccountCipher = r.BytesOrNull(8), AccountIndex = r.BytesOrNull(9), Route = r.GetInt32(10), Rooms = r.GetInt32(11),
        Area = r.GetInt64(12), Hardship = r.TextOrNull(13), Enterprise = r.TextOrNull(14), CreditCode = r.TextOrNull(15),
        Contract = r.TextOrNull(16), Brand = r.TextOrNull(17), Model = r.TextOrNull(18), Serial = r.TextOrNull(19),
        RatedPower = r.LongOrNull(20), UtilityAccount = r.TextOrNull(21), Started = r.TextOrNull(22), Completed = r.TextOrNull(23),
        Accepted = r.TextOrNull(24), Result = r.GetInt32(25), Paid = r.GetInt64(26), Note = r.TextOrNull(27),
        Extra = r.TextOrNull(28), Stage = r.GetInt32(29), Warnings = r.GetInt32(30), ImportId = r.GetInt64(31),
        SourceFile = r.GetInt32(32), SourceSheet = r.GetInt32(33), SourceRow = r.GetInt32(34), Version = r.GetInt32(35),
        Seal = r.GetFieldValue<byte[]>(36),
    };

    private RowSeal Feed(RowSeal seal)
    {
        seal.Begin(Table).Add(CountyCode).Add(HouseholdId).Add(Programme).Add(Head)
            .Add(IdentityCipher.AsSpan()).Add(IdentityIndex.AsSpan()).AddOrNull(PhoneCipher).AddOrNull(PhoneIndex).AddOrNull(AccountCipher).AddOrNull(AccountIndex)
            .Add(Route).Add(Rooms).Add(Area).Add(Hardship).Add(Enterprise).Add(CreditCode).Add(Contract).Add(Brand).Add(Model).Add(Serial)
            .Add(RatedPower).Add(UtilityAccount).Add(Started).Add(Completed).Add(Accepted).Add(Result).Add(Paid).Add(Note).Add(Extra)
            .Add(Stage).Add(Warnings).Add(ImportId).Add(SourceFile).Add(SourceSheet).Add(SourceRow);
        return seal.Add(Version);
    }

    private static void WriteBytes(IBulkInsert to, byte[]? value)
    {
        if (value is null)
        {
            to.Null();
        }
        else
        {
            to.Bytes(value);
        }
    }
}
