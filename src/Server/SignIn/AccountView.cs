using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Server.SignIn;

/// <summary>Accounts, sessions and tokens as they are written in answers, and read from requests.</summary>
internal sealed class AccountView(ProgrammeStore programmes, Platform.Workplace workplace)
{
    public IReadOnlyList<RegionLine> Regions(IEnumerable<RegionCode> regions)
    {
        var divisions = programmes.Current()?.Plan.Divisions;
        return [.. regions.Select(r => new RegionLine(r.ToString(), divisions?.NameOf(r) ?? ""))];
    }

    /// <summary>Regions by their codes; one that the programme does not have is refused.</summary>
    public Result<IReadOnlyList<RegionCode>> Read(IReadOnlyList<string>? codes)
    {
        var divisions = programmes.Current()?.Plan.Divisions;
        var (regions, errors) = (new List<RegionCode>(), new List<Error>());
        foreach (var code in codes ?? [])
        {
            if (RegionCode.TryParse(code, out var region) && (divisions is null || divisions.Has(region)))
            {
                regions.Add(region);
            }
            else
            {
                errors.Add(new Error("region-unknown", new ErrorPlace(Path: "regions"), code ?? ""));
            }
        }

        return errors.Count > 0 ? errors : regions;
    }

    public static SessionAnswer Of(SessionLine session, long? current) => new(
        Text(session.Id), session.Id == current, session.Way, Time(session.CreatedAt), Time(session.SeenAt), Time(session.EndsAt), session.Address, session.Device);

    public AccountAnswer Of(Account a) => new(
        Text(a.Id), a.Name, a.DisplayName, a.Role.Code(), Regions(a.Regions), a.CreditCode, a.StaffNumber, a.IsDisabled, a.IsDemo, a.MustChangePassword, a.HasPassword, a.HasSecondFactor,
        a.LockedUntil is { } until && until > workplace.Time.GetUtcNow().UtcTicks ? Time(until) : null, Time(a.CreatedAt), a.SignedInAt is { } at ? Time(at) : null, a.Version);

    /// <summary>What a request says of an account; every code that is not known is told.</summary>
    public Result<AccountRequest> Request(string? displayName, string? role, IReadOnlyList<string>? regions, string? creditCode, string? staffNumber, bool disabled)
    {
        var places = Read(regions);
        if (!AccountCodes.TryParse(role, out Role known))
        {
            return (List<Error>)[new Error("role-unknown", new ErrorPlace(Path: "role"), role ?? ""), .. places.Errors];
        }

        return places.IsOk ? new AccountRequest(displayName ?? "", known, places.Value, creditCode, staffNumber, disabled) : Result<AccountRequest>.Fail(places.Errors);
    }

    public TokenAnswer Of(TokenLine token) => new(
        Text(token.Id), token.Name, [.. token.Permissions.Select(p => p.Code())], Regions(token.Regions), Time(token.CreatedAt), Time(token.ExpiresAt), token.UsedAt is { } used ? Time(used) : null);

    public static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
