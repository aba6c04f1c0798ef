using System.Globalization;
using System.Text;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>A refused cell or row.</summary>
public sealed record SupplyRefusal(string Code, string Sheet, int Row, string? Column, string Message);

/// <summary>What came of a kind: rows read, refused, and (after the import) new, changed and unchanged.</summary>
public sealed record SupplyCount(string Kind, int Rows, int Refused, int Imported, int Updated, int Unchanged);

/// <summary>What a workbook was understood as, and what came of it.</summary>
/// <param name="Upload">Address of the upload until it is imported; null at the command line.</param>
/// <param name="File">Name of the file.</param>
/// <param name="IsImported">Whether it was stored; otherwise it was only looked at.</param>
/// <param name="Sheets">Sheets as understood.</param>
/// <param name="Counts">By kind.</param>
/// <param name="Codes">Refusals by code.</param>
/// <param name="Refusals">The first refusals; <see cref="Codes"/> counts them all.</param>
public sealed record SupplyImportAnswer(
    string? Upload, string File, bool IsImported, IReadOnlyList<SupplySheet> Sheets, IReadOnlyList<SupplyCount> Counts, IReadOnlyDictionary<string, int> Codes, IReadOnlyList<SupplyRefusal> Refusals);

/// <summary>Brings workbooks of supply and demand in: first what was understood, then, when a person says so, what is good.</summary>
public sealed class SupplyImport(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostRefusals = 500, DaysKept = 7;

    /// <summary>Keeps an uploaded workbook for its sender and says what it was understood as; nothing of it is stored yet.</summary>
    public Result<SupplyImportAnswer> Check(string path, string name, CultureInfo culture)
    {
        var key = workplace.Ids.Next().ToString(CultureInfo.InvariantCulture);
        var answer = Run(path, name, dryRun: true, culture);
        if (answer.IsOk)
        {
            Directory.CreateDirectory(Folder);
            Forget();
            File.Copy(path, PathOf(key), overwrite: true);
            File.WriteAllText(PathOf(key) + ".name", workplace.Caller.Actor + "\n" + name, Encoding.UTF8);
        }

        return answer.IsOk ? answer.Value with { Upload = key } : answer;
    }

    /// <summary>Imports what was uploaded by the same person.</summary>
    public Result<SupplyImportAnswer> Import(string upload, CultureInfo culture)
    {
        if (Find(upload) is not { } found)
        {
            return new Error("supply-upload-unknown", null, upload);
        }

        var answer = Run(found.Path, found.Name, dryRun: false, culture);
        return answer.IsOk ? answer.Value with { Upload = upload } : answer;
    }

    /// <summary>Reads a workbook and, unless it is a dry run, stores what is good, county by county.</summary>
    public Result<SupplyImportAnswer> Run(string path, string name, bool dryRun, CultureInfo culture)
    {
        var read = RoomWork.Read<SupplyBook>(workplace, programmes, on => Refer(on, new SupplyReader(on).Read(path, name)));
        if (!read.IsOk)
        {
            return Result<SupplyImportAnswer>.Fail(read.Errors);
        }

        var tallies = Enum.GetValues<SupplyKind>().ToDictionary(k => k, _ => new int[3]);
        foreach (var county in read.Value.Rows.Where(r => r.Errors.Count == 0).GroupBy(r => r.County).OrderBy(g => g.Key))
        {
            var stored = dryRun
                ? RoomWork.Read<bool>(workplace, programmes, on => Store(on, county.Key, county, tallies, dryRun))
                : RoomWork.Run<bool>(workplace, programmes, "supply-import", name, on => Store(on, county.Key, county, tallies, dryRun));
            if (!stored.IsOk)
            {
                return Result<SupplyImportAnswer>.Fail(stored.Errors);
            }
        }

        return Answer(name, read.Value, tallies, dryRun, culture);
    }

    /// <summary>A workbook with the refused rows of an upload, each with its reasons, to be mended and sent again; null where nothing was refused.</summary>
    public Result<byte[]> ErrorWorkbook(string upload, CultureInfo culture)
    {
        if (Find(upload) is not { } found)
        {
            return new Error("supply-upload-unknown", null, upload);
        }

        return RoomWork.Read<byte[]>(workplace, programmes, on =>
        {
            var read = Refer(on, new SupplyReader(on).Read(found.Path, found.Name));
            return read.IsOk ? SupplyBooks.Errors(on.Workplace.Texts, found.Path, read.Value.Rows.Where(r => r.Errors.Count > 0), culture) : Result<byte[]>.Fail(read.Errors);
        });
    }

    // An upload is kept while its sender may still want its refused rows.
    private void Forget()
    {
        foreach (var old in Directory.EnumerateFiles(Folder).Where(f => File.GetLastWriteTimeUtc(f) < workplace.Time.GetUtcNow().UtcDateTime.AddDays(-DaysKept)))
        {
            File.Delete(old);
        }
    }

    private string Folder => Path.Combine(workplace.Folder, "supply");

    private string PathOf(string key) => Path.Combine(Folder, key + ".xlsx");

    private (string Path, string Name)? Find(string upload) =>
        long.TryParse(upload, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && PathOf(id.ToString(CultureInfo.InvariantCulture)) is var path && File.Exists(path) && File.ReadAllText(path + ".name").Split('\n') is [var actor, var name]
            && actor == workplace.Caller.Actor ? (path, name) : null;

    // What a row refers to must stand in the workbook or be known already.
    private static Result<SupplyBook> Refer(RoomWork on, Result<SupplyBook> read)
    {
        if (!read.IsOk)
        {
            return read;
        }

        var known = SupplyReferences.Known(on);
        foreach (var row in read.Value.Rows.Where(r => r.Errors.Count == 0))
        {
            known.TryAdd(SupplyModel.CodeOf(row.Kind, row.Code), row.County);
        }

        var rows = read.Value.Rows.Select(row => SupplyReferences.Lost(on, known, row).Concat(SupplyReferences.Elsewhere(on, known, row)).ToList() is { Count: > 0 } errors ? row with { Errors = [.. row.Errors, .. errors] } : row);
        return read.Value with { Rows = [.. rows] };
    }

    private static Result<bool> Store(RoomWork on, int county, IEnumerable<SupplyRow> rows, Dictionary<SupplyKind, int[]> tallies, bool dryRun)
    {
        var before = SupplyModel.Items.Of(on, county).ToDictionary(r => r.Code, StringComparer.Ordinal);
        var (first, last, changed) = (long.MaxValue, 0L, 0);
        var counted = new Dictionary<SupplyKind, int[]>();
        foreach (var row in rows)
        {
            var code = SupplyModel.CodeOf(row.Kind, row.Code);
            var tally = counted.TryGetValue(row.Kind, out var its) ? its : counted[row.Kind] = new int[3];
            var known = before.GetValueOrDefault(code);
            tally[known is null ? 0 : known.Document == row.Item ? 2 : 1]++;
            if (dryRun || known?.Document == row.Item)
            {
                continue;
            }

            var stored = known is null ? new RegisterRow<SupplyItem>(county, on.Workplace.Ids.Next(), code, (int)row.Kind, row.Item, on.Process.At, on.Process.Actor, 1) : known;
            if (known is null)
            {
                SupplyModel.Items.Insert(on, stored);
            }
            else
            {
                SupplyModel.Items.Change(on, known, null, known.State, row.Item, "updated", journal: false);
            }

            (first, last, changed) = (Math.Min(first, stored.Id), Math.Max(last, stored.Id), changed + 1);
        }

        if (changed > 0)
        {
            on.Journal.Append(county, "imported", SupplyModel.Items.Table.Name, first, last, 0, string.Create(CultureInfo.InvariantCulture, $"{{\"rows\":{changed}}}"));
        }

        // A transaction that begins again counts from the beginning.
        foreach (var (kind, tally) in counted)
        {
            for (var i = 0; i < tally.Length; i++)
            {
                tallies[kind][i] += tally[i];
            }
        }

        return true;
    }

    private SupplyImportAnswer Answer(string name, SupplyBook book, Dictionary<SupplyKind, int[]> tallies, bool dryRun, CultureInfo culture)
    {
        var errors = book.Rows.SelectMany(r => r.Errors.Select(e => (Row: r, Error: e))).ToList();
        return new SupplyImportAnswer(
            null, name, !dryRun, book.Sheets,
            [.. Enum.GetValues<SupplyKind>().Select(k => new SupplyCount(
                Words.Of(k), book.Rows.Count(r => r.Kind == k), book.Rows.Count(r => r.Kind == k && r.Errors.Count > 0), tallies[k][0], tallies[k][1], tallies[k][2])).Where(c => c.Rows > 0)],
            errors.GroupBy(e => e.Error.Code).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            [.. errors.Take(MostRefusals).Select(e => new SupplyRefusal(e.Error.Code, e.Row.Sheet, e.Row.Row, e.Error.Place?.Column, workplace.Texts.Message(e.Error, culture)))]);
    }
}
