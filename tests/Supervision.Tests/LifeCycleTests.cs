using System.Text.RegularExpressions;
using CleanHeating.Supervision.Domain;
using CleanHeating.TestKit;

namespace CleanHeating.Supervision.Tests;

public sealed partial class LifeCycleTests
{
    // Written out once more, so that a slip in the table does not pass as its own proof.
    private static readonly Dictionary<(ReportState, ReportTrigger), ReportState> Allowed = new()
    {
        [(ReportState.Draft, ReportTrigger.Refresh)] = ReportState.Draft,
        [(ReportState.Draft, ReportTrigger.Submit)] = ReportState.Submitted,
        [(ReportState.Submitted, ReportTrigger.Return)] = ReportState.Returned,
        [(ReportState.Submitted, ReportTrigger.Accept)] = ReportState.Accepted,
        [(ReportState.Returned, ReportTrigger.Refresh)] = ReportState.Returned,
        [(ReportState.Returned, ReportTrigger.Submit)] = ReportState.Submitted,
        [(ReportState.Accepted, ReportTrigger.Lock)] = ReportState.Locked,
        [(ReportState.Locked, ReportTrigger.Correct)] = ReportState.Locked,
    };

    public static TheoryData<ReportState, ReportTrigger> EveryPair
    {
        get
        {
            var pairs = new TheoryData<ReportState, ReportTrigger>();
            foreach (var state in Enum.GetValues<ReportState>())
            {
                foreach (var trigger in Enum.GetValues<ReportTrigger>())
                {
                    pairs.Add(state, trigger);
                }
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Find_EveryPair_LeadsOnOrIsRefused(ReportState state, ReportTrigger trigger)
    {
        var found = ReportLifeCycle.Find(state, trigger);

        if (Allowed.TryGetValue((state, trigger), out var to))
        {
            Assert.Equal(to, found.Value.To);
        }
        else
        {
            Assert.Equal("report-state", Assert.Single(found.Errors).Code);
        }
    }

    [Fact]
    public void Table_ActsOfTheLevelAbove_AreAllButDraftingAndSubmitting()
    {
        Assert.All(ReportLifeCycle.Table, t => Assert.Equal(t.Trigger is not (ReportTrigger.Refresh or ReportTrigger.Submit), t.ByLevelAbove));
        Assert.Equal([ReportTrigger.Return, ReportTrigger.Correct], ReportLifeCycle.Table.Where(t => t.NeedsReason).Select(t => t.Trigger));
    }

    [Fact]
    public void Diagram_InTheDocumentation_IsTheTable()
    {
        var text = File.ReadAllText(Repository.Locate("docs/architecture.md"));

        Assert.Contains(ReportLifeCycle.Diagram(), Mermaid().Matches(text).Select(m => m.Groups["diagram"].Value));
    }

    [GeneratedRegex("```mermaid\n(?<diagram>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Mermaid();
}
