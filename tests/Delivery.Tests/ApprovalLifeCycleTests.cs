using CleanHeating.Delivery.Domain;
using CleanHeating.TestKit;

namespace CleanHeating.Delivery.Tests;

/// <summary>Every state with every trigger, against lists that were written by hand.</summary>
public sealed class ApprovalLifeCycleTests
{
    private static readonly Dictionary<(ProjectState, ProjectTrigger), ProjectState> Projects = new()
    {
        [(ProjectState.Draft, ProjectTrigger.Change)] = ProjectState.Draft,
        [(ProjectState.Draft, ProjectTrigger.Submit)] = ProjectState.Submitted,
        [(ProjectState.Draft, ProjectTrigger.Withdraw)] = ProjectState.Withdrawn,
        [(ProjectState.Submitted, ProjectTrigger.Approve)] = ProjectState.Approved,
        [(ProjectState.Submitted, ProjectTrigger.Refuse)] = ProjectState.Refused,
        [(ProjectState.Submitted, ProjectTrigger.Withdraw)] = ProjectState.Withdrawn,
        [(ProjectState.Approved, ProjectTrigger.Start)] = ProjectState.Started,
        [(ProjectState.Approved, ProjectTrigger.Withdraw)] = ProjectState.Withdrawn,
        [(ProjectState.Started, ProjectTrigger.Finish)] = ProjectState.Finished,
    };

    private static readonly Dictionary<(StepState, StepTrigger), StepState> Steps = new()
    {
        [(StepState.Waiting, StepTrigger.Open)] = StepState.Open,
        [(StepState.Open, StepTrigger.Hold)] = StepState.Open,
        [(StepState.Open, StepTrigger.Grant)] = StepState.Granted,
        [(StepState.Open, StepTrigger.Refuse)] = StepState.Refused,
        [(StepState.Open, StepTrigger.Return)] = StepState.Returned,
        [(StepState.Returned, StepTrigger.Resubmit)] = StepState.Open,
    };

    private static readonly Dictionary<(FirmState, FirmTrigger), FirmState> Firms = new()
    {
        [(FirmState.Registered, FirmTrigger.Change)] = FirmState.Registered,
        [(FirmState.Registered, FirmTrigger.Admit)] = FirmState.Admitted,
        [(FirmState.Registered, FirmTrigger.Refuse)] = FirmState.Refused,
        [(FirmState.Registered, FirmTrigger.Blacklist)] = FirmState.Blacklisted,
        [(FirmState.Admitted, FirmTrigger.Change)] = FirmState.Admitted,
        [(FirmState.Admitted, FirmTrigger.Refuse)] = FirmState.Refused,
        [(FirmState.Admitted, FirmTrigger.Blacklist)] = FirmState.Blacklisted,
        [(FirmState.Refused, FirmTrigger.Change)] = FirmState.Registered,
        [(FirmState.Refused, FirmTrigger.Admit)] = FirmState.Admitted,
        [(FirmState.Refused, FirmTrigger.Blacklist)] = FirmState.Blacklisted,
        [(FirmState.Blacklisted, FirmTrigger.Lift)] = FirmState.Registered,
    };

    private static readonly Dictionary<(DeviceState, DeviceTrigger), DeviceState> Devices = new()
    {
        [(DeviceState.Listed, DeviceTrigger.Change)] = DeviceState.Listed,
        [(DeviceState.Listed, DeviceTrigger.Suspend)] = DeviceState.Suspended,
        [(DeviceState.Listed, DeviceTrigger.Disqualify)] = DeviceState.Disqualified,
        [(DeviceState.Suspended, DeviceTrigger.Change)] = DeviceState.Suspended,
        [(DeviceState.Suspended, DeviceTrigger.Restore)] = DeviceState.Listed,
        [(DeviceState.Suspended, DeviceTrigger.Disqualify)] = DeviceState.Disqualified,
    };

    public static TheoryData<ProjectState, ProjectTrigger> ProjectPairs => new(Pairs<ProjectState, ProjectTrigger>());

    public static TheoryData<StepState, StepTrigger> StepPairs => new(Pairs<StepState, StepTrigger>());

    public static TheoryData<FirmState, FirmTrigger> FirmPairs => new(Pairs<FirmState, FirmTrigger>());

    public static TheoryData<DeviceState, DeviceTrigger> DevicePairs => new(Pairs<DeviceState, DeviceTrigger>());

    [Theory, MemberData(nameof(ProjectPairs))]
    public void ProjectFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(ProjectState state, ProjectTrigger trigger)
    {
        var found = ProjectLifeCycle.Find(state, trigger);

        Assert.Equal(Projects.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "project-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Theory, MemberData(nameof(StepPairs))]
    public void StepFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(StepState state, StepTrigger trigger)
    {
        var found = StepLifeCycle.Find(state, trigger);

        Assert.Equal(Steps.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "step-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Theory, MemberData(nameof(FirmPairs))]
    public void FirmFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(FirmState state, FirmTrigger trigger)
    {
        var found = FirmLifeCycle.Find(state, trigger);

        Assert.Equal(Firms.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "firm-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Theory, MemberData(nameof(DevicePairs))]
    public void DeviceFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(DeviceState state, DeviceTrigger trigger)
    {
        var found = DeviceLifeCycle.Find(state, trigger);

        Assert.Equal(Devices.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "device-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Fact]
    public void Diagrams_OfTheDocumentation_AreTheTables()
    {
        var document = File.ReadAllText(Repository.Locate("docs/architecture.md")).ReplaceLineEndings("\n");

        Assert.Contains(ProjectLifeCycle.Diagram(), document, StringComparison.Ordinal);
        Assert.Contains(StepLifeCycle.Diagram(), document, StringComparison.Ordinal);
        Assert.Contains(FirmLifeCycle.Diagram(), document, StringComparison.Ordinal);
        Assert.Contains(DeviceLifeCycle.Diagram(), document, StringComparison.Ordinal);
    }

    [Theory, InlineData(1, true, "2030-06-24"), InlineData(2, true, "2030-06-25"), InlineData(6, true, "2030-07-01"), InlineData(1, false, "2030-06-22"), InlineData(0, true, "2030-06-21")]
    public void After_AFriday_CountsMondayToFridayOrAll(int days, bool working, string last) =>
        Assert.Equal(last, WorkDays.Text(WorkDays.After(new DateOnly(2030, 6, 21), days, working)));

    private static IEnumerable<(TState, TTrigger)> Pairs<TState, TTrigger>() where TState : struct, Enum where TTrigger : struct, Enum =>
        Enum.GetValues<TState>().SelectMany(_ => Enum.GetValues<TTrigger>(), (s, t) => (s, t));
}
