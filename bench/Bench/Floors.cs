using System.Data.Common;
using System.IO.Compression;
using System.Text;
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

    /// <summary>A zip of one sheet of the given cells, written as text without any workbook logic.</summary>
    public static long WriteZip(string file, int rows, int columns)
    {
        using var output = File.Create(file);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create);
        using (var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open())
        {
            var text = new StringBuilder();
            for (var row = 1; row <= rows; row++)
            {
                text.Clear().Append("<row>");
                for (var column = 0; column < columns; column++)
                {
                    text.Append("<c t=\"inlineStr\"><is><t>").Append(row).Append('-').Append(column).Append("菏泽</t></is></c>");
                }

                sheet.Write(Encoding.UTF8.GetBytes(text.Append("</row>").ToString()));
            }
        }

        return output.Length;
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
