using System.Security.Cryptography;
using System.Text.Json;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Platform.Exports;

/// <summary>What the journal keeps of a file that left the system.</summary>
/// <param name="Filter">What was asked for, as JSON.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Columns">Keys of its columns.</param>
/// <param name="Sha256">Hash of the file: a file found elsewhere can be told to be this one.</param>
/// <param name="Watermark">Text that stands on every printed page; null where none does.</param>
public sealed record ExportRecord(JsonElement Filter, long Rows, IReadOnlyList<string> Columns, string Sha256, string? Watermark)
{
    /// <summary>Actions of the journal that name a file taken away; revealed: with personal numbers in clear.</summary>
    public const string Exported = "exported", Revealed = "revealed";

    /// <summary>
    /// Records a finished file before anybody gets it. It goes to the county's journal where the caller answers for one county only, else to the city's.
    /// </summary>
    public static ExportRecord Write(Workplace workplace, ProcessContext process, string target, bool revealed, object filter, long rows, IReadOnlyList<string> columns, string path, string? watermark)
    {
        using var file = File.OpenRead(path);
        var record = new ExportRecord(JsonSerializer.SerializeToElement(filter, JournalJson.Options), rows, columns, Convert.ToHexStringLower(SHA256.HashData(file)), watermark);
        JournalNote.Write(workplace, process, workplace.Caller.Scope.SoleCounty, revealed ? Revealed : Exported, target, 0, rows, JsonSerializer.Serialize(record, JournalJson.Options));
        return record;
    }
}
