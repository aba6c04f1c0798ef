using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Server.SignIn;

/// <summary>Accounts, sessions and tokens as they are written in answers, and read from requests.</summary>
internal sealed class AccountView(ProgrammeStore programmes)
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

    public SessionAnswer Of(SessionLine session, long? current) => new(
        Text(session.Id), session.Id == current, session.Way, Time(session.CreatedAt), Time(session.SeenAt), Time(session.EndsAt), session.Address, session.Device);

    public TokenAnswer Of(TokenLine token) => new(
        Text(token.Id), token.Name, [.. token.Permissions.Select(p => p.Code())], Regions(token.Regions), Time(token.CreatedAt), Time(token.ExpiresAt), token.UsedAt is { } used ? Time(used) : null);

    public static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
