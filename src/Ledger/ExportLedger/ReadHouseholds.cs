using System.Collections.Concurrent;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ListHouseholds;

namespace CleanHeating.Ledger.ExportLedger;

/// <summary>A household with its personal numbers in clear.</summary>
internal readonly record struct ReadHousehold(HouseholdRecord Record, string Identity, string? Phone, string? Account);

/// <summary>
/// Reads and decrypts households on a thread of its own, a few batches ahead of whoever writes them: half of an export is either.
/// The connection and the cipher belong to that thread until the end.
/// </summary>
internal sealed class ReadHouseholds : IDisposable
{
    private const int BatchRows = 256;
    private const int BatchesAhead = 4;
    private readonly BlockingCollection<List<ReadHousehold>> _batches = new(BatchesAhead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private Exception? _failure;

    public ReadHouseholds(IEnumerable<HouseholdRecord> households, LedgerRows names)
    {
        _thread = new Thread(() => Read(households, names)) { IsBackground = true, Name = "export-reader" };
        _thread.Start();
    }

    /// <summary>All households in order; throws what reading threw.</summary>
    public IEnumerable<ReadHousehold> All()
    {
        foreach (var batch in _batches.GetConsumingEnumerable())
        {
            foreach (var household in batch)
            {
                yield return household;
            }
        }

        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
        _batches.Dispose();
    }

    private void Read(IEnumerable<HouseholdRecord> households, LedgerRows names)
    {
        try
        {
            var batch = new List<ReadHousehold>(BatchRows);
            foreach (var h in households)
            {
                batch.Add(new ReadHousehold(h, names.Identity(h), names.Phone(h), names.Account(h)));
                if (batch.Count == BatchRows)
                {
                    _batches.Add(batch, _stop.Token);
                    batch = new List<ReadHousehold>(BatchRows);
                }
            }

            _batches.Add(batch, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever writes gave up.
        }
        catch (Exception exception)
        {
            _failure = exception;
        }

        _batches.CompleteAdding();
    }
}
