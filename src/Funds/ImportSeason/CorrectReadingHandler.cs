using System.Globalization;
using System.Text.Json;
using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>A bill that is to be otherwise, or not there at all (null).</summary>
public sealed record ReadingCorrection(string? Season, string? Utility, string? Period, string? Value, string? Reason);

/// <summary>What came of it.</summary>
public sealed record CorrectedReading(string Household, string Period, string? Before, string? After, int RightsChanged);

/// <summary>An import of season files.</summary>
public sealed record SeasonImportLine(string Id, string Season, DateTimeOffset At, string Actor, IReadOnlyDictionary<string, string> Files, SeasonAnswer Answer);

/// <summary>Imports, newest first.</summary>
public sealed record SeasonImportList(IReadOnlyList<SeasonImportLine> Imports);

/// <summary>Corrects one bill; the household's right follows in the same transaction.</summary>
public sealed class CorrectReadingHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<CorrectedReading> Correct(string? id, ReadingCorrection request)
    {
        if (Season.Parse(request.Season) is not { } season || Words.Parse<Metered>(request.Utility) is not { } utility || MonthOf(season, request.Period) is not { } month)
        {
            return new Error("period-format", new ErrorPlace(Path: "period"));
        }

        var hundredths = 0L;
        if (request.Value is { } text && (!FixedPoint.TryParse(text, 2, out hundredths) || hundredths is < 0 or > uint.MaxValue))
        {
            return new Error("number-format", new ErrorPlace(Path: "value"), text);
        }

        if (Reasons.Objection(request.Reason) is { } objection)
        {
            return objection;
        }

        if (!HouseholdId.TryParse(id, out var household))
        {
            return new Error("household-unknown", null, id ?? "");
        }

        new RightsKeeper(workplace, programmes).CatchUp();
        return Repeating.Run(workplace.Database, () => Once(household, season, utility, month, request, request.Value is null ? null : (uint)hundredths));
    }

    public Result<SeasonImportList> Imports()
    {
        using var connection = workplace.Database.Open();
        return new SeasonImportList([.. connection.Query(null, "SELECT id, season, at, actor, files, answer FROM season_import ORDER BY id DESC LIMIT 100").Select(r => new SeasonImportLine(
            r.GetInt64(0).ToString(CultureInfo.InvariantCulture), new Season(r.GetInt32(1)).ToString(), new DateTimeOffset(r.GetInt64(2), TimeSpan.Zero), r.GetString(3),
            JsonSerializer.Deserialize(r.GetString(4), SeasonJson.Default.DictionaryStringString)!, JsonSerializer.Deserialize(r.GetString(5), SeasonJson.Default.SeasonAnswer)!))]);
    }

    private Result<CorrectedReading> Once(HouseholdId household, Season season, Metered utility, int month, ReadingCorrection request, uint? value)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Write(workplace, programme, household.CountyCode, "reading-correct", request.Reason);
        if (!work.Caller.May(Permission.ImportSeason) || new LedgerHouseholds(work.Connection, work.Transaction, work.Scope).Find(household) is null)
        {
            return new LedgerHouseholds(work.Connection, work.Transaction, work.Scope).Missing(household.ToString());
        }

        var row = work.Rows.Find(FundsSeals.MeterPack, household.CountyCode, season.Year, household.Village.Value);
        var (pack, before, readings) = Repacked(row?.Bytes("pack"), household.Sequence, utility, month, value);
        if (before != value)
        {
            _ = row is null ? work.Rows.Insert(FundsSeals.MeterPack, household.CountyCode, season.Year, household.Village.Value, pack, readings, 1)
                : work.Rows.Update(row, ("pack", pack), ("readings", (long)readings), ("version", row.Long("version") + 1));
            work.Journal.Append(household.CountyCode, "corrected", FundsSeals.MeterPack.Name, household.Value, household.Value, (int)(row?.Long("version") ?? 0) + 1, string.Create(
                CultureInfo.InvariantCulture, $$"""{"period":"{{request.Period}}","utility":"{{Words.Of(utility)}}","value":[{{before?.ToString(CultureInfo.InvariantCulture) ?? "null"}},{{value?.ToString(CultureInfo.InvariantCulture) ?? "null"}}]}"""));
        }

        var changed = new RightsReconciler(work, household.CountyCode).One(household, AcceptedHouseholds.Find(work.Connection, work.Transaction, household));
        work.Commit();
        return new CorrectedReading(household.ToString(), request.Period!, Text(before), Text(value), changed);
    }

    private static (byte[] Pack, uint? Before, int Readings) Repacked(byte[]? pack, int sequence, Metered utility, int month, uint? value)
    {
        var entries = new SortedDictionary<(int, Metered), MeterYear>();
        Span<uint> values = stackalloc uint[Season.Months];
        if (pack is not null)
        {
            var reader = new MeterPack.Reader(pack);
            while (reader.Next(values))
            {
                var year = entries[(reader.Sequence, reader.Utility)] = new MeterYear();
                for (var m = 0; m < Season.Months; m++)
                {
                    if ((reader.Months & 1 << m) != 0)
                    {
                        year.Set(m, values[m]);
                    }
                }
            }
        }

        var own = entries.TryGetValue((sequence, utility), out var known) ? known : entries[(sequence, utility)] = new MeterYear();
        var before = own[month];
        if (value is { } now)
        {
            own.Set(month, now);
        }
        else
        {
            own.Clear(month);
        }

        var writer = new MeterPack.Writer();
        writer.Begin();
        foreach (var ((number, what), year) in entries)
        {
            writer.Add(number, what, year.Present, year.Values);
        }

        return (writer.Written.ToArray(), before, entries.Values.Sum(y => System.Numerics.BitOperations.PopCount((uint)y.Present)));
    }

    private static int? MonthOf(Season season, string? period) => (period ?? "").Split('-') is [{ Length: 4 } year, { Length: 2 } month]
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12 ? season.MonthOf(y, m) : null;

    private static string? Text(uint? hundredths) => hundredths is { } value ? FixedPoint.Format(value, 2) : null;
}
