using System.Text.RegularExpressions;

namespace CleanHeating.Architecture.Tests;

/// <summary>What types may mention and how they may be named.</summary>
internal static partial class TypeRules
{
    private static readonly string[] OutsideDomain = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "System.Data", "System.TimeProvider"];

    private static readonly string[] OutsideKernel =
    [
        "Microsoft", "System.IO", "System.Net", "System.Data", "System.Console", "System.Environment", "System.TimeProvider",
        "System.Diagnostics.Process", "System.Reflection.Assembly", "System.Xml", "System.Threading.Thread", "System.Threading.Tasks",
    ];

    private static readonly string[] EmptyWords = ["Common", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager"];

    /// <summary>Mentions of the outside world by types of Domain namespaces.</summary>
    public static IEnumerable<string> DomainObjections(CompiledAssembly assembly) =>
        from type in assembly.OwnTypes
        let name = TypeNames.Of(assembly.Metadata, type)
        where DomainNamespace().IsMatch(name)
        from used in TypeUses.Of(assembly, type)
        where OutsideDomain.Any(outside => Lies(used, outside))
        select $"{name} uses {used}";

    public static IEnumerable<string> KernelObjections(IEnumerable<string> foreignTypes) =>
        from used in foreignTypes
        where OutsideKernel.Any(outside => Lies(used, outside))
        select $"Kernel uses {used}";

    /// <summary>Names that say nothing: a word of them is enough.</summary>
    public static IEnumerable<string> NameObjections(IEnumerable<string> ownTypes) =>
        from name in ownTypes
        let simple = name[(name.LastIndexOfAny(['.', '+']) + 1)..]
        where !simple.StartsWith('<') && AnyEmpty(simple)
        select name;

    private static bool AnyEmpty(string name) => Words().Matches(name).Any(word => EmptyWords.Contains(word.Value));

    private static bool Lies(string type, string space) =>
        type.StartsWith(space, StringComparison.Ordinal) && (type.Length == space.Length || type[space.Length] is '.' or '+' or '`');

    [GeneratedRegex(@"^CleanHeating(\.\w+)+\.Domain\.")]
    private static partial Regex DomainNamespace();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
