using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning;

/// <summary>The plan that is in force in a county, for rooms below.</summary>
public static class ApprovedPlans
{
    /// <summary>Villages with route and households; empty where no plan was approved.</summary>
    public static IReadOnlyList<PlanVillageLine> Of(RoomWork on, int county) => ScenarioModel.Plans.Of(on, county, (int)PlanState.Approved) is [var plan, ..] ? plan.Document.Villages : [];
}
