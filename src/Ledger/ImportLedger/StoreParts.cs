using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>Gives out household numbers in a village, each once.</summary>
internal sealed class VillageNumbers(DbConnection connection)
{
    private const string Upsert = "INSERT INTO village_sequence (county_code, village_code, last) VALUES (@p0, @p1, @p2) ON CONFLICT (county_code, village_code) DO UPDATE SET last = excluded.last";
    private readonly Dictionary<long, (int Stored, int Last)> _villages = [];
    private readonly HashSet<int> _loaded = [];

    public int Next(DbTransaction transaction, long village)
    {
        var county = (int)(village / 1_000_000);
        if (_loaded.Add(county))
        {
            foreach (var row in connection.Query(transaction, "SELECT village_code, last FROM village_sequence WHERE county_code = @p0", county))
            {
                _villages[row.GetInt64(0)] = (row.GetInt32(1), row.GetInt32(1));
            }
        }

        var (stored, last) = _villages.GetValueOrDefault(village);
        _villages[village] = (stored, last + 1);
        return last + 1;
    }

    /// <summary>Saves what was given out since the last save, and names each stretch of new numbers.</summary>
    public void Save(DbTransaction transaction, Action<long, int, int> stretch)
    {
        using var command = connection.Command(transaction, Upsert, 0, 0L, 0);
        command.Prepare();
        foreach (var (village, (stored, last)) in _villages.Where(v => v.Value.Last > v.Value.Stored).OrderBy(v => v.Key).ToList())
        {
            command.Parameters[0].Value = (int)(village / 1_000_000);
            command.Parameters[1].Value = village;
            command.Parameters[2].Value = last;
            command.ExecuteNonQuery();
            stretch(village, stored + 1, last);
            _villages[village] = (last, last);
        }
    }

    public void Forget()
    {
        _villages.Clear();
        _loaded.Clear();
    }
}

/// <summary>Finds, a batch at a time, the households of persons that the ledger already knows.</summary>
internal sealed class KnownHouseholds
{
    private readonly DbConnection _connection;
    private readonly int _programme;
    private readonly Dictionary<IndexValue, HouseholdRecord> _found = [];
    private readonly bool _anyone;

    public KnownHouseholds(DbConnection connection, int programme)
    {
        (_connection, _programme) = (connection, programme);
        _anyone = connection.ScalarLong(null, "SELECT CASE WHEN EXISTS (SELECT 1 FROM person_claim WHERE programme = @p0) THEN 1 ELSE 0 END", programme) == 1;
    }

    public HouseholdRecord? Find(IndexValue person) => _found.GetValueOrDefault(person);

    public void Load(DbTransaction transaction, List<PreparedRow> rows)
    {
        _found.Clear();
        if (!_anyone)
        {
            return;
        }

        var persons = rows.Where(r => r.Record is not null).Select(r => r.Person).Distinct().ToList();
        if (persons.Count == 0)
        {
            return;
        }

        var marks = string.Join(",", persons.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i + 1}")));
        var claims = _connection.Query(
            transaction,
            $"SELECT county_code, household_id FROM person_claim WHERE programme = @p0 AND identity_index IN ({marks})",
            [_programme, .. persons.Select(p => (object)p.ToArray())]).Select(r => (County: r.GetInt32(0), Household: r.GetInt64(1))).ToList();
        foreach (var county in claims.GroupBy(c => c.County))
        {
            LoadCounty(transaction, county.Key, [.. county.Select(c => c.Household)]);
        }
    }

    private void LoadCounty(DbTransaction transaction, int county, List<long> households)
    {
        var marks = string.Join(",", households.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i + 1}")));
        foreach (var row in _connection.Query(
            transaction,
            $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 AND household_id IN ({marks})",
            [county, .. households.Select(h => (object)h)]))
        {
            var record = HouseholdRecord.Read(row);
            _found[IndexValue.From(record.IdentityIndex)] = record;
        }
    }
}

/// <summary>Writes the registry of persons.</summary>
internal static class PersonClaims
{
    private static readonly TableShape Shape = new(
        "person_claim",
        ("identity_index", ColumnType.Bytes), ("programme", ColumnType.Int), ("county_code", ColumnType.Int), ("household_id", ColumnType.Long));

    public static void Write(IDatabase database, DbConnection connection, List<HouseholdRecord> records)
    {
        using var claims = database.BulkInsert(connection, Shape);
        foreach (var record in records)
        {
            claims.Bytes(record.IdentityIndex);
            claims.Int(record.Programme);
            claims.Int(record.CountyCode);
            claims.Long(record.HouseholdId);
            claims.EndRow();
        }

        claims.Complete();
    }
}

/// <summary>A county's counts in the open transaction.</summary>
internal sealed class PartCounts
{
    // In the order of the fates, after their sum.
    private static readonly string[] FigureColumns = ["rows", "imported", "updated", "unchanged", "quarantined"];
    private readonly int[] _fates = new int[4];

    /// <summary>Whether any household came into being or changed.</summary>
    public bool HasChanged => _fates[(int)RowFate.Imported] + _fates[(int)RowFate.Updated] > 0;

    public void Count(RowFate fate) => _fates[(int)fate]++;

    /// <summary>Writes the county's part; an import that goes on after its server died writes it again over what it had written.</summary>
    public void Save(JournalWriter journal, int county, long import)
    {
        int[] figures = [_fates.Sum(), .. _fates];
        if (journal.Rows.Find(LedgerSeals.ImportPart, county, import) is not { } earlier)
        {
            journal.Rows.Insert(LedgerSeals.ImportPart, county, import, figures[0], figures[1], figures[2], figures[3], figures[4]);
        }
        else if (!journal.Rows.Update(earlier, [.. FigureColumns.Zip(figures, (column, figure) => (column, (object?)figure))]))
        {
            throw new StaleRowException(LedgerSeals.ImportPart.Name, import);
        }

        journal.Append(county, "imported", LedgerSeals.ImportPart.Name, import, import, 0);
    }
}

/// <summary>Writes a changed household over the version that was read.</summary>
internal static class HouseholdUpdate
{
    private static readonly string Statement =
        $"UPDATE household SET {string.Join(", ", HouseholdRecord.Shape.Columns.Skip(2).Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{c.Name} = @p{i}")))} "
        + string.Create(CultureInfo.InvariantCulture, $"WHERE county_code = @p{HouseholdRecord.Shape.Columns.Count - 2} AND household_id = @p{HouseholdRecord.Shape.Columns.Count - 1} AND version = @p{HouseholdRecord.Shape.Columns.Count}");

    public static void Write(DbConnection connection, DbTransaction transaction, HouseholdRecord record, int versionRead)
    {
        var values = new ParameterRow();
        record.Write(values);
        object?[] parameters = [.. values.Values.Skip(2), record.CountyCode, record.HouseholdId, versionRead];
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Statement;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            parameter.DbType = i < HouseholdRecord.Shape.Columns.Count - 2 ? ParameterRow.TypeOf(HouseholdRecord.Shape.Columns[i + 2].Type) : i == parameters.Length - 2 ? System.Data.DbType.Int64 : System.Data.DbType.Int32;
            parameter.Value = parameters[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        if (command.ExecuteNonQuery() != 1)
        {
            throw new StaleRowException(HouseholdRecord.Table, record.HouseholdId);
        }
    }

    /// <summary>Gathers a row's values, so that insert and update can't list them differently.</summary>
    private sealed class ParameterRow : IBulkInsert
    {
        public List<object?> Values { get; } = [];

        public static System.Data.DbType TypeOf(ColumnType type) => type switch
        {
            ColumnType.Int => System.Data.DbType.Int32,
            ColumnType.Long => System.Data.DbType.Int64,
            ColumnType.Bytes => System.Data.DbType.Binary,
            _ => System.Data.DbType.String,
        };

        public void Int(int value) => Values.Add(value);

        public void Long(long value) => Values.Add(value);

        public void Long(long? value) => Values.Add(value);

        public void Text(string? value) => Values.Add(value);

        public void Bytes(ReadOnlySpan<byte> value) => Values.Add(value.ToArray());

        public void Null() => Values.Add(null);

        public void EndRow()
        {
        }

        public void Complete()
        {
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Keeps refused rows whole, encrypted; the same row refused again is kept once.</summary>
internal sealed class QuarantineStore(ImportTerms terms) : IDisposable
{
    private readonly FieldCipher _cipher = new(terms.Keys);
    private readonly BlindIndex _index = new(terms.Keys);

    public void Keep(SealedRows rows, PreparedRow row, string file, string sheet)
    {
        var codes = string.Join(",", row.Refusals!.Select(r => r.Code).Distinct());
        var cells = JsonSerializer.Serialize(row.Cells.Select(c => c.Text ?? (c.Kind == Platform.Workbooks.CellKind.Blank ? null : c.Number.ToString(CultureInfo.InvariantCulture))));
        var fingerprint = _index.Of(PersonalField.RefusedRow, new StringBuilder(cells).Append('|').Append(codes).Append('|').Append(file).Append('|').Append(sheet).Append('|').Append(row.RowNumber).ToString());
        rows.Insert(
            LedgerSeals.QuarantinedRow, row.CountyCode, fingerprint.ToArray(), terms.Programme, terms.Process.Id, file, sheet, row.RowNumber, codes, _cipher.Encrypt(PersonalField.RefusedRow, cells));
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _index.Dispose();
    }
}
