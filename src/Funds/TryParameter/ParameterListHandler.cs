using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.TryParameter;

/// <summary>A decision about a parameter.</summary>
public sealed record ParameterDecisionLine(string Value, string EffectiveFrom, string Actor, DateTimeOffset At, string Reason);

/// <summary>A parameter on which amounts rest, with the value that holds today and what was decided.</summary>
public sealed record ParameterLine(string Code, string Name, string Value, string Unit, string? Clause, string EffectiveFrom, string PlanValue, IReadOnlyList<string> Schemes, IReadOnlyList<ParameterDecisionLine> Decisions);

/// <summary>The parameters of the programme's money.</summary>
public sealed record ParameterList(IReadOnlyList<ParameterLine> Parameters);

/// <summary>Lists the parameters on which amounts rest.</summary>
public sealed class ParameterListHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<ParameterList> List(CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        var decisions = work.Connection.Query(work.Transaction, "SELECT code, value, effective_from, actor, at, reason FROM parameter_decision WHERE programme = @p0 ORDER BY code, effective_from", programme.Number)
            .Select(r => (Code: r.GetString(0), Line: new ParameterDecisionLine(r.GetString(1), r.GetString(2), r.GetString(3), new DateTimeOffset(r.GetInt64(4), TimeSpan.Zero), r.GetString(5)))).ToLookup(d => d.Code, d => d.Line, StringComparer.Ordinal);
        var used = work.Policy.Plan.Schemes.SelectMany(s => SchemeBuilder.Parameters(s).Select(p => (Parameter: p, Scheme: s.Kind))).ToLookup(u => u.Parameter, u => u.Scheme, StringComparer.Ordinal);
        return new ParameterList([.. programme.Plan.Parameters.All.Where(p => used.Contains(p.Code)).Select(p =>
        {
            var now = work.Policy.Settings.On(p.Code, work.Today);
            return new ParameterLine(
                p.Code, TextCatalog.IsEnglish(culture) ? p.NameEn : p.Name, now.Text, p.Unit, p.Clause, RightDay.Text(now.Since), p.Value, [.. used[p.Code].Distinct(StringComparer.Ordinal)], [.. decisions[p.Code]]);
        })]);
    }
}
