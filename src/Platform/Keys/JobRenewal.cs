using System.Data.Common;
using System.Text.Json.Nodes;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>Seals jobs anew, and makes anew what is encrypted in their arguments; a page of jobs a transaction.</summary>
internal sealed class JobRenewal(Workplace workplace, byte target)
{
    private const int PageSize = 200;
    private const string Update = "UPDATE job SET arguments = @p0, seal_keys = @p1, seal = @p2 WHERE id = @p3 AND seal = @p4";

    /// <summary>Jobs that were sealed anew.</summary>
    public long Run(CancellationToken cancellation)
    {
        var (renewed, last) = (0L, long.MinValue);
        while (Repeating.Run(workplace.Database, () => Page(last)) is { Read: > 0 } page)
        {
            cancellation.ThrowIfCancellationRequested();
            (renewed, last) = (renewed + page.Renewed, page.Last);
        }

        return renewed;
    }

    /// <summary>What jobs of a kind hold encrypted. A job whose seal was given up is never run, so its arguments need no key.</summary>
    public static IEnumerable<byte[]> Ciphers(DbConnection connection, DbTransaction transaction, JobCipher cipher) =>
        connection.Query(transaction, "SELECT arguments, seal FROM job WHERE kind = @p0", cipher.Kind)
            .Where(r => r.GetFieldValue<byte[]>(1).Length > 0)
            .Select(r => ValueOf(JsonNode.Parse(r.GetString(0)), cipher)).OfType<byte[]>().Where(value => value.Length > 0);

    private (int Read, long Renewed, long Last) Page(long after)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var cipher = new FieldCipher(workplace.Keys);
        var jobs = connection.Query(transaction, $"SELECT {JobRecord.Columns} FROM job WHERE id > @p0 ORDER BY id LIMIT @p1", after, PageSize).Select(JobRecord.Read).ToList();
        var renewed = 0L;
        foreach (var job in jobs)
        {
            var now = Renew(job, cipher);
            if (now != job)
            {
                renewed += connection.Execute(transaction, Update, now.Arguments, now.SealKeys, now.Seal, job.Id, job.Seal);
            }
        }

        transaction.Commit();
        return (jobs.Count, renewed, jobs.Count == 0 ? after : jobs[^1].Id);
    }

    private JobRecord Renew(JobRecord job, FieldCipher cipher)
    {
        if (job.Seal.Length == 0)
        {
            return job;
        }

        // A job that was meddled with is refused when it is its turn; a new seal would let it run. So it loses the one it has.
        if (!JobSeal.IsSound(job, workplace.Keys))
        {
            return job with { Seal = [], SealKeys = target };
        }

        var arguments = workplace.Database.JobCiphers.Where(c => c.Kind == job.Kind).Aggregate(job.Arguments, (text, c) => Renew(text, c, cipher));
        if (job.SealKeys >= target && arguments == job.Arguments)
        {
            return job;
        }

        var now = job with { Arguments = arguments, SealKeys = Math.Max(job.SealKeys, target) };
        return now with { Seal = JobSeal.Of(now, workplace.Keys, now.SealKeys) };
    }

    private string Renew(string arguments, JobCipher held, FieldCipher cipher)
    {
        var document = JsonNode.Parse(arguments);
        if (ValueOf(document, held) is not [var number, ..] value || number >= target)
        {
            return arguments;
        }

        document![held.Property] = Convert.ToBase64String(cipher.Renew(held.Field, value, target));
        return document.ToJsonString(JobJson.Options);
    }

    private static byte[]? ValueOf(JsonNode? arguments, JobCipher held) => arguments?[held.Property] is JsonValue value ? Convert.FromBase64String(value.GetValue<string>()) : null;
}
