using CleanHeating.Kernel;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>Accounts as stored, on every database: what must never be at once is not, and what was changed behind them is not believed.</summary>
public sealed class AccountStorageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MovableClock _clock = new();
    private Workplace _workplace = null!;
    private AccountBook _book = null!;

    [Theory, EveryDatabase]
    public async Task Account_StoredAndRead_IsTheSame(string kind)
    {
        Open(kind);
        var added = await Add("wang.li", Role.CountyOffice, "Wang Li", "A17", RegionCode.OfCounty(980101));

        var read = _book.Find("WANG.LI")!;

        Assert.Equal((added.Id, "wang.li", "Wang Li", Role.CountyOffice, "A17", 1), (read.Id, read.Name, read.DisplayName, read.Role, read.StaffNumber, read.Version));
        Assert.Equal([RegionCode.OfCounty(980101)], read.Regions);
        Assert.True(new LedgerVerifier(_workplace.Database, _workplace.Keys).Run().Ok);
    }

    [Theory, EveryDatabase]
    public async Task Add_SameNameInOtherCase_IsTaken(string kind)
    {
        Open(kind);
        await Add("wang.li", Role.Finance, "Wang Li");

        Assert.Equal("account-name-taken", (await Handler().Add("Wang.LI", new AccountRequest("Other", Role.Finance, []), null, null)).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Administrators_OnePersonInTwoRoles_IsRefused(string kind)
    {
        Open(kind);
        await Add("sys", Role.SystemAdministrator, "Zhang Wei", "7");

        Assert.Equal("administrators-not-separate", (await Handler().Add("sec", new AccountRequest("zhang wei ", Role.SecurityOfficer, []), null, null)).Errors[0].Code);
        Assert.Equal("administrators-not-separate", (await Handler().Add("sec", new AccountRequest("Somebody", Role.Audit, [], null, "7"), null, null)).Errors[0].Code);
        Assert.True((await Handler().Add("sys2", new AccountRequest("Zhang Wei", Role.SystemAdministrator, []), null, null)).IsOk);
        Assert.True((await Handler().Add("sec", new AccountRequest("Li Na", Role.SecurityOfficer, []), null, null)).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Administrators_OnePersonInTwoRolesAtOnce_OnlyOneComesThrough(string kind)
    {
        Open(kind);

        for (var round = 0; round < 5; round++)
        {
            var person = $"Person {round}";
            var answers = await Task.WhenAll(
                Task.Run(() => Handler().Add($"sec{round}", new AccountRequest(person, Role.SecurityOfficer, []), null, null)),
                Task.Run(() => Handler().Add($"aud{round}", new AccountRequest(person, Role.Audit, []), null, null)),
                Task.Run(() => Handler().Add($"sys{round}", new AccountRequest(person, Role.SystemAdministrator, []), null, null)));
            Assert.Single(answers, a => a.IsOk);
            Assert.Equal(2, answers.Count(a => !a.IsOk && a.Errors[0].Code == "administrators-not-separate"));
        }
    }

    [Theory, EveryDatabase]
    public async Task Administrators_LastTwoDisabledAtOnce_OneStays(string kind)
    {
        Open(kind);
        var one = await Add("one", Role.SystemAdministrator, "One");
        var other = await Add("other", Role.SystemAdministrator, "Other");

        var answers = await Task.WhenAll(new[] { one, other }.Select(a => Task.Run(() => Handler().Change(a.Id, 1, new AccountRequest(a.DisplayName, a.Role, [], IsDisabled: true), "test"))));

        Assert.Single(answers, a => a.IsOk);
        Assert.Equal("last-administrator", answers.Single(a => !a.IsOk).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Change_StaleVersion_IsAConflictAndNothingIsLost(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Finance, "Li");
        Assert.True((await Handler().Change(account.Id, 1, new AccountRequest("Li Ming", Role.Finance, []), "spelling")).IsOk);

        Assert.Equal("version-conflict", (await Handler().Change(account.Id, 1, new AccountRequest("Li Fang", Role.Finance, []), "spelling")).Errors[0].Code);
        Assert.Equal(("Li Ming", 2), (_book.Find("li")!.DisplayName, _book.Find("li")!.Version));
        Assert.Equal(2, (await Handler().Change(account.Id, 2, new AccountRequest("Li Ming", Role.Finance, []), "nothing")).Value.Version);
        Assert.Equal(2, Entries(account.Id).Count);
    }

    [Theory, EveryDatabase]
    public async Task Journal_OfEveryAct_HasReasonAndNoSecret(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Finance, "Li");
        var link = (await Handler().ResetPassword(account.Id, null, "forgotten")).Value.Link!;
        Assert.True((await SignIn().ByLink(link, "Winter-2030-warm", new Origin("::1", "test"))).IsOk);
        await Handler().Change(account.Id, 1, new AccountRequest("Li Ming", Role.Finance, [RegionCode.OfCounty(980101)]), "moved");

        var entries = Entries(account.Id);

        Assert.Equal(["created", "password-reset", "password-set", "signed-in", "updated"], entries.Select(e => e.Action));
        Assert.Equal(("forgotten", "moved"), (entries[1].Reason, entries[4].Reason));
        Assert.Contains("980101000000", entries[4].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(entries, e => (e.Detail ?? "").Contains("Winter", StringComparison.Ordinal) || (e.Detail ?? "").Contains(link, StringComparison.Ordinal) || (e.Detail ?? "").Contains("AQAAAA", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task Row_ChangedBehindTheSoftware_LetsNobodyIn(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Village, "Li", null, RegionCode.From(980101001001));
        var sessions = new Sessions(_workplace, _book);
        var session = sessions.Begin(account, "password", new Origin(null, null)).Value;
        var token = new Tokens(_workplace, _book).Add(account, "t", [Permission.ReadLedger], [], _clock.GetUtcNow().AddDays(1)).Value.Secret;
        Assert.NotNull(sessions.Find(session));

        Execute("UPDATE account_token SET permissions = 'read-ledger,export-ledger'");
        Assert.Null(new Tokens(_workplace, _book).Find(token));
        Execute("UPDATE account_session SET ends_at = ends_at + 864000000000");
        Assert.Null(new Sessions(_workplace, _book).Find(session));
        Execute("UPDATE account SET role = 'city-office', regions = ''");
        Assert.Throws<BrokenSealException>(() => _book.Find("li"));
        Assert.Contains(new LedgerVerifier(_workplace.Database, _workplace.Keys).Run().Broken, b => b.Table == "account");
    }

    [Theory, EveryDatabase]
    public async Task Disabling_WithATamperedSession_IsNotHindered(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Finance, "Li");
        var session = new Sessions(_workplace, _book).Begin(account, "password", new Origin(null, null)).Value;
        Execute("UPDATE account_session SET ends_at = ends_at + 864000000000");

        var changed = await Handler().Change(account.Id, 1, new AccountRequest("Li", Role.Finance, [], IsDisabled: true), "left");

        Assert.True(changed.IsOk);
        Assert.Null(new Sessions(_workplace, _book).Find(session));
        Assert.Empty(new Sessions(_workplace, _book).List(account.Id));
        Assert.Contains(new LedgerVerifier(_workplace.Database, _workplace.Keys).Run().Broken, b => b.Table == "account_session");
    }

    [Theory, EveryDatabase]
    public async Task Session_OfADisabledAccount_EndsAtOnce(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Finance, "Li");
        var sessions = new Sessions(_workplace, _book);
        var session = sessions.Begin(account, "password", new Origin(null, null)).Value;
        Assert.NotNull(sessions.Find(session));

        await Handler().Change(account.Id, 1, new AccountRequest("Li", Role.Finance, [], IsDisabled: true), "left");

        Assert.Null(sessions.Find(session));
        Assert.False(sessions.Begin(account, "password", new Origin(null, null)).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Session_EndedByAnotherServer_IsSeenWithinSeconds(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Finance, "Li");
        var (here, there) = (new Sessions(_workplace, _book), new Sessions(_workplace, new AccountBook(_workplace, new AccountPolicy())));
        var session = here.Begin(account, "password", new Origin(null, null)).Value;
        Assert.NotNull(here.Find(session));

        there.EndAll(account, null, "test");
        _clock.Move(TimeSpan.FromSeconds(3));

        Assert.Null(here.Find(session));
    }

    [Theory, EveryDatabase]
    public async Task Keep_LastUse_IsWrittenAndWhatRanOutIsGone(string kind)
    {
        Open(kind);
        var account = await Add("li", Role.Finance, "Li");
        var (sessions, tokens) = (new Sessions(_workplace, _book), new Tokens(_workplace, _book));
        var session = sessions.Begin(account, "password", new Origin(null, null)).Value;
        sessions.Begin(account, "password", new Origin(null, null));
        var token = tokens.Add(account, "t", [Permission.ReadLedger], [], _clock.GetUtcNow().AddDays(1)).Value;
        _clock.Move(TimeSpan.FromMinutes(29));
        Assert.NotNull(sessions.Find(session));
        Assert.NotNull(tokens.Find(token.Secret));
        _clock.Move(TimeSpan.FromMinutes(2));

        sessions.Keep();
        tokens.Keep();

        Assert.Single(new Sessions(_workplace, _book).List(account.Id));
        Assert.NotNull(new Tokens(_workplace, _book).List(account.Id).Single().UsedAt);
        Assert.NotNull(new Sessions(_workplace, _book).Find(session));
    }

    public void Dispose()
    {
        _workplace?.Dispose();
        _folder.Dispose();
    }

    private void Open(string kind)
    {
        _workplace = new Workplace(_folder.Path, TestDatabases.Open(kind), KeyRing.OpenOrCreate(_folder.Path), new TextCatalog([AccountsModule.Texts]), _clock, new TimeOrderedId(_clock));
        _book = new AccountBook(_workplace, new AccountPolicy());
    }

    private AccountHandler Handler() => new(_workplace, _book, new Sessions(_workplace, _book), new Links(_workplace, _book), new SecondFactor(_workplace, _book));

    private SignInHandler SignIn() => new(_book, new Sessions(_workplace, _book), new Links(_workplace, _book));

    private async Task<Account> Add(string name, Role role, string displayName, string? staffNumber = null, params RegionCode[] regions) =>
        (await Handler().Add(name, new AccountRequest(displayName, role, regions, null, staffNumber), null, "test")).Value.Account;

    private void Execute(string statement)
    {
        using var connection = _workplace.Database.Open();
        connection.Execute(null, statement);
    }

    private List<(string Action, string? Reason, string? Detail)> Entries(long account)
    {
        using var connection = _workplace.Database.Open();
        return [.. connection.Query(null, "SELECT action, reason, detail FROM journal_entry WHERE county_code = 0 AND target = 'account' AND first_key = @p0 ORDER BY number", account)
            .Select(r => (r.GetString(0), r.TextOrNull(1), r.TextOrNull(2)))];
    }
}
