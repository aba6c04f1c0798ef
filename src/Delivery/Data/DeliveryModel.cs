using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>The room's tables.</summary>
internal sealed class DeliveryModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed { get; } = [.. ProjectModel.Sealed, .. FirmModel.Sealed, .. ConstructionModel.Sealed, .. FileModel.Sealed];

    public void Configure(ModelBuilder model)
    {
        ProjectModel.Configure(model);
        FirmModel.Configure(model);
        ConstructionModel.Configure(model);
        FileModel.Configure(model);
    }
}
