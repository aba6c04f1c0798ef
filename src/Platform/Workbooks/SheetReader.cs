namespace CleanHeating.Platform.Workbooks;

/// <summary>What a cell holds, after its style was taken into account.</summary>
public enum CellKind : byte
{
    Blank = 0,
    Text,
    Number,

    /// <summary>A number whose style shows it as a date; <see cref="Cell.Number"/> is the serial in the 1900 system, whatever the workbook uses.</summary>
    Date,
    Boolean,

    /// <summary>An error value such as #REF!; <see cref="Cell.Text"/> holds it.</summary>
    Error,

    /// <summary>A formula that was saved without its value: nobody but a spreadsheet can tell what it shows.</summary>
    FormulaWithoutValue,
}

/// <summary>One cell as stored: no trimming, no guessing.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">Text, or the error literal; null otherwise.</param>
/// <param name="Number">Number, date serial, or 0/1 of a boolean.</param>
public readonly record struct Cell(CellKind Kind, string? Text, double Number);

/// <summary>A merged range; rows and columns from 1 and from 0, both ends included.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>A sheet as the workbook lists it.</summary>
public sealed record SheetInfo(int Index, string Name, bool Hidden);

/// <summary>A workbook opened for reading, .xlsx or .xls alike. Throws <see cref="WorkbookUnreadableException"/> whenever damage is met.</summary>
public interface IWorkbookReader : IDisposable
{
    IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>Opens a sheet for one forward pass.</summary>
    ISheetReader OpenSheet(int index);
}

/// <summary>Forward reader over the rows of a sheet that hold at least one non-blank cell. Buffers are reused from row to row.</summary>
public interface ISheetReader : IDisposable
{
    /// <summary>All merged ranges, known before the first row.</summary>
    IReadOnlyList<MergedRange> MergedRanges { get; }

    /// <summary>Row number as the spreadsheet shows it, from 1.</summary>
    int RowNumber { get; }

    /// <summary>Cells of the current row by column from 0, up to the last non-blank one. Valid until the next <see cref="Read"/>.</summary>
    ReadOnlySpan<Cell> Cells { get; }

    /// <summary>Steps to the next row that is not blank; false at the end.</summary>
    bool Read();
}

/// <summary>Why a file could not be read as a workbook.</summary>
public enum UnreadableReason
{
    Empty,
    NoWorkbook,
    Damaged,
    Encrypted,
    TooLarge,
}

/// <summary>The file cannot be read; the reason decides what the sender is told to do.</summary>
public sealed class WorkbookUnreadableException : Exception
{
    public WorkbookUnreadableException(UnreadableReason reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    public UnreadableReason Reason { get; }
}
