using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text.Unicode;
using System.Xml;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Storage;
using CleanHeating.Storage.Sqlite;

namespace CleanHeating.Bench;

/// <summary>The bare minimum of the same work: what nobody can do without.</summary>
internal static class Floors
{
    /// <summary>Unzips every sheet and walks its XML to the end, two workbooks at a time.</summary>
    public static long WalkWorkbooks(IEnumerable<string> files)
    {
        var cells = 0L;
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            using var zip = ZipFile.OpenRead(file);
            foreach (var part in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) || e.FullName == "xl/sharedStrings.xml"))
            {
                using var stream = part.Open();
                using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
                var here = 0L;
                while (xml.Read())
                {
                    here += xml.NodeType == XmlNodeType.Element && xml.LocalName == "c" ? 1 : 0;
                }

                Interlocked.Add(ref cells, here);
            }
        });
        return cells;
    }

    /// <summary>A prepared insert of as many columns as a household has into a file with as many indexes.</summary>
    public static void InsertRows(string file, int rows)
    {
        using var database = new SqliteDatabase(file);
        database.Migrate();
        using var connection = database.Open();
        using var transaction = database.BeginWrite(connection);
        using (var insert = database.BulkInsert(connection, HouseholdRecord.Shape))
        {
            for (var i = 0; i < rows; i++)
            {
                Row(insert, i);
            }

            insert.Complete();
        }

        transaction.Commit();
    }

    /// <summary>
    /// A zip of one sheet with the text of a ledger's rows, made up on the spot and written without any workbook logic: as many cells
    /// with as much in them as an export has, since what repeats itself packs ten times faster.
    /// </summary>
    public static long WriteZip(string file, int rows)
    {
        using var output = File.Create(file);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create);
        using (var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open())
        {
            var text = new byte[1 << 16];
            var used = 0;
            var random = new Random(2021);
            for (var row = 1; row <= rows; row++)
            {
                if (used > text.Length - 8192)
                {
                    sheet.Write(text, 0, used);
                    used = 0;
                }

                used += LedgerRow(text.AsSpan(used), row, random);
            }

            sheet.Write(text, 0, used);
        }

        return output.Length;
    }

    private static int LedgerRow(Span<byte> to, int r, Random random)
    {
        ReadOnlySpan<string> families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"], given = ["明", "芳", "建国", "秀英", "伟", "春生", "桂兰", "文", "志强", "玉梅"];
        ReadOnlySpan<string> routes = ["空气源热泵", "天然气壁挂炉", "空气源热泵热风机", "碳纤维", "石墨烯"], brands = ["海尔", "美的", "格力", "海信", "长虹"];
        var (n, m, village) = (random.Next(100_000_000), random.Next(100_000_000), r / 20);
        const string text = "t=\"inlineStr\"><is><t>", end = "</t></is></c>";
        Utf8.TryWrite(
            to, CultureInfo.InvariantCulture,
            $"<row r=\"{r}\"><c r=\"A{r}\"><v>{r}</v></c><c r=\"B{r}\" {text}第{village / 500}区{end}<c r=\"C{r}\" {text}第{village / 30}街道{end}<c r=\"D{r}\" {text}第{village}村村民委员会{end}<c r=\"E{r}\" {text}{families[n % 10]}{given[m % 10]}{end}<c r=\"F{r}\" {text}371***********{n % 10000:0000}{end}<c r=\"G{r}\" {text}1{m % 100:00}****{m / 100 % 10000:0000}{end}<c r=\"H{r}\" {text}622************{n / 10000:0000}{end}<c r=\"I{r}\" {text}{routes[n % 5]}{end}<c r=\"J{r}\"><v>{2 + n % 3}</v></c><c r=\"K{r}\"><v>{40 + m % 80}.5</v></c><c r=\"M{r}\" {text}第{village % 40}新能源有限公司{end}<c r=\"N{r}\" {text}91371700J2A8{village % 40:00}F2XW{end}<c r=\"O{r}\" {text}QN2021-371702-{m % 100000:00000}{end}<c r=\"P{r}\" {text}{brands[m % 5]}{end}<c r=\"Q{r}\" {text}QN-{35 + n % 7}L{end}<c r=\"R{r}\" {text}G2107{n % 10000000:0000000}{end}<c r=\"S{r}\"><v>{m % 9}.2</v></c><c r=\"T{r}\" {text}37{m:00000000}{end}<c r=\"U{r}\" s=\"3\"><v>{44390 + n % 30}</v></c><c r=\"V{r}\" s=\"3\"><v>{44420 + m % 20}</v></c><c r=\"W{r}\" s=\"3\"><v>{44440 + n % 10}</v></c><c r=\"X{r}\" {text}合格{end}<c r=\"Y{r}\"><v>{n % 3 * 450}</v></c></row>",
            out var written);
        return written;
    }

    private static void Row(IBulkInsert insert, int i)
    {
        var cipher = new byte[47];
        BitConverter.TryWriteBytes(cipher, i);
        BitConverter.TryWriteBytes(cipher.AsSpan(8), unchecked(i * 2654435761));
        var record = new HouseholdRecord
        {
            CountyCode = 371702, HouseholdId = 37170200000000000L + i / 20 * 100_000L + i % 20 + 1, Programme = 1, Head = "王小明", IdentityCipher = cipher,
            IdentityIndex = cipher[..16], PhoneCipher = cipher, PhoneIndex = cipher[..16], AccountCipher = cipher, AccountIndex = cipher[..16],
            Route = i % 10, Rooms = 3, Area = 6000, Enterprise = "菏泽市某某清洁能源有限公司", CreditCode = "91371700MA3ABCDE12", Contract = "QN2021-1702-001", Brand = "海尔",
            Model = "KFR-72", Serial = "2100001234567", RatedPower = 220, UtilityAccount = "371700001234", Started = "2021-08-01", Completed = "2021-08-20", Accepted = "2021-08-25",
            Result = 1, Paid = 90000, Stage = i % 5, ImportId = 1, SourceRow = i, Version = 1, Seal = cipher[..16],
        };
        record.Write(insert);
    }
}
