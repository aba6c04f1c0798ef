using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Notices;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform;

/// <summary>The room's part of the data model.</summary>
public static class PlatformModule
{
    public static IModelPart ModelPart { get; } = new PlatformModel(new JournalModel(), new JobModel(), new NoticeModel());

    private sealed class PlatformModel(params IModelPart[] parts) : IModelPart
    {
        public void Configure(ModelBuilder model) => Array.ForEach(parts, p => p.Configure(model));
    }
}
