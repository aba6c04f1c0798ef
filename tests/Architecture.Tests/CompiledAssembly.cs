using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

/// <summary>A built assembly of the product, read without loading it.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private const string Prefix = "CleanHeating.";
    private readonly PEReader _file;

    private CompiledAssembly(string project, string path)
    {
        Project = project;
        _file = new PEReader(File.OpenRead(path));
        Metadata = _file.GetMetadataReader();
    }

    public string Project { get; }

    public MetadataReader Metadata { get; }

    /// <summary>Projects of this product that the compiled code really uses.</summary>
    public IEnumerable<string> UsedProjects =>
        Metadata.AssemblyReferences
            .Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name))
            .Where(name => name == "cleanheat" || name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name == "cleanheat" ? "Cli" : name[Prefix.Length..]);

    /// <summary>Full names of all types of other assemblies that are mentioned anywhere.</summary>
    public IEnumerable<string> ForeignTypes => Metadata.TypeReferences.Select(handle => TypeNames.Of(Metadata, handle));

    public IEnumerable<TypeDefinitionHandle> OwnTypes => Metadata.TypeDefinitions;

    public MethodBodyBlock? Body(MethodDefinition method) => method.RelativeVirtualAddress == 0 ? null : _file.GetMethodBody(method.RelativeVirtualAddress);

    /// <summary>The project's assembly beside these tests, or in the project's own output; null when it is not built.</summary>
    public static CompiledAssembly? Find(string project)
    {
        var name = (project == "Cli" ? "cleanheat" : Prefix + project) + ".dll";
        string[] places = [Path.Combine(AppContext.BaseDirectory, name), Repository.Locate($"src/{project}/bin/Release/net10.0/{name}")];
        return places.FirstOrDefault(File.Exists) is { } path ? new CompiledAssembly(project, path) : null;
    }

    public static CompiledAssembly OfTheseTests() => new("Architecture.Tests", typeof(CompiledAssembly).Assembly.Location);

    public void Dispose() => _file.Dispose();
}
