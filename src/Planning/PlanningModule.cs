using System.Resources;

namespace CleanHeating.Planning;

/// <summary>The room's public face beside its readers and solver: its texts. It has no tables and no endpoints yet.</summary>
public static class PlanningModule
{
    public static ResourceManager Texts { get; } = new("CleanHeating.Planning.Texts", typeof(PlanningModule).Assembly);
}
