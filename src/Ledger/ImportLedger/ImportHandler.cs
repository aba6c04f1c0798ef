using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>What to import, as of which day, on whose word.</summary>
/// <param name="Files">Paths, in the order in which they count.</param>
/// <param name="AsOf">Date of the ledgers; nothing in them may lie after.</param>
/// <param name="DryRun">Check everything, store nothing.</param>
/// <param name="Actor">Who imports.</param>
/// <param name="Culture">Language of messages and error workbooks.</param>
/// <param name="Id">The import's id where it has one already; null for a new one.</param>
public sealed record ImportRequest(IReadOnlyList<string> Files, DateOnly AsOf, bool DryRun, string Actor, CultureInfo Culture, long? Id = null)
{
    /// <summary>Places that the importer answers for; rows of others are refused.</summary>
    public Scope Scope { get; init; } = Scope.All;
}

/// <summary>
/// Imports ledgers: two files at a time are read, checked and encrypted, one thread stores in the order of files, sheets and rows.
/// A county's part is one transaction: it is committed when no later file can hold rows of it. A killed import leaves whole counties
/// or nothing, and the same files again finish it.
/// </summary>
public sealed class ImportHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const string Lease = "ledger-import";

    public Result<ImportAnswer> Run(ImportRequest request, Action<JobProgress>? progress, CancellationToken cancellation = default)
    {
        if (request.Files.Count == 0)
        {
            return new Error("no-files");
        }

        if (request.Files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            return new Error("file-missing", new ErrorPlace(File: Path.GetFileName(missing)), missing);
        }

        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        // A check reads only, so it disturbs nobody and needs no turn.
        using var lease = request.DryRun ? null : workplace.Database.TryAcquireLease(Lease);
        if (lease is null && !request.DryRun)
        {
            return new Error("import-running");
        }

        if (!request.DryRun)
        {
            new OutstandingCounts(workplace, programmes).Refresh();
        }

        var process = workplace.Begin("ledger-import", request.Actor);
        process = request.Id is { } id ? process with { Id = id } : process;
        try
        {
            return new ImportRun(workplace, programme, request, process, progress ?? (_ => { })).Go(cancellation);
        }
        catch (BrokenSealException broken)
        {
            return new Error("row-tampered", null, broken.Table, broken.Key);
        }
    }
}

/// <summary>One import under way.</summary>
internal sealed class ImportRun(Workplace workplace, LoadedProgramme programme, ImportRequest request, ProcessContext process, Action<JobProgress> progress)
{
    private const int FilesAtOnce = 2;
    private const int QueuedMessages = 12;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly LedgerRules _rules = LedgerPolicy.Rules(workplace, programme, request.AsOf, request.Scope);
    private readonly ImportTerms _terms = new(workplace.Database, workplace.Keys, workplace.Ids, programme.Number, process, request.AsOf, LedgerPolicy.SubsidyFloor(programme.Plan), request.DryRun);
    private long _done, _total, _lastShown;
    private int _filesDone;

    public ImportAnswer Go(CancellationToken cancellation)
    {
        var plans = request.Files.AsParallel().AsOrdered().WithDegreeOfParallelism(FilesAtOnce).WithCancellation(cancellation).Select(f => FilePlanner.Plan(f, _rules.Divisions)).ToList();
        _total = plans.Sum(p => ImportRuns.EstimatedRows(p.Path));
        var runs = new ImportRuns(workplace);
        if (!request.DryRun)
        {
            runs.Begin(process, programme.Number, request, plans);
        }

        var report = new ImportReport(workplace.Texts, request.Culture, _rules);
        var finished = false;
        try
        {
            IReadOnlyList<SharedValues> expected;
            using (var store = new ImportStore(_terms))
            {
                ReadAndStore(plans, store, report, cancellation);
                store.Commit();
                expected = store.Expected;
            }

            // Everything is in by now, so an import is no longer cancelled.
            Show("sweeping", force: true);
            var leads = new LeadSweep(workplace).Run(programme.Number, save: !request.DryRun, expected, process, cancellation: request.DryRun ? cancellation : CancellationToken.None).Leads.GroupBy(l => l.Pattern).ToDictionary(g => g.Key, g => g.Count());
            var answer = report.Answer(_terms, plans.Count, plans.Sum(p => p.Sheets.Count(s => s.IsLedger)), LeadPatterns.Counts(leads), _watch.Elapsed.TotalSeconds);
            runs.Finish(process, request, answer);
            finished = true;
            return answer;
        }
        finally
        {
            if (!finished && !request.DryRun)
            {
                runs.Fail(process);
            }
        }
    }

    private void ReadAndStore(List<FilePlan> plans, ImportStore store, ImportReport report, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queues = plans.Select(_ => new BlockingCollection<FileMessage>(QueuedMessages)).ToList();
        var readers = Task.Run(() => Read(plans, queues, stop.Token), CancellationToken.None);
        try
        {
            for (var f = 0; f < plans.Count; f++)
            {
                StoreFile(plans[f], queues[f], store, report, stop.Token);
                _filesDone++;
                Show("storing", force: true);
                if (store.OpenCounties.Any() && !store.OpenCounties.Any(county => plans.Skip(f + 1).Any(p => p.MayHold(county))))
                {
                    store.Commit();
                }
            }
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)readers).AsyncWaitHandle.WaitOne();
            queues.ForEach(q => q.Dispose());
        }

        readers.GetAwaiter().GetResult();
    }

    // Files are begun in order, so the one that the store waits for is always being read.
    private void Read(List<FilePlan> plans, List<BlockingCollection<FileMessage>> queues, CancellationToken stop)
    {
        var next = -1;
        void Reader()
        {
            while (Interlocked.Increment(ref next) is var f && f < plans.Count)
            {
                try
                {
                    if (plans[f].Unreadable is null)
                    {
                        new FileReading(plans[f], f, _rules, _terms).Run(message => queues[f].Add(message, stop), stop);
                    }

                    queues[f].CompleteAdding();
                }
                catch (OperationCanceledException)
                {
                    queues[f].CompleteAdding();
                    return;
                }
                catch (Exception exception)
                {
                    queues[f].Add(new FileMessage.Broken(exception), CancellationToken.None);
                    queues[f].CompleteAdding();
                    return;
                }
            }
        }

        var threads = Enumerable.Range(0, Math.Min(FilesAtOnce, plans.Count)).Select(i => new Thread(Reader) { IsBackground = true, Name = "ledger-reader" }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private void StoreFile(FilePlan file, BlockingCollection<FileMessage> queue, ImportStore store, ImportReport report, CancellationToken stop)
    {
        if (file.Unreadable is { } reason)
        {
            report.Take(file, reason);
        }

        foreach (var sheet in file.Sheets)
        {
            report.Take(file, sheet);
        }

        (ErrorWorkbook Whole, ErrorWorkbook Masked)? errors = null;
        try
        {
            foreach (var message in queue.GetConsumingEnumerable(stop))
            {
                switch (message)
                {
                    case FileMessage.Rows(var batch):
                        store.Take(batch, file.Name, file.Sheets[batch.Sheet].Sheet.Name, (row, fate) =>
                        {
                            report.Take(file, batch.Sheet, row, fate);
                            if (fate == RowFate.Quarantined)
                            {
                                errors ??= ErrorWorkbooks(file, report);
                                errors.Value.Whole.Add(batch.Sheet, row);
                                errors.Value.Masked.Add(batch.Sheet, row);
                            }
                        });
                        _done += batch.Rows.Count;
                        Show("storing", force: false);
                        break;
                    case FileMessage.SheetEnd(var sheet, var mismatches):
                        foreach (var mismatch in mismatches)
                        {
                            report.Take(file, sheet, mismatch);
                        }

                        break;
                    case FileMessage.Unreadable(var damage):
                        report.Take(file, damage);
                        break;
                    case FileMessage.Broken(var exception):
                        throw new InvalidOperationException($"Reading {file.Name} failed.", exception);
                    default:
                        break;
                }
            }
        }
        finally
        {
            errors?.Whole.Dispose();
            errors?.Masked.Dispose();
        }
    }

    // The sender gets the rows as they were; for everybody else there is the same workbook with personal numbers masked.
    private (ErrorWorkbook Whole, ErrorWorkbook Masked) ErrorWorkbooks(FilePlan file, ImportReport report)
    {
        var path = ErrorPath(file, report);
        var masked = ImportRuns.MaskedPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(masked)!);
        return (new ErrorWorkbook(path, file, report), new ErrorWorkbook(masked, file, report, masked: true));
    }

    // Two files of one name get error workbooks of two names.
    private string ErrorPath(FilePlan file, ImportReport report)
    {
        var folder = ImportRuns.FolderOf(workplace, process.Id);
        Directory.CreateDirectory(folder);
        var name = ErrorWorkbook.NameFor(file.Name);
        for (var i = 2; report.ErrorWorkbooks.Contains(Path.Combine(folder, name)); i++)
        {
            name = Path.GetFileNameWithoutExtension(ErrorWorkbook.NameFor(file.Name)) + string.Create(CultureInfo.InvariantCulture, $"({i}).xlsx");
        }

        report.ErrorWorkbooks.Add(Path.Combine(folder, name));
        return Path.Combine(folder, name);
    }

    private void Show(string phase, bool force)
    {
        if (force || _watch.ElapsedMilliseconds - _lastShown >= 100)
        {
            _lastShown = _watch.ElapsedMilliseconds;
            progress(new JobProgress(phase, _filesDone, request.Files.Count, _done, Math.Max(_total, _done)));
        }
    }
}
