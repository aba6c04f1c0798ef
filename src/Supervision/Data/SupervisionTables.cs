using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Supervision.Data;

/// <summary>A region's report of one day. Its figures change by drafting anew and, once locked, by corrections alone.</summary>
internal sealed class StoredReport
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }
    public long RegionCode { get; init; }
    public int Level { get; init; }
    public required string ReportDate { get; init; }
    public int State { get; init; }
    public int Version { get; init; }

    /// <summary>JSON: the figures.</summary>
    public required string Figures { get; init; }

    /// <summary>JSON: what the counters said of each part when the figures were taken.</summary>
    public required string Parts { get; init; }

    /// <summary>When the figures were taken, UTC ticks.</summary>
    public long CountedAt { get; init; }

    /// <summary>JSON: where parts' reports and figures differed when it was submitted; null before.</summary>
    public string? Differences { get; init; }
    public string? DifferenceReason { get; init; }

    /// <summary>Who submitted it last; null before. That person decides nothing about it.</summary>
    public string? SubmittedBy { get; init; }
    public long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A step of a report's life.</summary>
internal sealed class StoredReportStep
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public long ReportId { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }

    /// <summary>draft, or a trigger of the life cycle.</summary>
    public required string Kind { get; init; }
    public int State { get; init; }
    public int Version { get; init; }
    public string? Reason { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A figure of a locked report that was corrected.</summary>
internal sealed class StoredReportCorrection
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public long ReportId { get; init; }
    public int Programme { get; init; }
    public long RegionCode { get; init; }
    public required string ReportDate { get; init; }
    public string? Route { get; init; }
    public required string Figure { get; init; }
    public long Before { get; init; }
    public long After { get; init; }
    public required string Reason { get; init; }
    public required string Actor { get; init; }
    public long At { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class SupervisionModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed => SupervisionSeals.All;

    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredReport>(e =>
        {
            e.ToTable("report");
            e.HasKey(r => new { r.CountyCode, r.Id });
            e.HasIndex(r => new { r.CountyCode, r.Programme, r.ReportDate, r.RegionCode }).IsUnique();

            // The city's list goes by day over all counties.
            e.HasIndex(r => new { r.Programme, r.ReportDate, r.RegionCode });
        });
        model.Entity<StoredReportStep>(e =>
        {
            e.ToTable("report_step");
            e.HasKey(s => new { s.CountyCode, s.ReportId, s.Id });
            e.HasOne<StoredReport>().WithMany().HasForeignKey(s => new { s.CountyCode, s.ReportId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredReportCorrection>(e =>
        {
            e.ToTable("report_correction");
            e.HasKey(c => new { c.CountyCode, c.ReportId, c.Id });
            e.HasOne<StoredReport>().WithMany().HasForeignKey(c => new { c.CountyCode, c.ReportId }).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(c => new { c.Programme, c.Id });
        });
    }
}
