using System.Resources;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger;

/// <summary>The room's public face: its part of the data model and its texts.</summary>
public static class LedgerModule
{
    public static IModelPart ModelPart { get; } = new LedgerModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Ledger.Texts", typeof(LedgerModule).Assembly);
}
