using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Platform.Tests;

public sealed class AccountRulesTests
{
    // The secret of RFC 6238, appendix B: 12345678901234567890 in Base32; eight digits there.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void CodeAt_TimesOfTheStandard_AreItsCodes(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), 8));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Check_CodeOfAStepNearby_IsTaken(int steps, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

        Assert.Equal(taken, Totp.Check(Key, Totp.CodeAt(Key, Totp.StepAt(now) + steps), now, 0) is not null);
    }

    [Fact]
    public void Check_CodeNotLaterThanTheLast_IsRefused()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
        var step = Totp.Check(Key, Totp.CodeAt(Key, Totp.StepAt(now)), now, 0)!.Value;

        Assert.Null(Totp.Check(Key, Totp.CodeAt(Key, step), now, step));
        Assert.Null(Totp.Check(Key, Totp.CodeAt(Key, step - 1), now, step));
        Assert.Null(Totp.Check(Key, "", now, 0));
    }

    [Theory]
    [InlineData(Role.CityOffice, "", true)]
    [InlineData(Role.Finance, "980101", false)]
    [InlineData(Role.SystemAdministrator, "", false)]
    public void Scope_OfARole_IsTheCityOrItsRegions(Role role, string region, bool all)
    {
        var scope = Account(role, region).Scope;

        Assert.Equal(all, scope.IsAll);
        Assert.Equal(region.Length > 0 || all, scope.Covers(RegionCode.From(980101001001)));
        Assert.Equal(all, scope.Covers(RegionCode.From(980102001001)));
    }

    [Theory]
    [InlineData("980101", "980101001", "980101001000")]
    [InlineData("980101001", "980101", "980101001000")]
    [InlineData("980101", "980102", "")]
    public void Within_RegionsOfAToken_IsWhatBothCover(string own, string token, string both)
    {
        var scope = Scope.OfRegions(Regions(own)).Within(Regions(token));

        Assert.Equal(both, string.Join(',', scope.Regions));
        Assert.False(scope.IsAll);
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(91, true)]
    public void IsDue_PasswordOfSoManyDays_GoesByTheSetting(int days, bool due)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
        var account = Account(Role.Finance, "");
        account.PasswordAt = now.AddDays(-days).UtcTicks;

        Assert.Equal(due, ChangePassword.IsDue(account, new AccountPolicy { PasswordDays = 90 }, now));
        Assert.False(ChangePassword.IsDue(account, new AccountPolicy(), now));
    }

    [Fact]
    public void Codes_OfRolesAndPermissions_AreReadBack()
    {
        Assert.All(Enum.GetValues<Role>(), r => Assert.True(AccountCodes.TryParse(r.Code(), out Role read) && read == r));
        Assert.All(Enum.GetValues<Permission>(), p => Assert.True(AccountCodes.TryParse(p.Code(), out Permission read) && read == p));
        Assert.Equal("system-administrator", Role.SystemAdministrator.Code());
    }

    private static Account Account(Role role, string region) => new() { Id = 1, Name = "a", DisplayName = "A", Role = role, Regions = Regions(region) };

    private static RegionCode[] Regions(string code) => RegionCode.TryParse(code, out var region) ? [region] : [];
}
