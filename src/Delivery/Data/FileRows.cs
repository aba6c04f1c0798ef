using CleanHeating.Delivery.Domain;
using CleanHeating.Platform.Seals;

namespace CleanHeating.Delivery.Data;

/// <summary>A file under a project, a firm or a model of the catalogue.</summary>
internal sealed record FileRow(
    int County, long FileId, FileSubject Subject, long SubjectId, string? Paper, string Name, string MediaType, long Size, string Sha256, long AddedAt, string AddedBy, long? RemovedAt, string? RemovedBy, string? Reason,
    int Version) : IDeliveryRow
{
    public static FileRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("file_id"), (FileSubject)r.Long("subject"), r.Long("subject_id"), r.Text("paper"), r.Text("name")!, r.Text("media_type")!, r.Long("size"), r.Text("sha256")!, r.Long("added_at"),
        r.Text("added_by")!, r.LongOrNull("removed_at"), r.Text("removed_by"), r.Text("reason"), (int)r.Long("version"));

    public object?[] Values() => [County, FileId, (int)Subject, SubjectId, Paper, Name, MediaType, Size, Sha256, AddedAt, AddedBy, RemovedAt, RemovedBy, Reason, Version];
}
