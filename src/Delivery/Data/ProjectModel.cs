using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>A project that needs approval.</summary>
internal sealed class StoredProject
{
    public int CountyCode { get; init; }
    public long ProjectId { get; init; }
    public int Programme { get; init; }
    public required string Name { get; init; }
    public string? CreditCode { get; init; }
    public required string Villages { get; init; }
    public int Households { get; init; }
    public long Amount { get; init; }
    public int IsGreen { get; init; }
    public int State { get; init; }
    public string? Note { get; init; }
    public string? Submitted { get; init; }
    public string? Approved { get; init; }
    public string? Started { get; init; }
    public string? Finished { get; init; }
    public string? Reason { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>One approval step of a project.</summary>
internal sealed class StoredProjectStep
{
    public int CountyCode { get; init; }
    public long ProjectId { get; init; }
    public required string Step { get; init; }
    public int Position { get; init; }
    public int State { get; init; }
    public string? Holder { get; init; }
    public string? Since { get; init; }
    public string? Due { get; init; }
    public string? Decided { get; init; }
    public string? DecidedBy { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A permit or other paper of a project's step.</summary>
internal sealed class StoredProjectPaper
{
    public int CountyCode { get; init; }
    public long PaperId { get; init; }
    public long ProjectId { get; init; }
    public required string Step { get; init; }
    public required string Number { get; init; }
    public required string Issuer { get; init; }
    public required string Day { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Tables of projects and their approvals.</summary>
internal static class ProjectModel
{
    public static readonly SealedTable Project = new(
        "project", 2,
        ("county_code", ColumnType.Int), ("project_id", ColumnType.Long), ("programme", ColumnType.Int), ("name", ColumnType.Text), ("credit_code", ColumnType.Text), ("villages", ColumnType.Text), ("households", ColumnType.Int), ("amount", ColumnType.Long), ("is_green", ColumnType.Int), ("state", ColumnType.Int), ("note", ColumnType.Text), ("submitted", ColumnType.Text), ("approved", ColumnType.Text), ("started", ColumnType.Text), ("finished", ColumnType.Text), ("reason", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable ProjectStep = new(
        "project_step", 3,
        ("county_code", ColumnType.Int), ("project_id", ColumnType.Long), ("step", ColumnType.Text), ("position", ColumnType.Int), ("state", ColumnType.Int), ("holder", ColumnType.Text), ("since", ColumnType.Text), ("due", ColumnType.Text), ("decided", ColumnType.Text), ("decided_by", ColumnType.Text), ("reason", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable ProjectPaper = new(
        "project_paper", 2,
        ("county_code", ColumnType.Int), ("paper_id", ColumnType.Long), ("project_id", ColumnType.Long), ("step", ColumnType.Text), ("number", ColumnType.Text), ("issuer", ColumnType.Text), ("day", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text));

    public static IReadOnlyList<SealedTable> Sealed { get; } = [Project, ProjectStep, ProjectPaper];

    public static void Configure(ModelBuilder model)
    {
        model.Entity<StoredProject>(e =>
        {
            e.ToTable("project");
            e.HasKey(r => new { r.CountyCode, r.ProjectId });
        });
        model.Entity<StoredProjectStep>(e =>
        {
            e.ToTable("project_step");
            e.HasKey(r => new { r.CountyCode, r.ProjectId, r.Step });
            e.HasOne<StoredProject>().WithMany().HasForeignKey(r => new { r.CountyCode, r.ProjectId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredProjectPaper>(e =>
        {
            e.ToTable("project_paper");
            e.HasKey(r => new { r.CountyCode, r.PaperId });
            e.HasOne<StoredProject>().WithMany().HasForeignKey(r => new { r.CountyCode, r.ProjectId }).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
