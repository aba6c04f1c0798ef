using System.Data.Common;
using System.Globalization;
using CleanHeating.Acceptance;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MoveHousehold;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>What workbooks say of acceptance becomes acceptances, on both databases.</summary>
public sealed class AdoptionStorageTests
{
    private const int County = 980101;
    private const string Stone = "980103001202";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory, EveryDatabase]
    public void CatchUp_AfterAnImport_AdoptsWhatPassedAndOpensWhatFailed(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, Row(1, "合格"), Row(2, "合格"), Row(3, "不合格"), Row(4, null));

        var answer = new WorkbookAcceptances(city.Workplace).CatchUp();

        Assert.Equal(new AdoptionAnswer(1, 2, 0, 0, 1, 0), answer);
        Assert.All(Accepted(city), a => Assert.Equal((new DateOnly(2030, 6, 1), AcceptanceSource.Workbook, AcceptanceState.Unconfirmed, 1), (a.Day, a.Source, a.State, a.Version)));
        Assert.Equal(1, Count(city, "rectification", "state = 0 AND source = 1 AND who = '某公司'"));
        Assert.Equal(0, Count(city, "ledger_event", "1 = 1"));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void CatchUp_NothingNew_WritesNothing(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, Row(1, "合格"));
        new WorkbookAcceptances(city.Workplace).CatchUp();
        Import(city, Row(1, "合格"));
        var entries = Count(city, "journal_entry", "1 = 1");

        var answer = new WorkbookAcceptances(city.Workplace).CatchUp();

        Assert.Equal(AdoptionAnswer.Nothing, answer);
        Assert.Equal(entries, Count(city, "journal_entry", "1 = 1"));
    }

    [Theory, EveryDatabase]
    public void CatchUp_LaterWorkbooks_TakeBackGiveAgainAndRedate(string kind)
    {
        using var city = InventedCity.Open(kind);
        var acceptances = new WorkbookAcceptances(city.Workplace);
        Import(city, Row(1, "合格"), Row(2, "不合格"), Row(3, "合格"));
        acceptances.CatchUp();

        Import(city, Row(1, null), Row(2, "合格"), Row(3, "合格", new DateOnly(2030, 6, 9)));
        Assert.Equal(new AdoptionAnswer(1, 1, 1, 1, 0, 1), acceptances.CatchUp());
        var first = Accepted(city)[0];
        Assert.Equal((AcceptanceState.Withdrawn, WithdrawnBy.Ledger, 2, false), (first.State, first.WithdrawnBy, first.Version, first.Counts));
        Assert.Equal(new DateOnly(2030, 6, 9), Accepted(city).Single(a => a.Version == 2 && a.Counts).Day);
        Assert.Equal(1, Count(city, "rectification", "state = 2"));

        Import(city, Row(1, "合格"), Row(2, null), Row(3, "不合格"));
        Assert.Equal(new AdoptionAnswer(1, 1, 2, 0, 1, 0), acceptances.CatchUp());
        Assert.Equal((AcceptanceState.Unconfirmed, WithdrawnBy.Nobody, 3), (Accepted(city)[0].State, Accepted(city)[0].WithdrawnBy, Accepted(city)[0].Version));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void CatchUp_AfterACorrection_LooksAtThatHouseholdAlone(string kind)
    {
        using var city = InventedCity.Open(kind);
        var acceptances = new WorkbookAcceptances(city.Workplace);
        Import(city, Row(1, "合格"), Row(2, null));
        acceptances.CatchUp();
        var rows = Households(city);

        Correct(city, rows[1], ("accepted", "2030-06-02"), ("result", "passed"));
        Correct(city, rows[0], ("result", "failed"));

        Assert.Equal(new AdoptionAnswer(1, 1, 1, 0, 1, 0), acceptances.CatchUp());
        Assert.Equal([AcceptanceState.Withdrawn, AcceptanceState.Unconfirmed], Accepted(city).Select(a => a.State));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Move_OfAnAdoptedHousehold_CarriesItsAcceptance(string kind)
    {
        using var city = InventedCity.Open(kind);
        var acceptances = new WorkbookAcceptances(city.Workplace);
        Import(city, Row(1, "合格"), Row(2, "不合格"));
        acceptances.CatchUp();
        var rows = Households(city);

        var moved = rows.ConvertAll(r => Move(city, r, [AcceptanceModule.Follower([])]).Value);

        Assert.Empty(Accepted(city));
        Assert.Equal(new AdoptionAnswer(1, 1, 0, 0, 1, 0), acceptances.CatchUp());
        using var connection = city.Workplace.Database.Open();
        Assert.True(HouseholdId.TryParse(moved[0].Id, out var there));
        Assert.Equal(AcceptanceState.Unconfirmed, AcceptedHouseholds.Find(connection, null, there)!.State);
        Assert.Equal(0, Count(city, "rectification", "1 = 1"));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Move_WhereARoomForgotToAsk_TheDatabaseRefuses(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, Row(1, "合格"));
        new WorkbookAcceptances(city.Workplace).CatchUp();

        var refused = Move(city, Households(city)[0], []);

        Assert.Equal("household-held", Assert.Single(refused.Errors).Code);
        Assert.Single(Accepted(city));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public async Task CatchUp_ManyAtOnce_EachHouseholdIsAdoptedOnce(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, [.. Enumerable.Range(1, 60).Select(i => Row(i, "合格"))]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new WorkbookAcceptances(city.Workplace).CatchUp())));

        Assert.Equal(60, answers.Sum(a => a.Adopted));
        Assert.Equal(60, Accepted(city).Count);
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void CatchUp_ListenerFails_NothingOfTheCountyIsStored(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, Row(1, "合格"));
        var listener = new Listener { Fails = true };

        Assert.Throws<InvalidOperationException>(() => new WorkbookAcceptances(city.Workplace, [listener]).CatchUp());
        Assert.Empty(Accepted(city));
        listener.Fails = false;
        var answer = new WorkbookAcceptances(city.Workplace, [listener]).CatchUp();

        Assert.Equal(1, answer.Adopted);
        Assert.Equal(2, listener.Adoptions);
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void CatchUp_TamperedHousehold_IsNotBuiltUpon(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, Row(1, null), Row(2, "合格"));
        using (var connection = city.Workplace.Database.Open())
        {
            connection.Execute(null, "UPDATE household SET result = 1, stage = 3, accepted = '2030-06-01' WHERE county_code = 980101 AND result = 0");
        }

        Assert.Equal(new AdoptionAnswer(1, 1, 0, 0, 0, 0, 1), new WorkbookAcceptances(city.Workplace).CatchUp());
        Assert.EndsWith("00002", Assert.Single(Accepted(city)).Household.ToString(), StringComparison.Ordinal);
        Assert.Contains(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken, b => b.Table == "household");
    }

    [Theory, EveryDatabase]
    public void Acceptance_WithoutHousehold_TheDatabaseRefuses(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city, Row(1, "合格"));
        new WorkbookAcceptances(city.Workplace).CatchUp();
        using var connection = city.Workplace.Database.Open();

        var orphan = Assert.ThrowsAny<DbException>(() => connection.Execute(
            null, "INSERT INTO acceptance (county_code, household_id, programme, day, source, state, withdrawn_by, version, seal) VALUES (980101, 98010100120299999, 1, '2030-06-01', 1, 0, 0, 1, @p0)", new byte[16]));
        var bare = Assert.ThrowsAny<DbException>(() => connection.Execute(null, "DELETE FROM household WHERE county_code = 980101"));

        Assert.Equal(DatabaseFault.Reference, city.Workplace.Database.Classify(orphan));
        Assert.Equal(DatabaseFault.Reference, city.Workplace.Database.Classify(bare));
    }

    private static Dictionary<string, object?> Row(int number, string? result, DateOnly? day = null)
    {
        var row = LedgerBook.Row(number);
        row["已拨付金额（元）"] = null;
        row["验收结论"] = result;
        row["验收日期"] = result is null ? null : day ?? new DateOnly(2030, 6, 1);
        return row;
    }

    private static void Import(InventedCity city, params Dictionary<string, object?>[] rows) => city.Import(LedgerBook.Write(city.File($"{Guid.NewGuid():N}.xlsx"), rows));

    private static List<LedgerRow> Households(InventedCity city) =>
        [.. new ListHouseholdsHandler(city.Workplace, city.Programmes).List(new ListRequest { Limit = 50 }, English).Value.Rows.OrderBy(r => r.Id, StringComparer.Ordinal)];

    private static List<AcceptedHousehold> Accepted(InventedCity city)
    {
        using var connection = city.Workplace.Database.Open();
        return [.. AcceptedHouseholds.OfCounty(connection, null, city.Programme.Number, County)];
    }

    private static long Count(InventedCity city, string table, string condition)
    {
        using var connection = city.Workplace.Database.Open();
        return connection.ScalarLong(null, $"SELECT COUNT(*) FROM {table} WHERE county_code = {County} AND {condition}") ?? 0;
    }

    private static void Correct(InventedCity city, LedgerRow row, params (string, string?)[] fields) => Assert.True(new CorrectHouseholdHandler(city.Workplace, city.Programmes).Correct(
        row.Id, new CorrectionRequest(row.Version, fields.ToDictionary(f => f.Item1, f => f.Item2), "checked on site"), English).IsOk);

    private static Result<CorrectedHousehold> Move(InventedCity city, LedgerRow row, IEnumerable<Ledger.IHouseholdFollower> followers) =>
        new MoveHouseholdHandler(city.Workplace, city.Programmes, followers).Move(row.Id, new MoveRequest(row.Version, Stone, "registered in the wrong village"), English);

    private static void AssertSound(InventedCity city) => Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);

    private sealed class Listener : IAcceptanceListener
    {
        public bool Fails { get; set; }

        public int Adoptions { get; private set; }

        public void Changed(AcceptanceWork work, AcceptanceChange change)
        {
        }

        public void Adopted(AcceptanceWork work, int county, IReadOnlyList<AcceptedHousehold> adopted)
        {
            Adoptions++;
            if (Fails)
            {
                throw new InvalidOperationException("made to fail");
            }
        }

        public Error? Leave(AcceptanceWork work, AcceptedHousehold accepted) => null;
    }
}
