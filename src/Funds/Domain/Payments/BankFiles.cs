using System.Globalization;
using System.Text;
using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.Domain.Payments;

/// <summary>What the bank is told of a payment.</summary>
/// <param name="Number">Place in the file.</param>
/// <param name="Reference">What its answer names the payment by.</param>
/// <param name="Name">Payee.</param>
/// <param name="Account">Account.</param>
/// <param name="Fen">Amount.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Date">Day of the file.</param>
internal sealed record BankPayment(int Number, string Reference, string Name, string Account, long Fen, string Purpose, string Date);

/// <summary>What the bank says of a payment.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Reference">The payment.</param>
/// <param name="Fen">Amount; null where its files don't say.</param>
/// <param name="IsPaid">Whether it was paid.</param>
/// <param name="Reason">Why not.</param>
internal sealed record BankAnswer(int Line, string Reference, long? Fen, bool IsPaid, string Reason);

/// <summary>Writes and reads files in the bank's own format, which the programme describes: CSV or fixed widths (in bytes), UTF-8 or GB18030.</summary>
internal sealed class BankFiles(BankPlan plan)
{
    private static readonly string[] FormulaStarts = ["=", "+", "-", "@", "\t", "\r"];

    static BankFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Encoding Encoding => plan.Encoding == "gb18030" ? Encoding.GetEncoding("GB18030") : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Name of the file's kind at its end.</summary>
    public string Extension => plan.Layout == "csv" ? ".csv" : ".txt";

    public byte[] Write(IEnumerable<BankPayment> payments)
    {
        var text = new StringBuilder();
        if (plan.Header)
        {
            Line(text, plan.Columns.Select(c => (c, c.Name)));
        }

        foreach (var payment in payments)
        {
            Line(text, plan.Columns.Select(c => (c, Value(c.Field, payment))));
        }

        return Encoding.GetBytes(text.ToString());
    }

    /// <summary>Reads an answer. A line without reference and result is no answer and is told by its number.</summary>
    public (List<BankAnswer> Answers, List<int> Unread) Read(byte[] content)
    {
        var text = (plan.Encoding == "utf-8" && !System.Text.Unicode.Utf8.IsValid(content) ? Encoding.GetEncoding("GB18030") : Encoding).GetString(content).TrimStart('\uFEFF');
        var (answers, unread) = (new List<BankAnswer>(), new List<int>());
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var trimmed = line.TrimEnd('\r');
            if (trimmed.Length == 0 || (number == 1 && plan.Header))
            {
                continue;
            }

            if (Answer(number, trimmed) is { } answer)
            {
                answers.Add(answer);
            }
            else
            {
                unread.Add(number);
            }
        }

        return (answers, unread);
    }

    private BankAnswer? Answer(int number, string line)
    {
        var cells = plan.Layout == "csv" ? Cells(line) : Widths(line);
        string Of(string field) => plan.Return.ToList().FindIndex(c => c.Field == field) is >= 0 and var i && i < cells.Count ? cells[i].Trim() : "";
        var (reference, result) = (Of("reference"), Of("result"));
        if (reference.Length == 0 || result.Length == 0)
        {
            return null;
        }

        long? fen = Of("amount-fen") is { Length: > 0 } whole ? (long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : -1)
            : Of("amount") is { Length: > 0 } yuan ? (Money.TryParse(yuan, out var money) ? money.Fen : -1) : null;
        return new BankAnswer(number, reference, fen, plan.Paid.Contains(result), Of("reason"));
    }

    private static string Value(string field, BankPayment p) => field switch
    {
        "line" => p.Number.ToString(CultureInfo.InvariantCulture), "reference" => p.Reference, "name" => p.Name, "account" => p.Account,
        "amount" => (p.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), "amount-fen" => p.Fen.ToString(CultureInfo.InvariantCulture), "purpose" => p.Purpose, "date" => p.Date,
        _ => "",
    };

    private void Line(StringBuilder text, IEnumerable<(BankColumn Column, string Value)> cells)
    {
        text.Append(plan.Layout == "csv" ? string.Join(',', cells.Select(c => Quoted(c.Value))) : string.Concat(cells.Select(c => Padded(c.Value, c.Column.Width, c.Column.Field)))).Append("\r\n");
    }

    // A name that begins like a formula stays text when somebody opens the file in a spreadsheet.
    private static string Quoted(string value)
    {
        var safe = Array.Exists(FormulaStarts, s => value.StartsWith(s, StringComparison.Ordinal)) ? "'" + value : value;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    // Numbers stand right, words left; what is too long is cut at a whole character.
    private string Padded(string value, int width, string field)
    {
        var clean = value.Replace('\r', ' ').Replace('\n', ' ');
        while (Encoding.GetByteCount(clean) > width)
        {
            clean = clean[..^1];
        }

        var blanks = new string(field is "amount-fen" or "line" ? '0' : ' ', width - Encoding.GetByteCount(clean));
        return field is "amount" or "amount-fen" or "line" ? blanks + clean : clean + blanks;
    }

    private List<string> Widths(string line)
    {
        var (bytes, cells, from) = (Encoding.GetBytes(line), new List<string>(), 0);
        foreach (var column in plan.Return)
        {
            var end = Math.Min(bytes.Length, from + column.Width);
            cells.Add(from >= end ? "" : Encoding.GetString(bytes, from, end - from));
            from = end;
        }

        return cells;
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
