using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Jobs.Data;

/// <summary>
/// Seals what a job may do and for whom. Jobs are too lively for the journal's sums, but nobody who can write to the database may put
/// down work with another's scope.
/// </summary>
internal static class JobSeal
{
    public static byte[] Of(JobRecord job, KeyRing keys, int generation)
    {
        using var seal = new RowSeal(keys, generation);
        return seal.Begin("job").Add(job.Id).Add(job.Kind).Add(job.Arguments).Add(job.Caller.Actor).Add(job.Caller.Role?.ToString()).Add(JobJson.Write(job.Caller.Scope))
            .Add(job.Caller.OnBehalfOf).Add(job.Language).Add(job.Subject).End();
    }

    public static bool IsSound(JobRecord job, KeyRing keys) => keys.Has(job.SealKeys) && Of(job, keys, job.SealKeys).AsSpan().SequenceEqual(job.Seal);
}
