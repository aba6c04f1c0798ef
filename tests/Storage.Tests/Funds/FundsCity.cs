using System.Globalization;
using System.Text;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.ImportSeason;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Funds.ReadPayments;
using CleanHeating.Kernel;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Funds;

/// <summary>The invented city with households, money and a clock that can be moved.</summary>
internal sealed class FundsCity : IDisposable
{
    public const string Whole = "980100000000", East = "980101000000", Bridge = "980101001000", Willow = "980101001202";
    public const int County = 980101;

    /// <summary>What a household of these ledgers gets: the flat floor, of which the city pays 60 %.</summary>
    public const long Amount = 120050, CityPart = 72030;
    private readonly MovableClock _clock = new();
    private int _files;

    private FundsCity(InventedCity city)
    {
        City = city;
        Workplace = city.Workplace with { Time = _clock };
    }

    static FundsCity() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public InventedCity City { get; }

    public Workplace Workplace { get; }

    public static FundsCity Open(string kind) => new(InventedCity.Open(kind));

    /// <summary>Over the programme with a changed funds.yaml; without one where null is given.</summary>
    public static FundsCity Open(string kind, Func<string, string?> change)
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            System.IO.File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        var funds = folder.File("funds.yaml");
        var text = change(System.IO.File.ReadAllText(funds));
        System.IO.File.Delete(funds);
        if (text is not null)
        {
            System.IO.File.WriteAllText(funds, text);
        }

        return new FundsCity(InventedCity.Open(kind, folder.Path));
    }

    /// <summary>Over a city that is somebody else's.</summary>
    public static FundsCity Over(InventedCity city) => new(city);

    /// <summary>With so many accepted households of whom nobody was paid, and money for all of them.</summary>
    public static FundsCity Filled(string kind, int households = 4, long cityFen = 10_000_000, long countyFen = 10_000_000)
    {
        var city = Open(kind);
        city.Import([.. Enumerable.Range(1, households).Select(i => Row(i))]);
        city.As("finance", Role.Finance).Provide(cityFen, countyFen);
        return city;
    }

    public static Dictionary<string, object?> Row(int number, string? result = "合格", double paid = 0)
    {
        var row = LedgerBook.Row(number);
        (row["验收结论"], row["已拨付金额（元）"]) = (result, paid);
        row["验收日期"] = result is null ? null : row["验收日期"];
        return row;
    }

    public void Import(params Dictionary<string, object?>[] rows)
    {
        City.Import(LedgerBook.Write(City.File(string.Create(CultureInfo.InvariantCulture, $"f{++_files}.xlsx")), rows));
        new RightsKeeper(Workplace, City.Programmes).Refresh();
    }

    public SeasonAnswer ImportSeason(string season, string? register = null, string? power = null, string? gas = null) =>
        new ImportSeasonHandler(Workplace, City.Programmes).Run(new SeasonRequest(season, File(register), File(power), File(gas))).Value;

    public void Move(int days) => _clock.Move(TimeSpan.FromDays(days));

    public FundsPerson As(string name, Role role, string region = Whole) =>
        new(this, Workplace.As(new Caller(name, role, Scope.OfRegions([RegionCode.TryParse(region, out var code) ? code : default]))));

    public long Number(string sql, params object?[] values)
    {
        using var connection = City.Workplace.Database.Open();
        return connection.ScalarLong(null, sql, values) ?? long.MinValue;
    }

    public long Balance(int source, int account, int county = County) =>
        Math.Max(0, Number("SELECT amount FROM fund_balance WHERE county_code = @p0 AND source = @p1 AND account = @p2", county, source, account));

    public string Household(int number)
    {
        using var connection = City.Workplace.Database.Open();
        return connection.Query(null, "SELECT household_id FROM household WHERE county_code = @p0 AND serial = @p1", County, $"S{number:D6}").Select(r => r.GetInt64(0)).Single().ToString("D17", CultureInfo.InvariantCulture);
    }

    public void AssertSound() => Assert.Empty(new LedgerVerifier(City.Workplace.Database, City.Workplace.Keys).Run().Broken);

    public void Dispose() => City.Dispose();

    private string? File(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var path = City.File(string.Create(CultureInfo.InvariantCulture, $"s{++_files}.csv"));
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}

/// <summary>Somebody who works with money.</summary>
internal sealed class FundsPerson(FundsCity city, Workplace workplace)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public Workplace Workplace => workplace;

    public KeepBooksHandler Books => new(workplace, city.City.Programmes);

    public DecideBatchHandler Decisions => new(workplace, city.City.Programmes);

    public SendBatchHandler Sending => new(workplace, city.City.Programmes);

    public ObjectionHandler Objections => new(workplace, city.City.Programmes);

    public Sanctions Sanctions => new(workplace, city.City.Programmes);

    public RecoverHandler Recovery => new(workplace, city.City.Programmes);

    public Result<ProposedBatches> TryPropose(string region = FundsCity.East, string kind = "capital", string? period = null) => new ProposeBatchHandler(workplace, city.City.Programmes).Propose(new ProposeRequest(region, kind, period));

    public string Propose(string region = FundsCity.East, string kind = "capital", string? period = null) => Assert.Single(TryPropose(region, kind, period).Value.Batches);

    public BatchAnswer Read(string key) => new ReadBatchHandler(workplace, city.City.Programmes).Read(key, English).Value;

    public Result<BatchKey> Check(string key) => Decisions.Check(key, Read(key).Batch.Version, English);

    public Result<BatchKey> Publish(string key) => Decisions.Publish(key, Read(key).Batch.Version, English);

    public Result<BatchKey> Approve(string key) => Decisions.Approve(key, Read(key).Batch.Version, English);

    public Result<BatchKey> Reject(string key, string? reason = "wrong list") => Decisions.Reject(key, Read(key).Batch.Version, reason, English);

    public Result<BatchKey> Send(string key) => Sending.Send(key, Read(key).Batch.Version, English);

    public Result<BatchKey> Resend(string key) => Sending.Resend(key, Read(key).Batch.Version, English);

    /// <summary>The bank's answer: each payment of the last file, paid or returned with this reason.</summary>
    public Result<BankAnswered> Answer(string key, Func<string, string?> reasonOf) => AnswerWith(key, FileOf(key).Select(p => (p.Reference, p.Fen, Reason: reasonOf(p.Reference))).Select(p =>
        p.Reference.PadRight(28) + p.Fen.ToString("D12", CultureInfo.InvariantCulture) + (p.Reason is null ? "00" : "99") + p.Reason));

    public Result<BankAnswered> AnswerWith(string key, IEnumerable<string> lines) =>
        new AnswerBatchHandler(workplace, city.City.Programmes).Take(key, Read(key).Batch.Version, "answer.txt", Encoding.GetEncoding("GB18030").GetBytes(string.Join("\r\n", lines)), English);

    /// <summary>What stands in the last file that went to the bank.</summary>
    public List<(string Reference, string Account, string Name, long Fen)> FileOf(string key)
    {
        var encoding = Encoding.GetEncoding("GB18030");
        var file = new BankFileHandler(workplace, city.City.Programmes).Take(key, Read(key).Files.Max(f => f.Number)).Value;
        return [.. encoding.GetString(file.Content).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(encoding.GetBytes).Select(line =>
            (encoding.GetString(line, 6, 28).Trim(), encoding.GetString(line, 34, 24).Trim(), encoding.GetString(line, 58, 20).Trim(), long.Parse(encoding.GetString(line, 78, 12), CultureInfo.InvariantCulture)))];
    }

    /// <summary>Money for the county: the city's, arrived, and its own.</summary>
    public void Provide(long cityFen, long countyFen)
    {
        Ok(Books.Enter(new EntryRequest(FundsCity.Whole, "appropriate", "city", cityFen, "2026-01-05", "市财预1号")));
        Ok(Books.Enter(new EntryRequest(FundsCity.East, "allocate", "city", cityFen, "2026-01-06", "市财拨1号")));
        Ok(Books.Enter(new EntryRequest(FundsCity.East, "arrive", "city", cityFen, "2026-01-08", "回单1")));
        Ok(Books.Enter(new EntryRequest(FundsCity.East, "appropriate", "county", countyFen, "2026-01-08", "县财预1号")));
    }

    public static void Ok<T>(Result<T> result) => Assert.True(result.IsOk, string.Join("; ", result.Errors));
}
