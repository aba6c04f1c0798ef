using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform.Journal;

/// <summary>What is being done, by whom, for whom, when and why: every write carries one.</summary>
/// <param name="Id">Time-ordered id of the process; for an import it is the import's id.</param>
/// <param name="Kind">Stable name of the process, such as ledger-import.</param>
/// <param name="Actor">Who acts: account name, or the operating-system user of a command line.</param>
/// <param name="At">When it began, UTC ticks.</param>
/// <param name="OnBehalfOf">For whom, where that is somebody else.</param>
/// <param name="Reason">Why, where a reason was asked for.</param>
public sealed record ProcessContext(long Id, string Kind, string Actor, long At, string? OnBehalfOf = null, string? Reason = null);

/// <summary>
/// One entry of a county's journal (county 0: the city's own). It speaks of one row, or of a range of rows that came
/// into being together. <see cref="Hash"/> chains it to the entry before it.
/// </summary>
public sealed class JournalEntry
{
    public int CountyCode { get; init; }
    public long Number { get; init; }
    public long ProcessId { get; init; }
    public required string Process { get; init; }
    public required string Actor { get; init; }
    public string? OnBehalfOf { get; init; }
    public string? Reason { get; init; }
    public long At { get; init; }

    /// <summary>created, updated or deleted, or a verb of the room.</summary>
    public required string Action { get; init; }

    /// <summary>Table that the entry speaks of.</summary>
    public required string Target { get; init; }
    public long FirstKey { get; init; }
    public long LastKey { get; init; }

    /// <summary>Version that the target has after this entry.</summary>
    public int Version { get; init; }

    /// <summary>JSON: fields with before and after; personal values masked.</summary>
    public string? Detail { get; init; }

    /// <summary>Generation of the key that <see cref="Hash"/> is made with; never lower than that of the entry before.</summary>
    public int Keys { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>
/// Where a county's chain ends and what the county holds, table by table; sealed, so that a cut end of the chain is found, and rows
/// that came, went or were put back without it.
/// </summary>
public sealed class JournalHead
{
    public int CountyCode { get; init; }
    public long Number { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>Generation of the keys that the county's rows are sealed with.</summary>
    public int Keys { get; init; }

    /// <summary>Rows and sums of the county's sealed tables; empty where the head is older than they.</summary>
    public required byte[] Seals { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class JournalModel : IModelPart
{
    internal static readonly TableShape Table = new(
        "journal_entry",
        ("county_code", ColumnType.Int), ("number", ColumnType.Long), ("process_id", ColumnType.Long), ("process", ColumnType.Text),
        ("actor", ColumnType.Text), ("on_behalf_of", ColumnType.Text), ("reason", ColumnType.Text), ("at", ColumnType.Long),
        ("action", ColumnType.Text), ("target", ColumnType.Text), ("first_key", ColumnType.Long), ("last_key", ColumnType.Long),
        ("version", ColumnType.Int), ("detail", ColumnType.Text), ("keys", ColumnType.Int), ("hash", ColumnType.Bytes));

    internal static readonly TableShape Heads = new(
        "journal_head",
        ("county_code", ColumnType.Int), ("number", ColumnType.Long), ("hash", ColumnType.Bytes), ("keys", ColumnType.Int), ("seals", ColumnType.Bytes), ("seal", ColumnType.Bytes));

    public void Configure(ModelBuilder model)
    {
        model.Entity<JournalEntry>(entry =>
        {
            entry.ToTable("journal_entry");
            entry.HasKey(e => new { e.CountyCode, e.Number });
            entry.HasIndex(e => new { e.CountyCode, e.Target, e.FirstKey });

            // A person's day and a county's week.
            entry.HasIndex(e => new { e.Actor, e.At });
            entry.HasIndex(e => new { e.CountyCode, e.At });
        });
        model.Entity<JournalHead>(head =>
        {
            head.ToTable("journal_head");
            head.HasKey(h => h.CountyCode);
        });
    }
}
