using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.Domain;

/// <summary>A total row whose figure does not equal the sum of the cells above it.</summary>
internal sealed record TotalMismatch(int Row, int Column, string Stated, string Summed);

/// <summary>
/// Sums area and paid cells that parse as numbers, whether their rows are taken or refused, and compares the figures of a
/// total row with the sums since the last total of the same kind.
/// </summary>
internal sealed class SheetTotals(SheetHead head)
{
    // Finer than what is stored: the sum is the spreadsheet's own, and many rounded cells would drift from it.
    private const int Digits = 6;

    // 0.05: what rounding in a spreadsheet may do.
    private const long Tolerance = 50_000;
    private static readonly LedgerField[] Fields = [LedgerField.Area, LedgerField.Paid];
    private readonly Int128[,] _sums = new Int128[LedgerWords.Totals.Length, Fields.Length];

    public List<TotalMismatch> Mismatches { get; } = [];

    public void Add(ReadOnlySpan<Cell> cells)
    {
        for (var f = 0; f < Fields.Length; f++)
        {
            if (Number(cells, f) is not { } number)
            {
                continue;
            }

            for (var kind = 0; kind < LedgerWords.Totals.Length; kind++)
            {
                _sums[kind, f] += number;
            }
        }
    }

    public void Compare(int row, int kind, ReadOnlySpan<Cell> cells)
    {
        for (var f = 0; f < Fields.Length; f++)
        {
            if (Number(cells, f) is { } stated && Int128.Abs(stated - _sums[kind, f]) > Tolerance)
            {
                Mismatches.Add(new TotalMismatch(row, head.ColumnOf[(int)Fields[f]], FixedPoint.Format(stated, Digits), Shown(_sums[kind, f])));
            }

            _sums[kind, f] = 0;
        }
    }

    private static string Shown(Int128 sum) => FixedPoint.Format((long)Int128.Clamp(sum, long.MinValue + 1, long.MaxValue), Digits);

    private long? Number(ReadOnlySpan<Cell> cells, int f)
    {
        var column = head.ColumnOf[(int)Fields[f]];
        return column >= 0 && column < cells.Length && CellReading.TryNumber(cells[column], Digits, Fields[f] == LedgerField.Area, out var units) ? units : null;
    }
}
