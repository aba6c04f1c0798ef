using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform;

/// <summary>The room's part of the data model.</summary>
public static class PlatformModule
{
    public static IModelPart ModelPart { get; } = new JournalModel();
}
