using CleanHeating.Kernel;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>What was understood of a sheet before its rows are read.</summary>
internal sealed record SheetPlan(SheetInfo Sheet, bool Skipped, SheetHead? Head, RegionCode? County)
{
    public bool IsLedger => !Skipped && Head is { IsFound: true } && (County is not null || Head.HasCountyColumn);

    /// <summary>Finding about the sheet as a whole; null for ledgers and skipped sheets.</summary>
    public string? Finding => Skipped || IsLedger ? null : Head is { IsFound: true } ? "county-unknown" : "header-not-found";
}

/// <summary>What was understood of a file: its sheets, or why it can't be read.</summary>
internal sealed record FilePlan(string Path, IReadOnlyList<SheetPlan> Sheets, UnreadableReason? Unreadable)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether rows of a county may stand in this file: named by a sheet, or possible because its rows name their own.</summary>
    public bool MayHold(int county) => Unreadable is null && Sheets.Any(s => s.IsLedger && (s.Head!.HasCountyColumn || s.County!.Value.CountyCode == county));
}

/// <summary>A message from the reading side to the storing side, in order.</summary>
internal abstract record FileMessage
{
    internal sealed record Rows(RowBatch Batch) : FileMessage;

    internal sealed record SheetEnd(int Sheet, IReadOnlyList<TotalMismatch> Mismatches) : FileMessage;

    internal sealed record Unreadable(UnreadableReason Reason) : FileMessage;

    /// <summary>A bug or a broken machine; the import ends.</summary>
    internal sealed record Broken(Exception Exception) : FileMessage;
}

/// <summary>
/// Reads one file on its own thread: cells to checked, encrypted rows. A file's rows are handed on only when the whole file is
/// known to be sound: a small file is held until its end, a large one is walked once beforehand, so that damage met half-way
/// never leaves half a file behind.
/// </summary>
internal sealed class FileReading(FilePlan plan, int fileNumber, LedgerRules rules, ImportTerms terms)
{
    private const int BatchRows = 512;
    private const int HeldRows = 20_000;

    public void Run(Action<FileMessage> send, CancellationToken cancellation)
    {
        var held = new List<FileMessage>();
        var rows = 0;
        var open = false;
        try
        {
            foreach (var message in Messages(cancellation))
            {
                if (open)
                {
                    send(message);
                    continue;
                }

                held.Add(message);
                rows += message is FileMessage.Rows batch ? batch.Batch.Rows.Count : 0;
                if (rows > HeldRows)
                {
                    Walk(cancellation);
                    open = true;
                    held.ForEach(send);
                    held.Clear();
                }
            }

            held.ForEach(send);
        }
        catch (WorkbookUnreadableException unreadable) when (!open)
        {
            send(new FileMessage.Unreadable(unreadable.Reason));
        }
    }

    private IEnumerable<FileMessage> Messages(CancellationToken cancellation)
    {
        using var workbook = WorkbookFile.Open(plan.Path);
        using var preparer = new RowPreparer(terms.Keys, terms.Programme, terms.Process.Id, fileNumber);
        for (var s = 0; s < plan.Sheets.Count; s++)
        {
            if (!plan.Sheets[s].IsLedger)
            {
                continue;
            }

            using var sheet = workbook.OpenSheet(plan.Sheets[s].Sheet.Index);
            var head = SheetHead.Read(sheet, rules.Divisions);
            var rows = new SheetRows(sheet, head);
            var checker = new RowChecker(head, rules, plan.Sheets[s].County);
            var brought = RowPreparer.BroughtBy(head);
            var batch = new List<PreparedRow>(BatchRows);
            while (rows.Read())
            {
                batch.Add(preparer.Prepare(checker.Check(rows.RowNumber, rows.Cells), rows.Cells, s, brought));
                if (batch.Count == BatchRows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return new FileMessage.Rows(new RowBatch(s, batch));
                    batch = new List<PreparedRow>(BatchRows);
                }
            }

            if (batch.Count > 0)
            {
                yield return new FileMessage.Rows(new RowBatch(s, batch));
            }

            yield return new FileMessage.SheetEnd(s, rows.Totals.Mismatches);
        }
    }

    private void Walk(CancellationToken cancellation)
    {
        using var workbook = WorkbookFile.Open(plan.Path);
        foreach (var sheet in plan.Sheets.Where(s => s.IsLedger))
        {
            using var reader = workbook.OpenSheet(sheet.Sheet.Index);
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}

/// <summary>Looks at the heads of all sheets of a file.</summary>
internal static class FilePlanner
{
    public static FilePlan Plan(string path, DivisionIndex divisions)
    {
        try
        {
            using var workbook = WorkbookFile.Open(path);
            var sheets = new List<SheetPlan>();
            foreach (var info in workbook.Sheets)
            {
                if (SheetHead.IsSkipped(info))
                {
                    sheets.Add(new SheetPlan(info, true, null, null));
                    continue;
                }

                using var sheet = workbook.OpenSheet(info.Index);
                var head = SheetHead.Read(sheet, divisions);
                sheets.Add(new SheetPlan(info, head.Rows.Count == 0, head, head.County ?? divisions.CountyIn(TextNormaliser.Name(Path.GetFileNameWithoutExtension(path)))));
            }

            return new FilePlan(path, sheets, null);
        }
        catch (WorkbookUnreadableException unreadable)
        {
            return new FilePlan(path, [], unreadable.Reason);
        }
    }
}
