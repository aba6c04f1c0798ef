using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform.Notices;

/// <summary>Something that people of some roles should know.</summary>
internal sealed class StoredNotice
{
    public long Id { get; init; }

    /// <summary>What it is about, told once: the same subject is not told again.</summary>
    public required string Subject { get; init; }

    /// <summary>Name of its text.</summary>
    public required string Kind { get; init; }

    /// <summary>Roles, each between commas.</summary>
    public required string Roles { get; init; }

    /// <summary>JSON: what is filled into the text, in Chinese and in English.</summary>
    public required string Arguments { get; init; }

    /// <summary>Page that it leads to; null for none.</summary>
    public string? Page { get; init; }
    public long At { get; init; }
}

/// <summary>Who has read what.</summary>
internal sealed class StoredNoticeRead
{
    public required string Actor { get; init; }
    public long NoticeId { get; init; }
    public long At { get; init; }
}

internal sealed class NoticeModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredNotice>(notice =>
        {
            notice.ToTable("notice");
            notice.HasKey(n => n.Id);
            notice.HasIndex(n => n.Subject).IsUnique();
        });
        model.Entity<StoredNoticeRead>(read =>
        {
            read.ToTable("notice_read");
            read.HasKey(r => new { r.Actor, r.NoticeId });
        });
    }
}
