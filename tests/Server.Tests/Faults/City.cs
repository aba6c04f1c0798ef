using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Loading;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>Ledgers of an invented city of Heze's shape, and the same ledgers some weeks later, with changes in most rows.</summary>
internal sealed partial class City
{
    private readonly IReadOnlyList<string> _files, _changed;
    private readonly string _asOf;

    public City(TempFolder folder, int households)
    {
        using var city = InventedCity.Open(TestDatabases.Sqlite, InventedCity.HezeFolder);
        var sample = new SampleHandler().Make(city.Programme, folder.File("sample"), households, 9);
        (_files, _asOf) = (sample.Files, sample.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder.File("changed"));
        _changed = [.. _files.Select(f => Change(f, folder.File(Path.Combine("changed", Path.GetFileName(f)))))];
    }

    public string[] Import => ["ledger", "import", .. _files, "--as-of", _asOf];

    public string[] ImportChanged => ["ledger", "import", .. _changed, "--as-of", _asOf];

    public IReadOnlyList<string> Files => _files;

    // Every serial number gets an ending, wherever its column stands.
    private static string Change(string file, string to)
    {
        File.Copy(file, to);
        using var book = ZipFile.Open(to, ZipArchiveMode.Update);
        foreach (var sheet in book.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList())
        {
            string text;
            using (var reader = new StreamReader(sheet.Open()))
            {
                text = reader.ReadToEnd();
            }

            using var writer = new StreamWriter(sheet.Open(), new UTF8Encoding(false));
            writer.BaseStream.SetLength(0);
            writer.Write(Serial().Replace(text, "<t>$1X</t>"));
        }

        return to;
    }

    [GeneratedRegex(@"<t>([23]\d{11})</t>")]
    private static partial Regex Serial();
}
