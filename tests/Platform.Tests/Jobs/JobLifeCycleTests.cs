using CleanHeating.Platform.Jobs;
using CleanHeating.TestKit;

namespace CleanHeating.Platform.Tests.Jobs;

public sealed class JobLifeCycleTests
{
    // The whole life on paper, by hand; what is not here is refused.
    private static readonly string[] Expected =
    [
        "queued start running", "queued cancel cancelled",
        "running finish done", "running fail failed", "running cancel cancelling", "running interrupt interrupted",
        "cancelling stop cancelled", "cancelling finish done", "cancelling fail failed", "cancelling interrupt cancelled",
        "interrupted start running", "interrupted cancel cancelled", "interrupted giveup failed",
    ];

    public static TheoryData<JobState, JobTrigger> Pairs
    {
        get
        {
            var pairs = new TheoryData<JobState, JobTrigger>();
            foreach (var state in Enum.GetValues<JobState>())
            {
                foreach (var trigger in Enum.GetValues<JobTrigger>())
                {
                    pairs.Add(state, trigger);
                }
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Next_EveryPair_IsAsOnPaperOrRefused(JobState state, JobTrigger trigger)
    {
        var begin = $"{JobLifeCycle.NameOf(state)} {trigger.ToString().ToLowerInvariant()} ";
        var expected = Expected.SingleOrDefault(e => e.StartsWith(begin, StringComparison.Ordinal));

        var next = JobLifeCycle.Next(state, trigger);

        Assert.Equal(expected is not null, next.IsOk);
        Assert.Equal(expected is not null, JobLifeCycle.Allows(state, trigger));
        if (expected is not null)
        {
            Assert.Equal(expected[begin.Length..], JobLifeCycle.NameOf(next.Value));
        }
        else
        {
            Assert.Equal(("job-state", JobLifeCycle.NameOf(state)), (next.Errors[0].Code, next.Errors[0].Args[0]));
        }
    }

    [Fact]
    public void States_Over_HaveNoWayOn() =>
        Assert.All(Enum.GetValues<JobState>().Where(JobLifeCycle.IsOver), s => Assert.DoesNotContain(Enum.GetValues<JobTrigger>(), t => JobLifeCycle.Allows(s, t)));

    [Fact]
    public void Diagram_OfTheTable_StandsInTheArchitecture()
    {
        var page = File.ReadAllText(Repository.Locate("docs/architecture.md"));

        Assert.Contains("```mermaid\n" + JobLifeCycle.Diagram() + "```", page, StringComparison.Ordinal);
    }
}
