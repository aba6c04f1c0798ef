using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>The registry of persons: every household has its claim and every claim its household.</summary>
internal sealed class RegistryVerification(IDatabase database, long seed)
{
    private static readonly TableShape Shape = new(
        "person_claim",
        ("identity_index", ColumnType.Bytes), ("programme", ColumnType.Int), ("county_code", ColumnType.Int), ("household_id", ColumnType.Long));

    public ClaimSums Sums { get; } = new(seed);

    public long Rows { get; private set; }

    public void Read(Picture picture)
    {
        using var scan = database.Scan(picture.Connection, Shape, 2);
        while (scan.Next())
        {
            Rows++;
            var person = scan.Kind(0) == StoredKind.Bytes ? scan.Bytes(0) : [];
            Sums.Add(person, Number(scan, 1), (int)Math.Clamp(Number(scan, 2), int.MinValue, int.MaxValue), Number(scan, 3));
        }
    }

    /// <summary>Names what is wrong in a county whose sums differ: the two joins look from either side.</summary>
    public static void Name(Picture picture, int county, List<Broken> broken)
    {
        const string without = """
            SELECT h.household_id FROM household h LEFT JOIN person_claim c ON c.identity_index = h.identity_index AND c.programme = h.programme
            WHERE h.county_code = @p0 AND (c.county_code IS NULL OR c.county_code <> h.county_code OR c.household_id <> h.household_id)
            """;
        const string idle = """
            SELECT c.household_id FROM person_claim c LEFT JOIN household h ON h.county_code = c.county_code AND h.household_id = c.household_id
            WHERE c.county_code = @p0 AND (h.household_id IS NULL OR h.identity_index <> c.identity_index OR h.programme <> c.programme)
            """;
        var before = broken.Count;
        broken.AddRange(picture.Connection.Query(picture.Transaction, without, county).Select(r => new Broken(Shape.Name, RowKey.Of(r.GetInt64(0)), "missing")));
        broken.AddRange(picture.Connection.Query(picture.Transaction, idle, county).Select(r => new Broken(Shape.Name, RowKey.Of(r.GetInt64(0)), "without-household")));
        if (broken.Count == before)
        {
            broken.Add(new Broken(Shape.Name, RowKey.Of(county), "differs"));
        }
    }

    // Whatever is no whole number can't be a household's.
    private static long Number(IRowScan scan, int column) => scan.Kind(column) == StoredKind.Integer ? scan.Long(column) : long.MinValue;
}
