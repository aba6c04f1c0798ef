using System.Data.Common;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>How far an attachment is.</summary>
internal enum AttachmentState
{
    /// <summary>Announced; its bytes are coming.</summary>
    Coming = 0,

    /// <summary>All there and as announced; belongs to no inspection yet.</summary>
    Complete = 1,

    /// <summary>Part of an inspection, or of the household's file: never changed again.</summary>
    Attached = 2,
}

/// <summary>A photo or signature.</summary>
internal sealed record Attachment
{
    public required int County { get; init; }
    public required long Id { get; init; }
    public required long Household { get; init; }
    public long? Inspection { get; init; }
    public required AttachmentKind Kind { get; init; }
    public required AttachmentState State { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }
    public string? MediaType { get; init; }

    /// <summary>What the picture looks like, in 64 bits.</summary>
    public long? PictureHash { get; init; }

    /// <summary>When the camera says it was taken: local ticks, without a zone.</summary>
    public long? TakenAt { get; init; }
    public byte[]? PositionCipher { get; init; }
    public required long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required int Version { get; init; }
}

/// <summary>Reads and writes attachments inside a transaction.</summary>
internal sealed class AttachmentStore(AcceptanceWork work)
{
    private const string Columns =
        "county_code, attachment_id, household_id, inspection_id, kind, state, size, sha256, media_type, picture_hash, taken_at, position_cipher, created_at, created_by, version";

    public Attachment? Find(int county, long id) => Query("attachment_id = @p1", county, id).FirstOrDefault();

    /// <summary>Those with the same bytes.</summary>
    public List<Attachment> Alike(int county, string sha256) => [.. Query("sha256 = @p1 ORDER BY attachment_id", county, sha256)];

    public List<Attachment> OfInspection(int county, long inspection) => [.. Query("inspection_id = @p1 ORDER BY attachment_id", county, inspection)];

    public List<Attachment> OfHousehold(int county, long household) => [.. Query("household_id = @p1 ORDER BY attachment_id", county, household)];

    public void Insert(Attachment a)
    {
        if (!work.Journal.Rows.Insert(
            AcceptanceSeals.Attachment, a.County, a.Id, a.Household, a.Inspection, (int)a.Kind, (int)a.State, a.Size, a.Sha256, a.MediaType, a.PictureHash, a.TakenAt, a.PositionCipher, a.CreatedAt, a.CreatedBy, a.Version))
        {
            throw new StaleRowException(AcceptanceSeals.Attachment.Name, a.Id);
        }
    }

    public void Update(Attachment a)
    {
        var before = work.Journal.Rows.Find(AcceptanceSeals.Attachment, a.County, a.Id);
        if (before is null || before.Long("version") != a.Version - 1 || !work.Journal.Rows.Update(
            before, ("inspection_id", a.Inspection), ("state", (int)a.State), ("media_type", a.MediaType), ("picture_hash", a.PictureHash), ("taken_at", a.TakenAt), ("position_cipher", a.PositionCipher), ("version", a.Version)))
        {
            throw new StaleRowException(AcceptanceSeals.Attachment.Name, a.Id);
        }
    }

    private IEnumerable<Attachment> Query(string condition, int county, object value) =>
        work.Connection.Query(work.Transaction, $"SELECT {Columns} FROM attachment WHERE county_code = @p0 AND {condition}", county, value).Select(Read);

    private static Attachment Read(DbDataReader r) => new()
    {
        County = r.GetInt32(0), Id = r.GetInt64(1), Household = r.GetInt64(2), Inspection = r.LongOrNull(3), Kind = (AttachmentKind)r.GetInt32(4), State = (AttachmentState)r.GetInt32(5), Size = r.GetInt64(6),
        Sha256 = r.GetString(7), MediaType = r.TextOrNull(8), PictureHash = r.LongOrNull(9), TakenAt = r.LongOrNull(10), PositionCipher = r.BytesOrNull(11), CreatedAt = r.GetInt64(12), CreatedBy = r.GetString(13),
        Version = r.GetInt32(14),
    };
}
