using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Programme.Data;

/// <summary>A programme that was loaded; other tables name it by its number.</summary>
internal sealed class StoredProgramme
{
    public int Number { get; init; }
    public required string Id { get; init; }

    /// <summary>Version in force.</summary>
    public int Current { get; set; }
    public long LoadedAt { get; set; }
    public required byte[] Seal { get; init; }
}

/// <summary>One version of a programme, whole, as one JSON document. Versions are never changed or removed.</summary>
internal sealed class StoredProgrammeVersion
{
    public int Programme { get; init; }
    public int Version { get; init; }
    public required string EffectiveFrom { get; init; }
    public long LoadedAt { get; init; }
    public required string ContentHash { get; init; }
    public required string Document { get; init; }
    public required string Actor { get; init; }
    public string? Note { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A technology's number in stored rows; given once, never changed.</summary>
internal sealed class StoredRoute
{
    public int Number { get; init; }
    public required string Code { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A node of a county's target tree: the county itself, a township or a village.</summary>
internal sealed class StoredTarget
{
    public int CountyCode { get; init; }
    public int Programme { get; init; }

    /// <summary>0 households, 1 area in 0.01 m².</summary>
    public int Measure { get; init; }
    public long RegionCode { get; init; }
    public long Amount { get; set; }

    /// <summary>What stays with this node and is not handed down; null where nothing was handed down yet.</summary>
    public long? Reserve { get; set; }
    public int Version { get; set; }
    public required byte[] Seal { get; init; }
}

/// <summary>A recorded act on a county's targets.</summary>
internal sealed class StoredTargetAct
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }
    public int Measure { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required string Kind { get; init; }
    public long FromCode { get; init; }
    public long ToCode { get; init; }
    public long Amount { get; init; }
    public required string Reason { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>How many households of a region stand at which stage, by route; kept in the transaction of every change.</summary>
internal sealed class StoredCounter
{
    public int CountyCode { get; init; }
    public int Programme { get; init; }

    /// <summary>A village, or the township or county above it.</summary>
    public long RegionCode { get; init; }
    public int Route { get; init; }
    public int Stage { get; init; }
    public long Households { get; init; }

    /// <summary>0.01 m².</summary>
    public long Area { get; init; }

    /// <summary>Fen.</summary>
    public long Paid { get; init; }

    /// <summary>Fen that passed households still lack to the floor.</summary>
    public long Outstanding { get; init; }
}

/// <summary>A county's outline for the map, as GeoJSON geometry.</summary>
internal sealed class StoredOutline
{
    public int CountyCode { get; init; }
    public int Programme { get; init; }
    public required string Geometry { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class ProgrammeModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed => ProgrammeSeals.All;

    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredProgramme>(e => { e.ToTable("programme"); e.HasKey(p => p.Number); e.HasIndex(p => p.Id).IsUnique(); });
        model.Entity<StoredProgrammeVersion>(e =>
        {
            e.ToTable("programme_version");
            e.HasKey(v => new { v.Programme, v.Version });
            e.HasOne<StoredProgramme>().WithMany().HasForeignKey(v => v.Programme).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredRoute>(e => { e.ToTable("route"); e.HasKey(r => r.Number); e.HasIndex(r => r.Code).IsUnique(); });
        model.Entity<StoredTarget>(e => { e.ToTable("target"); e.HasKey(t => new { t.CountyCode, t.Programme, t.Measure, t.RegionCode }); });
        model.Entity<StoredTargetAct>(e => { e.ToTable("target_act"); e.HasKey(a => new { a.CountyCode, a.Id }); });
        model.Entity<StoredCounter>(e => { e.ToTable("progress_counter"); e.HasKey(c => new { c.CountyCode, c.Programme, c.RegionCode, c.Route, c.Stage }); });
        model.Entity<StoredOutline>(e => { e.ToTable("county_outline"); e.HasKey(o => new { o.CountyCode, o.Programme }); });
    }
}
