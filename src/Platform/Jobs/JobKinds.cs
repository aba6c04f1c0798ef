namespace CleanHeating.Platform.Jobs;

/// <summary>The kinds that this server knows.</summary>
internal sealed class JobKinds(IEnumerable<IJobKind> kinds)
{
    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    public IEnumerable<IJobKind> Regular => _kinds.Values.Where(k => k.RegularCron is not null).OrderBy(k => k.Name, StringComparer.Ordinal);

    public IJobKind? Find(string name) => _kinds.GetValueOrDefault(name);
}
