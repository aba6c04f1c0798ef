using System.CommandLine;
using CleanHeating.Cli.Output;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Server.Composition;
using CleanHeating.Server.Hosting;
using CleanHeating.Server.Settings;
using CleanHeating.Server.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CleanHeating.Cli.Commands;

internal static class ServeCommand
{
    public static readonly Option<string?> Urls = new("--urls") { Description = "addresses to listen on, with ; between; otherwise those of settings.json, or this machine's own at port 5080" };
    public static readonly Option<string?> Web = new("--web") { Description = "folder of the built web application" };

    public static Command Create()
    {
        var command = new Command("serve", "Serve the web application and the HTTP interface") { Urls, Web };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => Run(workplace, terminal, parsed.GetValue(Urls), parsed.GetValue(Web), demo: false)));
        return command;
    }

    public static int Run(Workplace workplace, Terminal terminal, string? urls, string? web, bool demo)
    {
        new OutstandingCounts(workplace, new ProgrammeStore(workplace)).Refresh();
        var settings = SettingsFile.Read(workplace.Folder);
        var listen = urls ?? (settings.Listen.Count > 0 ? string.Join(';', settings.Listen) : WebHost.UsualUrl);
        using var app = WebHost.Build(workplace, new Server.Hosting.HostOptions(listen, web ?? FindWeb(), demo, settings));
        var book = app.Services.GetRequiredService<AccountBook>();
        if (demo)
        {
            new DemoAccounts(workplace, book).Make().GetAwaiter().GetResult();
            new DemoDay(workplace).Prepare();
        }

        app.StartAsync().GetAwaiter().GetResult();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        terminal.Line(terminal.Text("serve.at", string.Join(", ", addresses)));
        if (demo)
        {
            terminal.Line(terminal.Text("serve.demo"));
        }
        else if (book.IsEmpty())
        {
            terminal.Line(terminal.Text("serve.set-up", addresses.First().TrimEnd('/') + SignInPages.SetUp + app.Services.GetRequiredService<Links>().SetUp(GlobalOptions.Actor)));
        }

        app.WaitForShutdownAsync().GetAwaiter().GetResult();
        return Exit.Done;
    }

    // Beside the program where it was installed; in a working copy, where it was built.
    private static string? FindWeb()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var candidate in new[] { Path.Combine(folder.FullName, "wwwroot"), Path.Combine(folder.FullName, "web", "dist") })
            {
                if (File.Exists(Path.Combine(candidate, "index.html")))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
