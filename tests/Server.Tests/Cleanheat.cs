using System.Diagnostics;
using System.Text.Json;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>The program itself over a data folder and a database, as scripts run it.</summary>
internal sealed class Cleanheat(string folder, string? connectionString)
{
    private static readonly string Program = Repository.Locate("src/Cli/bin/Release/net10.0/cleanheat");

    public string Folder => folder;

    public string? ConnectionString => connectionString;

    public int Run(out JsonElement answer, params string[] arguments) => Run(out answer, out _, arguments);

    public int Run(out JsonElement answer, out string errors, params string[] arguments)
    {
        using var process = Start(arguments);
        var told = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors = told.GetAwaiter().GetResult();
        answer = output.Length == 0 ? default : JsonDocument.Parse(output).RootElement;
        return process.ExitCode;
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [.. arguments, "--data", folder, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LANG"] = "en";
        start.Environment.Remove("CLEANHEAT_DATABASE");
        if (connectionString is not null)
        {
            start.ArgumentList.Add("--database");
            start.ArgumentList.Add(connectionString);
        }

        return Process.Start(start)!;
    }
}
