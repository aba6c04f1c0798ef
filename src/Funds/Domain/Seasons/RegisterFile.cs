using System.Globalization;
using CleanHeating.Kernel;

namespace CleanHeating.Funds.Domain.Seasons;

/// <summary>A certificate of hardship as the register says it.</summary>
internal sealed record CertificateLine(IdentityNumber Person, string Category, string Number, Issuer Issuer, DateOnly From, DateOnly To);

/// <summary>Reads the register of households in hardship. A line with any fault is refused with its first code.</summary>
internal sealed class RegisterFile(SeasonText text, DateOnly asOf)
{
    private static readonly string[][] Columns = [SeasonWords.Identity, SeasonWords.Category, SeasonWords.Certificate, SeasonWords.Body, SeasonWords.From, SeasonWords.To];

    /// <summary>The lines; null where the heading lacks a column.</summary>
    public List<CertificateLine>? Read(Action<string> refuse)
    {
        var rest = text.Body;
        var headings = text.Encoding.GetString(SeasonText.Line(ref rest)).Split(',');
        int[] places = [.. Columns.Select(c => Array.FindIndex(headings, h => SeasonWords.IsOne(h, c)))];
        if (places.Contains(-1))
        {
            return null;
        }

        var lines = new List<CertificateLine>();
        var fields = new string[Columns.Length];
        while (!rest.IsEmpty)
        {
            var line = SeasonText.Line(ref rest);
            if (line.Length == 0)
            {
                continue;
            }

            var cells = text.Encoding.GetString(line).Split(',');
            for (var i = 0; i < places.Length; i++)
            {
                fields[i] = places[i] < cells.Length ? SeasonWords.Clean(cells[places[i]]) : "";
            }

            if (Line(fields, out var code) is { } certificate)
            {
                lines.Add(certificate);
            }
            else
            {
                refuse(code);
            }
        }

        return lines;
    }

    private CertificateLine? Line(string[] fields, out string code)
    {
        code = "required";
        if (fields.Any(f => f.Length == 0))
        {
            return null;
        }

        code = "issuer-invalid";
        if (SeasonWords.IssuerOf(fields[3]) is not { } issuer)
        {
            return null;
        }

        if (IdentityNumber.TryParse(fields[0].ToUpperInvariant(), asOf, out var person) is var fault and not IdentityFault.None)
        {
            code = SeasonWords.CodeOf(fault);
            return null;
        }

        code = "date-format";
        if (!Date(fields[4], out var from) || !Date(fields[5], out var to))
        {
            return null;
        }

        code = "date-order";
        return from > to ? null : new CertificateLine(person, fields[1], fields[2], issuer, from, to);
    }

    private static bool Date(string text, out DateOnly date) => DateOnly.TryParseExact(text, SeasonWords.DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
