using System.Data.Common;
using System.Globalization;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.Data;

/// <summary>Kinds of rights, as numbers in the database.</summary>
internal static class RightKinds
{
    public const int Capital = 1, Operating = 2;

    public static string Word(int kind) => kind == Capital ? SchemePlan.Capital : SchemePlan.Operating;

    public static int? Parse(string? word) => word switch { SchemePlan.Capital => Capital, SchemePlan.Operating => Operating, _ => null };
}

/// <summary>What a programme means for the money: its schemes as they hold on any day, with what persons decided after the plan.</summary>
internal sealed class FundsPolicy(LoadedProgramme programme, Settings settings)
{
    private readonly Dictionary<(string, DateOnly), SubsidyScheme> _schemes = [];

    public LoadedProgramme Programme => programme;

    public FundsPlan Plan { get; } = programme.Plan.Funds ?? FundsPlan.Usual;

    public Settings Settings => settings;

    public static FundsPolicy Of(DbConnection connection, DbTransaction? transaction, LoadedProgramme programme) =>
        new(programme, new Settings(programme.Plan.Parameters, [.. ReadDecisions(connection, transaction, programme)]));

    /// <summary>The same money with one more decision: what would be.</summary>
    public FundsPolicy With(Setting setting) => new(programme, settings.With(setting));

    public SubsidyScheme On(string kind, DateOnly day)
    {
        if (!_schemes.TryGetValue((kind, day), out var scheme))
        {
            _schemes.Add((kind, day), scheme = SchemeBuilder.Build(Plan, kind, settings, day));
        }

        return scheme;
    }

    public SubsidyScheme Operating(Season season) => On(SchemePlan.Operating, season.Begins);

    private static IEnumerable<Setting> ReadDecisions(DbConnection connection, DbTransaction? transaction, LoadedProgramme programme)
    {
        foreach (var r in connection.Query(transaction, "SELECT code, value, effective_from, actor, reason FROM parameter_decision WHERE programme = @p0 ORDER BY code, effective_from", programme.Number))
        {
            var since = DateOnly.ParseExact(r.GetString(2), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (programme.Plan.Parameters.Find(r.GetString(0)) is { } parameter && Setting.With(parameter, r.GetString(1), since, r.GetString(3), r.GetString(4)) is { } setting)
            {
                yield return setting;
            }
        }
    }
}
