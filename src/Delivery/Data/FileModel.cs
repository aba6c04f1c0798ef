using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>A file under a project, a firm or a model of the catalogue; county 0 for the city's catalogue.</summary>
internal sealed class StoredDeliveryFile
{
    public int CountyCode { get; init; }
    public long FileId { get; init; }
    public int Subject { get; init; }
    public long SubjectId { get; init; }
    public string? Paper { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public long Size { get; init; }
    public required string Sha256 { get; init; }
    public long AddedAt { get; init; }
    public required string AddedBy { get; init; }
    public long? RemovedAt { get; init; }
    public string? RemovedBy { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Table of the room's files.</summary>
internal static class FileModel
{
    public static readonly SealedTable DeliveryFile = new(
        "delivery_file", 2,
        ("county_code", ColumnType.Int), ("file_id", ColumnType.Long), ("subject", ColumnType.Int), ("subject_id", ColumnType.Long), ("paper", ColumnType.Text), ("name", ColumnType.Text), ("media_type", ColumnType.Text),
        ("size", ColumnType.Long), ("sha256", ColumnType.Text), ("added_at", ColumnType.Long), ("added_by", ColumnType.Text), ("removed_at", ColumnType.Long), ("removed_by", ColumnType.Text), ("reason", ColumnType.Text),
        ("version", ColumnType.Int));

    public static IReadOnlyList<SealedTable> Sealed { get; } = [DeliveryFile];

    public static void Configure(ModelBuilder model) => model.Entity<StoredDeliveryFile>(e =>
    {
        e.ToTable("delivery_file");
        e.HasKey(r => new { r.CountyCode, r.FileId });
        e.HasIndex(r => new { r.CountyCode, r.Subject, r.SubjectId });
    });
}
