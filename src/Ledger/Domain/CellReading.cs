using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.Domain;

/// <summary>Takes texts, numbers and dates out of cells, as the format allows them.</summary>
internal static class CellReading
{
    // A number longer than any amount, area or power is a slip of the column (a telephone or account number) and could not be summed.
    private const double NumberLimit = 1e11;
    private const int LongestNumber = 40;
    private const int LastSerial = 2_958_465;
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    /// <summary>The cell as text, not normalised; empty when blank.</summary>
    public static string Text(in Cell cell) => cell.Kind switch
    {
        CellKind.Text or CellKind.Error => cell.Text ?? "",
        CellKind.Number => NumberText(cell.Number),
        CellKind.Date => Date(cell)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? NumberText(cell.Number),
        CellKind.Boolean => cell.Number != 0 ? "TRUE" : "FALSE",
        _ => "",
    };

    public static bool IsBlank(in Cell cell) => cell.Kind switch
    {
        CellKind.Blank => true,
        CellKind.Text => IsBlank(cell.Text),
        _ => false,
    };

    /// <summary>A value that nobody can read: an error, or a formula saved without its value.</summary>
    public static bool IsUnreadable(in Cell cell) => cell.Kind is CellKind.Error or CellKind.FormulaWithoutValue;

    /// <summary>Whole units of 10^-digits; false when the cell holds no plain number.</summary>
    public static bool TryNumber(in Cell cell, int digits, bool areaUnits, out long units)
    {
        units = 0;
        if (cell.Kind == CellKind.Number)
        {
            return Math.Abs(cell.Number) < NumberLimit && FixedPoint.TryFrom((decimal)cell.Number, digits, out units);
        }

        if (cell.Kind != CellKind.Text)
        {
            return false;
        }

        var text = TextNormaliser.Trimmed(cell.Text!).AsSpan();
        if (areaUnits)
        {
            foreach (var unit in LedgerWords.AreaUnits)
            {
                if (text.EndsWith(unit, StringComparison.Ordinal))
                {
                    text = text[..^unit.Length].TrimEnd();
                    break;
                }
            }
        }

        return text.Length <= LongestNumber && FixedPoint.TryParse(text, digits, out units) && Math.Abs((double)units) < NumberLimit * Math.Pow(10, digits);
    }

    /// <summary>A date cell, or a text or number in one of the shapes that the format lists.</summary>
    public static DateOnly? Date(in Cell cell) => cell.Kind switch
    {
        CellKind.Date when cell.Number is >= 1 and < LastSerial + 1 => FromSerial((int)cell.Number),
        CellKind.Date or CellKind.Number when cell.Number is >= 19000101 and <= 99991231 && cell.Number == Math.Floor(cell.Number) => Compact((int)cell.Number),
        CellKind.Text => ParseDate(TextNormaliser.Trimmed(cell.Text!)),
        _ => null,
    };

    // Day 60 is the 29 February 1900 that spreadsheets invented; days before it lie one later than the epoch says.
    private static DateOnly? FromSerial(int serial) => serial == 60 ? null : Epoch.AddDays(serial < 60 ? serial + 1 : serial);

    private static DateOnly? ParseDate(ReadOnlySpan<char> text)
    {
        if (text.Length == 8 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            return Compact(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        }

        if (text.Length is < 8 or > 11 || text[..4].ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var first = text[4];
        var (second, end) = first switch { '-' or '/' or '.' => (first, '\0'), '\u5E74' => ('\u6708', '\u65E5'), _ => ('\0', '\0') };
        if (second == '\0')
        {
            return null;
        }

        var rest = text[5..];
        if (end != '\0')
        {
            if (rest.Length == 0 || rest[^1] != end)
            {
                return null;
            }

            rest = rest[..^1];
        }

        var middle = rest.IndexOf(second);
        return middle is 1 or 2 && rest.Length - middle - 1 is 1 or 2
            && int.TryParse(rest[..middle], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && int.TryParse(rest[(middle + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? Make(int.Parse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture), month, day)
            : null;
    }

    private static DateOnly? Compact(int number) => Make(number / 10000, number / 100 % 100, number % 100);

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 1900 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static bool IsBlank(string? text)
    {
        foreach (var c in text.AsSpan())
        {
            if (!TextNormaliser.IsSpace(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string NumberText(double number) =>
        Math.Abs(number) < 7e27 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}
