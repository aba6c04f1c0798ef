using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Server.Composition;

namespace CleanHeating.Cli.Commands;

/// <summary>Options that every command takes, and what they open.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string> Data = new("--data") { Description = "data folder", DefaultValueFactory = _ => "./data", Recursive = true };
    public static readonly Option<string?> Database = new("--database") { Description = "PostgreSQL connection string; the embedded database without one (or CLEANHEAT_DATABASE)", Recursive = true };
    public static readonly Option<bool> Json = new("--json") { Description = "one JSON document on standard output", Recursive = true };
    public static readonly Option<string?> Lang = new("--lang") { Description = "zh or en", Recursive = true };

    public static CultureInfo Culture(ParseResult parsed) => TextCatalog.Culture(
        parsed.GetValue(Lang) ?? Environment.GetEnvironmentVariable("LC_ALL") ?? Environment.GetEnvironmentVariable("LANG"));

    public static Terminal Terminal(ParseResult parsed) => new(Culture(parsed), parsed.GetValue(Json));

    public static string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);

    public static string? ConnectionString(ParseResult parsed) => parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable("CLEANHEAT_DATABASE");

    public static Workplace Open(ParseResult parsed) => Product.Open(Folder(parsed), ConnectionString(parsed), TimeProvider.System);

    /// <summary>Who acts on a command line: the operating system's user.</summary>
    public static string Actor => Environment.UserName;
}
