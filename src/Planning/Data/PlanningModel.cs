using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Planning.Data;

/// <summary>The room's tables.</summary>
internal sealed class PlanningModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed { get; } = [.. SupplyModel.Sealed, .. ScenarioModel.Sealed];

    public void Configure(ModelBuilder model)
    {
        SupplyModel.Configure(model);
        ScenarioModel.Configure(model);
    }
}
