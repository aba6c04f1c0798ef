using System.Diagnostics;

namespace CleanHeating.TestKit;

/// <summary>PostgreSQL refuses to run as root; there, its programs run as the account that its Debian package makes.</summary>
internal static class PostgresAccount
{
    private const string Name = "postgres";

    public static bool Needed { get; } = Environment.IsPrivilegedProcess;

    public static ProcessStartInfo Command(string program, params ReadOnlySpan<string> arguments) =>
        Needed ? new("setpriv", ["--reuid", Name, "--regid", Name, "--init-groups", program, .. arguments]) : new(program, [.. arguments]);

    public static void GiveFolder(string folder)
    {
        using var process = Process.Start("chown", [Name, folder]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Could not give {folder} to the account '{Name}'.");
        }
    }
}
