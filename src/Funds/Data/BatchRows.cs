using System.Data.Common;
using System.Globalization;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.Data;

/// <summary>A batch's name in addresses: its county's code and its number in the county.</summary>
public readonly record struct BatchKey(int County, long Id)
{
    public static BatchKey? Parse(string? text) => (text ?? "").Split('-') is [var county, var id]
        && int.TryParse(county, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new BatchKey(code, number) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{County}-{Id}");
}

/// <summary>A batch as it is stored.</summary>
internal sealed record PaymentBatch(BatchKey Key, int Programme, RegionCode Region, int Kind, string Period, BatchState State, int Lines, long Total, long City, string Hash)
{
    public const string Columns = "county_code, id, programme, region_code, kind, period, state, lines, total, city, hash, notice_from, notice_until, files, proposed_by, checked_by, approved_by, created_at, version";

    public string? NoticeFrom { get; init; }
    public string? NoticeUntil { get; init; }
    public int Files { get; init; }
    public required string ProposedBy { get; init; }
    public string? CheckedBy { get; init; }
    public string? ApprovedBy { get; init; }
    public required long CreatedAt { get; init; }
    public int Version { get; init; } = 1;

    public long County => Total - City;

    public static PaymentBatch Read(DbDataReader r) => new(
        new BatchKey(r.GetInt32(0), r.GetInt64(1)), r.GetInt32(2), RegionCode.From(r.GetInt64(3)), r.GetInt32(4), r.GetString(5), (BatchState)r.GetInt32(6), r.GetInt32(7), r.GetInt64(8), r.GetInt64(9), r.GetString(10))
    {
        NoticeFrom = r.TextOrNull(11), NoticeUntil = r.TextOrNull(12), Files = r.GetInt32(13), ProposedBy = r.GetString(14), CheckedBy = r.TextOrNull(15), ApprovedBy = r.TextOrNull(16),
        CreatedAt = r.GetInt64(17), Version = r.GetInt32(18),
    };

    public object?[] Values() =>
    [
        Key.County, Key.Id, Programme, Region.Value, Kind, Period, (int)State, Lines, Total, City, Hash, NoticeFrom, NoticeUntil, Files, ProposedBy, CheckedBy, ApprovedBy, CreatedAt, Version,
    ];

    /// <summary>Whether a person has signed an earlier step of it.</summary>
    public bool IsSignedBy(string actor) => ProposedBy == actor || CheckedBy == actor;
}

/// <summary>A line of a batch as it is stored.</summary>
internal sealed record PaymentLine(BatchKey Batch, RightKey Right, int Number, long Amount, long City, LineState State)
{
    public const string Columns = "county_code, batch_id, household_id, kind, period, number, amount, city, state, live, payee, account_cipher, account_index, file, reason, settled_at, version";

    public required string Payee { get; init; }
    public byte[]? AccountCipher { get; init; }
    public byte[]? AccountIndex { get; init; }

    /// <summary>Number of the bank file that it was last sent in; 0 before.</summary>
    public int File { get; init; }
    public string? Reason { get; init; }
    public long? SettledAt { get; init; }
    public int Version { get; init; } = 1;

    public bool IsLive => State is LineState.Held or LineState.Sent or LineState.Returned;

    /// <summary>What the bank's answer names the line by.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"{Batch.Id}-{Number}");

    public static PaymentLine Read(DbDataReader r) => new(
        new BatchKey(r.GetInt32(0), r.GetInt64(1)), new RightKey(r.GetInt32(0), r.GetInt64(2), r.GetInt32(3), r.GetString(4)), r.GetInt32(5), r.GetInt64(6), r.GetInt64(7), (LineState)r.GetInt32(8))
    {
        Payee = r.GetString(10), AccountCipher = r.BytesOrNull(11), AccountIndex = r.BytesOrNull(12), File = r.GetInt32(13), Reason = r.TextOrNull(14), SettledAt = r.LongOrNull(15), Version = r.GetInt32(16),
    };

    public static PaymentLine Read(SealedRow r) => new(
        new BatchKey((int)r.Long("county_code"), r.Long("batch_id")), new RightKey((int)r.Long("county_code"), r.Long("household_id"), (int)r.Long("kind"), r.Text("period")!), (int)r.Long("number"), r.Long("amount"),
        r.Long("city"), (LineState)r.Long("state"))
    {
        Payee = r.Text("payee")!, AccountCipher = r.Bytes("account_cipher"), AccountIndex = r.Bytes("account_index"), File = (int)r.Long("file"), Reason = r.Text("reason"), SettledAt = r.LongOrNull("settled_at"),
        Version = (int)r.Long("version"),
    };

    public object?[] Values() =>
    [
        Batch.County, Batch.Id, Right.Household, Right.Kind, Right.Period, Number, Amount, City, (int)State, IsLive ? 1 : null, Payee, AccountCipher, AccountIndex, File, Reason, SettledAt, Version,
    ];
}

/// <summary>A line with the row that it was read from.</summary>
internal sealed record ReadLine(PaymentLine Line, SealedRow Row);

/// <summary>A step of a batch: a signature over its lines.</summary>
internal sealed record PaymentStep(long Id, DateTimeOffset At, string Actor, string Act, BatchState State, int Version, string Hash, long Total, string? Reason);

/// <summary>Reads and writes batches and their lines.</summary>
internal sealed class BatchStore(FundsWork work)
{
    public PaymentBatch? Find(BatchKey? key) => key is not { } k ? null : work.Connection.Query(
        work.Transaction, $"SELECT {PaymentBatch.Columns} FROM payment_batch WHERE county_code = @p0 AND id = @p1", k.County, k.Id).Select(PaymentBatch.Read).FirstOrDefault(b => work.Scope.Covers(b.Region));

    public IReadOnlyList<PaymentStep> Steps(BatchKey key) => [.. work.Connection.Query(
        work.Transaction, "SELECT id, at, actor, act, state, version, hash, total, reason FROM payment_step WHERE county_code = @p0 AND batch_id = @p1 ORDER BY id", key.County, key.Id)
        .Select(r => new PaymentStep(r.GetInt64(0), new DateTimeOffset(r.GetInt64(1), TimeSpan.Zero), r.GetString(2), r.GetString(3), (BatchState)r.GetInt32(4), r.GetInt32(5), r.GetString(6), r.GetInt64(7), r.TextOrNull(8)))];

    public IEnumerable<PaymentLine> Lines(BatchKey key, long first = 0, long last = long.MaxValue) => work.Connection.Query(
        work.Transaction, $"SELECT {PaymentLine.Columns} FROM payment_line WHERE county_code = @p0 AND batch_id = @p1 AND household_id >= @p2 AND household_id <= @p3 ORDER BY household_id, kind, period", key.County, key.Id, first, last)
        .Select(PaymentLine.Read);

    /// <summary>Lines to be changed, seals found sound.</summary>
    public List<ReadLine> SoundLines(BatchKey key, string condition = "") => [.. work.Rows.Where(
        FundsSeals.PaymentLine, "county_code = @p0 AND batch_id = @p1" + condition, key.County, key.Id).Select(r => new ReadLine(PaymentLine.Read(r), r))];

    /// <summary>The line that holds a right now; null where none does.</summary>
    public ReadLine? LiveLine(RightKey right) => work.Rows.Where(
        FundsSeals.PaymentLine, "county_code = @p0 AND household_id = @p1 AND kind = @p2 AND period = @p3 AND live = 1", right.County, right.Household, right.Kind, right.Period)
        .Select(r => new ReadLine(PaymentLine.Read(r), r)).FirstOrDefault();

    public void Insert(PaymentBatch batch) => work.Rows.Insert(FundsSeals.PaymentBatch, batch.Values());

    public void Update(PaymentBatch batch)
    {
        var row = work.Rows.Find(FundsSeals.PaymentBatch, batch.Key.County, batch.Key.Id)!;
        if (row.Long("version") != batch.Version - 1 || !work.Rows.Update(
            row, ("state", (long)batch.State), ("notice_from", batch.NoticeFrom), ("notice_until", batch.NoticeUntil), ("files", (long)batch.Files), ("checked_by", batch.CheckedBy),
            ("approved_by", batch.ApprovedBy), ("version", (long)batch.Version)))
        {
            throw new StaleRowException(FundsSeals.PaymentBatch.Name, batch.Key.Id);
        }
    }

    public void AddStep(PaymentBatch batch, string act, string? reason)
    {
        work.Rows.Insert(
            FundsSeals.PaymentStep, batch.Key.County, batch.Key.Id, work.Workplace.Ids.Next(), work.Process.At, work.Process.Actor, act, (int)batch.State, batch.Version, batch.Hash, batch.Total, reason);
        work.Journal.Append(batch.Key.County, act, FundsSeals.PaymentBatch.Name, batch.Key.Id, batch.Key.Id, batch.Version, string.Create(
            CultureInfo.InvariantCulture, $$"""{"state":"{{Words.Of(batch.State)}}","lines":{{batch.Lines}},"total":{{batch.Total}},"hash":"{{batch.Hash}}"}"""));
    }

    public void AddLines(int county, IEnumerable<PaymentLine> lines)
    {
        using var bulk = new SealedBulk(work.Workplace.Database, work.Connection, work.Journal, FundsSeals.PaymentLine, county);
        foreach (var line in lines)
        {
            bulk.Add(line.Values());
        }

        bulk.Complete();
    }

    public void ChangeLines(int county, IEnumerable<(ReadLine Before, PaymentLine After)> lines)
    {
        using var bulk = new SealedBulk(work.Workplace.Database, work.Connection, work.Journal, FundsSeals.PaymentLine, county, over: true);
        foreach (var (before, after) in lines)
        {
            bulk.Replace(before.Row, (after with { Version = before.Line.Version + 1 }).Values());
        }

        bulk.Complete();
    }
}
