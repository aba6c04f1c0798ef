using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform.Accounts;

/// <summary>An account as stored; see <see cref="Account"/> for what each means.</summary>
internal sealed class StoredAccount
{
    public long Id { get; init; }
    public required string Name { get; init; }
    public required string NormalizedName { get; init; }
    public required string DisplayName { get; init; }
    public required string Role { get; init; }

    /// <summary>Twelve-digit codes with commas between.</summary>
    public required string Regions { get; init; }
    public string? CreditCode { get; init; }
    public string? StaffNumber { get; init; }
    public int IsDisabled { get; init; }
    public int IsDemo { get; init; }
    public int MustChangePassword { get; init; }
    public long CreatedAt { get; init; }
    public long? SignedInAt { get; init; }
    public int Version { get; init; }
    public string? PasswordHash { get; init; }
    public long? PasswordAt { get; init; }

    /// <summary>Hashes, one a line.</summary>
    public required string EarlierPasswords { get; init; }
    public int FailedCount { get; init; }
    public long? LockedUntil { get; init; }
    public int HasSecondFactor { get; init; }
    public byte[]? AuthenticatorCipher { get; init; }
    public long LastStep { get; init; }

    /// <summary>Hashes, one a line.</summary>
    public required string RecoveryHashes { get; init; }
    public long Turn { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Somebody signed in at one browser. Only the hash of what the cookie holds is known.</summary>
internal sealed class StoredSession
{
    public long Id { get; init; }
    public long AccountId { get; init; }
    public required byte[] TokenHash { get; init; }

    /// <summary>password, demo, oauth, link.</summary>
    public required string Way { get; init; }
    public long CreatedAt { get; init; }
    public long SeenAt { get; init; }
    public long EndsAt { get; init; }
    public string? Address { get; init; }
    public string? Device { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A token with which a program acts for an account, within a part of what the account may.</summary>
internal sealed class StoredToken
{
    public long Id { get; init; }
    public long AccountId { get; init; }
    public required string Name { get; init; }
    public required byte[] TokenHash { get; init; }

    /// <summary>Codes with commas between.</summary>
    public required string Permissions { get; init; }

    /// <summary>Twelve-digit codes with commas between; empty: all of the account's.</summary>
    public required string Regions { get; init; }
    public long CreatedAt { get; init; }
    public long ExpiresAt { get; init; }
    public long? UsedAt { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A one-time secret: to set the product up, to set a password, or between password and second factor.</summary>
internal sealed class StoredLink
{
    public long Id { get; init; }

    /// <summary>0 for the set-up, when there is no account yet.</summary>
    public long AccountId { get; init; }
    public required string Kind { get; init; }
    public required byte[] TokenHash { get; init; }
    public long CreatedAt { get; init; }
    public long ExpiresAt { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class AccountModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed => AccountSeals.All;

    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredAccount>(e => { e.ToTable("account"); e.HasKey(a => a.Id); e.HasIndex(a => a.NormalizedName).IsUnique(); });
        model.Entity<StoredSession>(e =>
        {
            e.ToTable("account_session");
            e.HasKey(s => s.Id);
            e.HasIndex(s => s.TokenHash).IsUnique();
            e.HasOne<StoredAccount>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredToken>(e =>
        {
            e.ToTable("account_token");
            e.HasKey(t => t.Id);
            e.HasIndex(t => t.TokenHash).IsUnique();
            e.HasOne<StoredAccount>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredLink>(e => { e.ToTable("account_link"); e.HasKey(l => l.Id); e.HasIndex(l => l.TokenHash).IsUnique(); e.HasIndex(l => l.AccountId); });
    }
}
