using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Ledger.Data;

/// <summary>
/// A household's file in one programme: who, where, by which route, how far, how much. One row holds household and retrofit,
/// because the pair is written, sealed and read together. Written by HouseholdRecord, never through the change tracker.
/// </summary>
internal sealed class StoredHousehold
{
    public int CountyCode { get; init; }
    public long HouseholdId { get; init; }
    public int Programme { get; init; }
    public required string Head { get; init; }
    public required byte[] IdentityCipher { get; init; }
    public required byte[] IdentityIndex { get; init; }
    public byte[]? PhoneCipher { get; init; }
    public byte[]? PhoneIndex { get; init; }
    public byte[]? AccountCipher { get; init; }
    public byte[]? AccountIndex { get; init; }
    public int Route { get; init; }
    public int Rooms { get; init; }

    /// <summary>0.01 m².</summary>
    public long Area { get; init; }
    public string? Hardship { get; init; }
    public string? Enterprise { get; init; }
    public string? CreditCode { get; init; }
    public string? Contract { get; init; }
    public string? Brand { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }

    /// <summary>0.01 kW.</summary>
    public long? RatedPower { get; init; }
    public string? UtilityAccount { get; init; }
    public string? Started { get; init; }
    public string? Completed { get; init; }
    public string? Accepted { get; init; }
    public int Result { get; init; }

    /// <summary>Fen.</summary>
    public long Paid { get; init; }
    public string? Note { get; init; }

    /// <summary>Columns that the format does not know, as JSON object of header → text.</summary>
    public string? Extra { get; init; }
    public int Stage { get; init; }
    public int Warnings { get; init; }
    public long ImportId { get; init; }
    public int SourceFile { get; init; }
    public int SourceSheet { get; init; }
    public int SourceRow { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Registry of persons: one identity number, one claim in a programme, whichever county.</summary>
internal sealed class StoredPersonClaim
{
    public required byte[] IdentityIndex { get; init; }
    public int Programme { get; init; }
    public int CountyCode { get; init; }
    public long HouseholdId { get; init; }
}

/// <summary>Last household number given out in a village; numbers are never given out again.</summary>
internal sealed class StoredVillageSequence
{
    public int CountyCode { get; init; }
    public long VillageCode { get; init; }
    public int Last { get; init; }
}

/// <summary>Where a household that moved is now; its old number stays findable by this.</summary>
internal sealed class StoredHouseholdMove
{
    public int CountyCode { get; init; }

    /// <summary>The number that it no longer has.</summary>
    public long HouseholdId { get; init; }
    public int Programme { get; init; }
    public long NewHouseholdId { get; init; }
    public long At { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A refused row, whole and encrypted, with what was wrong. The same row refused again is the same quarantined row.</summary>
internal sealed class StoredQuarantinedRow
{
    public int CountyCode { get; init; }
    public required byte[] Fingerprint { get; init; }
    public int Programme { get; init; }
    public long ImportId { get; init; }
    public required string File { get; init; }
    public required string Sheet { get; init; }
    public int Row { get; init; }

    /// <summary>Codes, comma-separated.</summary>
    public required string Codes { get; init; }
    public required byte[] CellsCipher { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>One import: what was given, how far it came, what came of it.</summary>
internal sealed class StoredImport
{
    public long Id { get; init; }
    public int Programme { get; init; }
    public long StartedAt { get; init; }
    public long? FinishedAt { get; set; }
    public required string Actor { get; init; }
    public required string State { get; set; }
    public required string AsOf { get; init; }

    /// <summary>JSON: names, sizes and hashes of the files, and their sheets.</summary>
    public required string Files { get; set; }

    /// <summary>JSON: the answer, without the refusals.</summary>
    public string? Summary { get; set; }
    public required byte[] Seal { get; init; }
}

/// <summary>A county's part of an import, written in the transaction that stored it.</summary>
internal sealed class StoredImportPart
{
    public int CountyCode { get; init; }
    public long ImportId { get; init; }
    public int Rows { get; init; }
    public int Imported { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Quarantined { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>What a sweep for leads found; household numbers only.</summary>
internal sealed class StoredSweep
{
    public long Id { get; init; }
    public int Programme { get; init; }
    public long At { get; init; }
    public required string Document { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>The subsidy floor that a programme's counters of outstanding money were reckoned with, in fen.</summary>
internal sealed class StoredOutstandingFloor
{
    public int Programme { get; init; }
    public long Floor { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Something that rooms below have not heard yet. Written through LedgerEvents.</summary>
internal sealed class StoredLedgerEvent
{
    public int CountyCode { get; init; }
    public long Id { get; init; }

    /// <summary>import or household.</summary>
    public required string Kind { get; init; }
    public long? ImportId { get; init; }
    public long? HouseholdId { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class LedgerModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed => LedgerSeals.All;

    public IReadOnlyList<JobCipher> JobCiphers { get; } = [ExportArguments.Cipher];

    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredHousehold>(e =>
        {
            e.ToTable("household");
            e.HasKey(h => new { h.CountyCode, h.HouseholdId });

            // The listing index: everything that the ledger table filters or sorts by, in order of place, so that lists read it instead of the
            // wide rows and an import adds to its end. One such index costs an import less than two narrow ones out of that order.
            e.HasIndex(h => new
            {
                h.CountyCode, h.HouseholdId, h.Programme, h.Stage, h.Route, h.Rooms, h.Area, h.Hardship, h.Warnings, h.Paid, h.Started, h.Completed, h.Accepted, h.Head,
                h.PhoneIndex, h.AccountIndex,
            }).HasDatabaseName("ix_household_list");
        });
        model.Entity<StoredPersonClaim>(e => { e.ToTable("person_claim"); e.HasKey(c => new { c.IdentityIndex, c.Programme }); });
        model.Entity<StoredVillageSequence>(e => { e.ToTable("village_sequence"); e.HasKey(s => new { s.CountyCode, s.VillageCode }); });
        model.Entity<StoredHouseholdMove>(e => { e.ToTable("household_move"); e.HasKey(m => new { m.CountyCode, m.HouseholdId }); });
        model.Entity<StoredQuarantinedRow>(e => { e.ToTable("quarantined_row"); e.HasKey(q => new { q.CountyCode, q.Fingerprint }); });
        model.Entity<StoredImport>(e => { e.ToTable("import_run"); e.HasKey(i => i.Id); });
        model.Entity<StoredImportPart>(e =>
        {
            e.ToTable("import_part");
            e.HasKey(p => new { p.CountyCode, p.ImportId });
        });
        model.Entity<StoredLedgerEvent>(e => { e.ToTable("ledger_event"); e.HasKey(v => new { v.CountyCode, v.Id }); });
        model.Entity<StoredOutstandingFloor>(e => { e.ToTable("outstanding_floor"); e.HasKey(f => f.Programme); });
        model.Entity<StoredSweep>(e => { e.ToTable("lead_sweep"); e.HasKey(s => s.Id); });
    }
}
