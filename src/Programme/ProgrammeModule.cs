using System.Resources;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Programme;

/// <summary>The room's public face: its part of the data model and its texts.</summary>
public static class ProgrammeModule
{
    public static IModelPart ModelPart { get; } = new ProgrammeModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Programme.Texts", typeof(ProgrammeModule).Assembly);
}
