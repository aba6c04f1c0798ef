using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace CleanHeating.TestKit;

/// <summary>
/// Runs a theory once per kind of database: <c>[Theory, EveryDatabase] public void Test(string kind)</c>, which then opens
/// <see cref="TestDatabases.Open"/>. (The analyzer of xunit.v3 3.2 crashes on MemberData from another assembly.)
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    /// <summary>The only kind in a usual run, for what takes minutes; the others come with the long one.</summary>
    public string? Usual { get; init; }

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. TestDatabases.Kinds.Where(k => Usual is null || LongRun.IsOn || k == Usual).Select(kind => new TheoryDataRow<string>(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
