using System.Globalization;
using System.Text;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Verification;

/// <summary>A row's key as people read it: columns divided by strokes, bytes as hexadecimal digits.</summary>
public static class RowKey
{
    public static string Of(IRowScan scan, int columns) => string.Join('/', Enumerable.Range(0, columns).Select(i => scan.Kind(i) switch
    {
        StoredKind.Integer => Of(scan.Long(i)),
        StoredKind.Text => Encoding.UTF8.GetString(scan.Bytes(i)),
        StoredKind.Bytes => Convert.ToHexStringLower(scan.Bytes(i)),
        StoredKind.Other => Encoding.UTF8.GetString(scan.Bytes(i)),
        _ => "?",
    }));

    public static string Of(params ReadOnlySpan<long> columns)
    {
        var key = new StringBuilder();
        foreach (var column in columns)
        {
            key.Append(key.Length == 0 ? "" : "/").Append(column.ToString(CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }
}
