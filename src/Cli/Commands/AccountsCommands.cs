using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Server.Hosting;
using CleanHeating.Server.Settings;
using CleanHeating.Server.SignIn;

namespace CleanHeating.Cli.Commands;

/// <summary>An account as programs read it; the link is there where one was made.</summary>
internal sealed record AccountDocument(string Name, string DisplayName, string Role, IReadOnlyList<string> Regions, bool Disabled, bool SecondFactor, string? Link = null);

internal sealed record AccountsDocument(IReadOnlyList<AccountDocument> Accounts);

/// <summary>Accounts, for those at the machine itself: the way in when nobody can sign in any more.</summary>
internal static class AccountsCommands
{
    private const int MostRows = 100_000;
    private static readonly Option<string> Address = new("--address") { Description = "address of the server, for the link", DefaultValueFactory = _ => WebHost.UsualUrl };

    public static Command Create() => new("accounts", "Accounts: add, list, make a link for a new password") { Add(), List(), ResetLink() };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "name to sign in with" };
        var role = new Option<string>("--role") { Description = "role: " + string.Join(", ", Enum.GetValues<Role>().Select(r => r.Code())), Required = true };
        var display = new Option<string?>("--display-name") { Description = "name that others see" };
        var regions = new Option<string[]>("--region") { Description = "code of a county, township or village", AllowMultipleArgumentsPerToken = true };
        var firm = new Option<string?>("--credit-code") { Description = "firm of an enterprise" };
        var staff = new Option<string?>("--staff-number") { Description = "the office's own number of the person" };
        var command = new Command("add", "Add an account; its owner sets a password by the link") { name, role, display, regions, firm, staff, Address };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            if (!AccountCodes.TryParse(parsed.GetValue(role), out Role known))
            {
                return terminal.Refuse([new Error("role-unknown", null, parsed.GetValue(role)!)]);
            }

            var places = (parsed.GetValue(regions) ?? []).Select(r => (Text: r, Ok: RegionCode.TryParse(r, out var code), Code: code)).ToList();
            if (places.Exists(p => !p.Ok))
            {
                return terminal.Refuse([.. places.Where(p => !p.Ok).Select(p => new Error("region-unknown", null, p.Text))]);
            }

            var request = new AccountRequest(parsed.GetValue(display) ?? parsed.GetValue(name)!, known, [.. places.Select(p => p.Code)], parsed.GetValue(firm), parsed.GetValue(staff));
            return Linked(terminal, parsed.GetValue(Address)!, Handler(workplace).Add(parsed.GetValue(name)!, request, null, null).GetAwaiter().GetResult());
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the accounts");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var accounts = Book(workplace).List(null, null, null, MostRows);
            terminal.Table(
                ["column.account", "column.display-name", "column.role", "column.region", "column.state", "column.signed-in"],
                accounts.Select(a => new[]
                {
                    a.Name, a.DisplayName, a.Role.Code(), string.Join(' ', a.Regions), terminal.Text(a.IsDisabled ? "account.disabled" : a.HasPassword ? "account.enabled" : "account.no-password"),
                    a.SignedInAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "–",
                }));
            terminal.Answer(new AccountsDocument([.. accounts.Select(a => Document(a))]));
            return Exit.Done;
        }));
        return command;
    }

    private static Command ResetLink()
    {
        var name = new Argument<string>("name") { Description = "name of the account" };
        var command = new Command("reset-link", "End an account's sessions and tokens and make a link for a new password") { name, Address };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => Book(workplace).Find(parsed.GetValue(name)!) is not { } account
            ? terminal.Refuse([new Error("account-unknown", null, parsed.GetValue(name)!)])
            : Linked(terminal, parsed.GetValue(Address)!, Handler(workplace).ResetPassword(account.Id, null, null).GetAwaiter().GetResult())));
        return command;
    }

    private static int Linked(Terminal terminal, string address, Result<AccountWithLink> result)
    {
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        var link = address.TrimEnd('/') + SignInPages.Password + result.Value.Link;
        terminal.Line(terminal.Text("account.link", result.Value.Account.Name, link));
        terminal.Answer(Document(result.Value.Account, link));
        return Exit.Done;
    }

    private static AccountDocument Document(Account a, string? link = null) => new(a.Name, a.DisplayName, a.Role.Code(), [.. a.Regions.Select(r => r.ToString())], a.IsDisabled, a.HasSecondFactor, link);

    private static AccountBook Book(Workplace workplace) => new(workplace, SettingsFile.Read(workplace.Folder).Accounts.Policy(demo: false));

    private static AccountHandler Handler(Workplace workplace)
    {
        var book = Book(workplace);
        return new AccountHandler(workplace, book, new Sessions(workplace, book), new Links(workplace, book), new SecondFactor(workplace, book));
    }
}
