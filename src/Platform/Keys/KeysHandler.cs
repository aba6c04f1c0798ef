using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>A generation of the key ring, without its keys.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Suite">aes or national.</param>
/// <param name="MadeAt">When it was made; null for the first of an old key ring.</param>
/// <param name="Newest">Whether new values get it.</param>
/// <param name="Held">Whether the key ring has it; where not, what stands under it can't be read.</param>
/// <param name="Values">Encrypted values under it.</param>
/// <param name="Rows">Sealed rows under it.</param>
/// <param name="Entries">Journal entries under it.</param>
/// <param name="Jobs">Jobs under it.</param>
public sealed record ListedGeneration(int Number, string? Suite, DateTimeOffset? MadeAt, bool Newest, bool Held, long Values, long Rows, long Entries, long Jobs);

/// <summary>The key ring without keys.</summary>
/// <param name="IndexSuite">Suite of the blind indexes, which do not turn.</param>
/// <param name="Generations">By rising numbers.</param>
public sealed record KeyList(string IndexSuite, IReadOnlyList<ListedGeneration> Generations);

public sealed record RotateAnswer(int Generation, string Suite);

public sealed record RetireAnswer(int Generation, int Left);

/// <summary>Lists the generations of the key ring, adds one, takes one away.</summary>
public sealed class KeysHandler(Workplace workplace)
{
    /// <summary>
    /// How long a generation stays after a newer one came: what a server encrypted just before may not be stored yet, and who takes the
    /// key away meanwhile loses it.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Makes a key ring where there is none.</summary>
    public static Result<RotateAnswer> Create(string folder, CipherSuite suite, TimeProvider time)
    {
        if (File.Exists(KeyRing.PathIn(folder)))
        {
            return new Error("keys-exist", null, KeyRing.PathIn(folder));
        }

        if (suite.Objection() is { } objection)
        {
            return objection;
        }

        KeyRing.OpenOrCreate(folder, suite, time);
        return new RotateAnswer(1, suite.Code());
    }

    public KeyList List()
    {
        var use = KeyUse.Count(workplace);
        var set = workplace.Keys.Held;
        return new(set.Index.Suite.Code(), [.. set.Generations.Select(g => g.Number).Union(use.Generations).Order().Select(number =>
        {
            var (generation, counts) = (set.Find(number), use.Of(number));
            return new ListedGeneration(number, generation?.Suite.Code(), generation?.MadeAt, number == set.Newest.Number, generation is not null, counts.Values, counts.Rows, counts.Entries, counts.Jobs);
        })]);
    }

    /// <summary>Adds a generation, which new values get from now on. Of the newest one's suite where none is named.</summary>
    public Result<RotateAnswer> Rotate(CipherSuite? suite)
    {
        using var alone = TryLock();
        if (alone is null)
        {
            return new Error("keys-turning");
        }

        var set = workplace.Keys.Held;
        var chosen = suite ?? set.Newest.Suite;
        if (chosen.Objection() is { } objection)
        {
            return objection;
        }

        if (KeyUse.Count(workplace).Lost(workplace.Keys) is { } lost)
        {
            return lost;
        }

        if (set.Newest.Number == KeyGeneration.Highest)
        {
            return new Error("keys-too-many");
        }

        var turned = set.With(chosen, workplace.Time.GetUtcNow());
        KeyFile.Replace(KeyRing.PathIn(workplace.Folder), turned);
        _ = workplace.Keys.Held;
        Record("rotated", turned.Newest.Number, chosen);
        return new RotateAnswer(turned.Newest.Number, chosen.Code());
    }

    /// <summary>Takes a generation away under which nothing stands any more.</summary>
    public Result<RetireAnswer> Retire(int number)
    {
        using var alone = TryLock();
        if (alone is null)
        {
            return new Error("keys-turning");
        }

        var set = workplace.Keys.Held;
        if (set.Find(number) is not { } generation)
        {
            return new Error("keys-unknown", null, Text(number));
        }

        if (number == set.Newest.Number)
        {
            return new Error("keys-newest", null, Text(number));
        }

        // An import under way may have encrypted what it has not stored yet.
        using var importing = workplace.Database.TryAcquireLease("ledger-import");
        if (importing is null)
        {
            return new Error("import-running");
        }

        if (KeyUse.Count(workplace).Of(number) is { IsAny: true } use)
        {
            return new Error("keys-in-use", null, Text(number), Text(use.Values), Text(use.Rows), Text(use.Entries), Text(use.Jobs));
        }

        if (set.Generations.First(g => g.Number > number).MadeAt is { } since && workplace.Time.GetUtcNow() - since < Grace)
        {
            return new Error("keys-too-soon", null, Text(number), (since + Grace).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        }

        var left = set.Without(number);
        KeyFile.Replace(KeyRing.PathIn(workplace.Folder), left);
        _ = workplace.Keys.Held;
        Record("retired", number, generation.Suite);
        return new RetireAnswer(number, left.Generations.Count);
    }

    private void Record(string action, int number, CipherSuite suite) => JournalNote.Write(
        workplace, workplace.Begin("keys", workplace.Caller.Actor), 0, action, "key_ring", number, number, $$"""{"suite":"{{suite.Code()}}"}""");

    // The ring is a file of this folder, so whoever turns it shuts out others who share the folder, whatever the database.
    private FileStream? TryLock()
    {
        var locks = Path.Combine(workplace.Folder, "locks");
        Directory.CreateDirectory(locks);
        try
        {
            return new FileStream(Path.Combine(locks, "keys.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
