using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.Data;

/// <summary>Names of an import's files and sheets, as stored with it; rows name them by position.</summary>
internal sealed record ImportedFile(string Name, string Hash, long Bytes, IReadOnlyList<string> Sheets);

/// <summary>Tells where rows came from; keeps what it looked up.</summary>
internal sealed class ImportSources(DbConnection connection)
{
    private readonly Dictionary<long, IReadOnlyList<ImportedFile>> _imports = [];

    public LedgerSource Of(HouseholdRecord row)
    {
        if (!_imports.TryGetValue(row.ImportId, out var files))
        {
            var document = connection.Query(null, "SELECT files FROM import_run WHERE id = @p0", row.ImportId).Select(r => r.GetString(0)).FirstOrDefault();
            files = document is null ? [] : JsonSerializer.Deserialize(document, ImportFilesJson.Default.IReadOnlyListImportedFile) ?? [];
            _imports.Add(row.ImportId, files);
        }

        var file = row.SourceFile < files.Count ? files[row.SourceFile] : null;
        var sheet = file is not null && row.SourceSheet < file.Sheets.Count ? file.Sheets[row.SourceSheet] : "";
        return new LedgerSource(row.ImportId.ToString(CultureInfo.InvariantCulture), file?.Name ?? "", sheet, row.SourceRow);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(IReadOnlyList<ImportedFile>))]
internal sealed partial class ImportFilesJson : System.Text.Json.Serialization.JsonSerializerContext;
