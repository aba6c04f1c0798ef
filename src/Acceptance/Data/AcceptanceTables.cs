using CleanHeating.Ledger;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Acceptance.Data;

/// <summary>A household's acceptance. Written by AcceptanceRows, never through the change tracker.</summary>
internal sealed class StoredAcceptance
{
    public int CountyCode { get; init; }
    public long HouseholdId { get; init; }
    public int Programme { get; init; }
    public long? InspectionId { get; init; }
    public required string Day { get; init; }
    public int Source { get; init; }
    public int State { get; init; }
    public int WithdrawnBy { get; init; }
    public string? Reason { get; init; }
    public string? DecidedBy { get; init; }
    public long? DecidedAt { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>One visit of an inspector to one household, and what came of it. Never changed after it is written.</summary>
internal sealed class StoredInspection
{
    public int CountyCode { get; init; }
    public long InspectionId { get; init; }
    public long HouseholdId { get; init; }
    public int Programme { get; init; }

    /// <summary>Place in the household's chain, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The phone's own number of the submission; the same one again is the same inspection.</summary>
    public required string Submission { get; init; }

    /// <summary>SHA-256 of the submission: the same number with other contents is refused.</summary>
    public required byte[] RequestHash { get; init; }
    public long? BatchId { get; init; }
    public long InspectorId { get; init; }
    public required string Inspector { get; init; }
    public required string Actor { get; init; }
    public required string Certificate { get; init; }

    /// <summary>When the inspector did it by their own clock, UTC ticks.</summary>
    public long At { get; init; }

    /// <summary>When it came in, UTC ticks.</summary>
    public long ReceivedAt { get; init; }
    public required string Day { get; init; }
    public int Outcome { get; init; }
    public string? Reason { get; init; }

    /// <summary>Code and version of the checklist.</summary>
    public required string Checklist { get; init; }

    /// <summary>JSON: answers and measured values by item.</summary>
    public required string Answers { get; init; }
    public byte[]? PositionCipher { get; init; }

    /// <summary>Metres.</summary>
    public int? PositionAccuracy { get; init; }
    public long? HouseholdSignature { get; init; }
    public long? InspectorSignature { get; init; }
    public int HouseholdVersion { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>What must be mended at a household that failed: who, what, by when.</summary>
internal sealed class StoredRectification
{
    public int CountyCode { get; init; }
    public long RectificationId { get; init; }
    public long HouseholdId { get; init; }
    public int Programme { get; init; }
    public long? InspectionId { get; init; }

    /// <summary>0 an inspection, 1 a workbook.</summary>
    public int Source { get; init; }
    public int State { get; init; }
    public string? What { get; init; }
    public string? Who { get; init; }
    public string? CreditCode { get; init; }
    public string? Due { get; init; }
    public long OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public long? ReportedAt { get; init; }
    public string? ReportedBy { get; init; }
    public string? Report { get; init; }
    public long? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public long? ClosingInspection { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A qualified person: which account may inspect which routes from when to when.</summary>
internal sealed class StoredInspector
{
    public int CountyCode { get; init; }
    public long InspectorId { get; init; }
    public required string Account { get; init; }
    public required string Name { get; init; }
    public required string Certificate { get; init; }
    public required string ValidFrom { get; init; }
    public required string ValidTo { get; init; }

    /// <summary>Technology codes, comma-separated.</summary>
    public required string Routes { get; init; }
    public int IsEnded { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A day's route: households that one inspector is to visit.</summary>
internal sealed class StoredBatch
{
    public int CountyCode { get; init; }
    public long BatchId { get; init; }
    public int Programme { get; init; }
    public long RegionCode { get; init; }
    public required string Day { get; init; }
    public long? InspectorId { get; init; }
    public int State { get; init; }
    public string? Note { get; init; }
    public long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A household's place in a day's route.</summary>
internal sealed class StoredBatchHousehold
{
    public int CountyCode { get; init; }
    public long BatchId { get; init; }
    public long HouseholdId { get; init; }
    public int Position { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A photo or signature. Its bytes lie in the data folder, encrypted, under a name of their own.</summary>
internal sealed class StoredAttachment
{
    public int CountyCode { get; init; }
    public long AttachmentId { get; init; }
    public long HouseholdId { get; init; }
    public long? InspectionId { get; init; }
    public int Kind { get; init; }
    public int State { get; init; }
    public long Size { get; init; }
    public required string Sha256 { get; init; }
    public string? MediaType { get; init; }

    /// <summary>64 bits of what the picture looks like; null where it is no picture that we can read.</summary>
    public long? PictureHash { get; init; }
    public long? TakenAt { get; init; }
    public byte[]? PositionCipher { get; init; }
    public long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>What a sweep over inspections found; numbers only.</summary>
internal sealed class StoredAcceptanceSweep
{
    public long Id { get; init; }
    public int Programme { get; init; }
    public long At { get; init; }
    public required string Document { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class AcceptanceModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed => AcceptanceSeals.All;

    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredInspection>(e =>
        {
            e.ToTable("inspection");
            e.HasKey(i => new { i.CountyCode, i.InspectionId });
            e.HasIndex(i => new { i.CountyCode, i.Submission }).IsUnique();
            e.HasIndex(i => new { i.CountyCode, i.HouseholdId, i.Number }).IsUnique();
            e.BelongsToHousehold();
        });
        model.Entity<StoredAcceptance>(e =>
        {
            e.ToTable("acceptance");
            e.HasKey(a => new { a.CountyCode, a.HouseholdId });
            e.BelongsToHousehold();
            e.HasOne<StoredInspection>().WithMany().HasForeignKey(a => new { a.CountyCode, a.InspectionId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredRectification>(e =>
        {
            e.ToTable("rectification");
            e.HasKey(r => new { r.CountyCode, r.RectificationId });
            e.BelongsToHousehold();

            // At most one live rectification of a household, whatever a handler forgets.
            e.HasIndex(r => new { r.CountyCode, r.HouseholdId }, "ix_rectification_live").IsUnique().HasFilter("state < 2");
            e.HasOne<StoredInspection>().WithMany().HasForeignKey(r => new { r.CountyCode, r.InspectionId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredInspector>(e =>
        {
            e.ToTable("inspector");
            e.HasKey(i => new { i.CountyCode, i.InspectorId });
            e.HasIndex(i => new { i.CountyCode, i.Account });
        });
        model.Entity<StoredBatch>(e => { e.ToTable("acceptance_batch"); e.HasKey(b => new { b.CountyCode, b.BatchId }); e.HasIndex(b => new { b.CountyCode, b.Day }); });
        model.Entity<StoredBatchHousehold>(e =>
        {
            e.ToTable("acceptance_batch_household");
            e.HasKey(b => new { b.CountyCode, b.BatchId, b.HouseholdId });
            e.HasOne<StoredBatch>().WithMany().HasForeignKey(b => new { b.CountyCode, b.BatchId }).OnDelete(DeleteBehavior.Restrict);
            e.BelongsToHousehold();
        });
        model.Entity<StoredAttachment>(e =>
        {
            e.ToTable("attachment");
            e.HasKey(a => new { a.CountyCode, a.AttachmentId });
            e.HasIndex(a => new { a.CountyCode, a.Sha256 });
            e.BelongsToHousehold();
            e.HasOne<StoredInspection>().WithMany().HasForeignKey(a => new { a.CountyCode, a.InspectionId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredAcceptanceSweep>(e => { e.ToTable("acceptance_sweep"); e.HasKey(s => s.Id); });
    }
}
