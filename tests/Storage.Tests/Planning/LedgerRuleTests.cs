using System.Globalization;
using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Loading;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>Rows that plan, registers or supply forbid, where the programme wants them refused, on every database.</summary>
public sealed class LedgerRuleTests
{
    private const string County = "980101000000", Willow = "980101001202";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly string Firm = "91370000MA0000001" + CreditCode.CheckCharacter("91370000MA0000001");

    [Theory, EveryDatabase]
    public void Import_RouteThatTheVillageMayNotHave_IsRefusedByCodeAndCell(string kind)
    {
        using var city = Strict(kind, ("planning.yaml", "route_check: lead", "route_check: refuse"));
        var pump = LedgerBook.Row(1);
        pump["改造方式"] = "空气能";
        Assert.Equal(1, Import(city, pump).Imported);
        new SupplyImport(city.Workplace, city.Programmes).Run(WithoutSubstation(city), "supply.xlsx", false, English);

        var answer = Import(city, Row(2, "空气能"), Row(3, "太阳能"));

        Assert.Equal((1, 1), (answer.Imported, answer.Quarantined));
        Assert.Equal(1, answer.Codes["route-not-allowed"]);
        Assert.Contains("空气能", Assert.Single(answer.Refusals!).Message, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public void Correct_ToARouteThatIsForbidden_IsRefusedAndANameIsNot(string kind)
    {
        using var city = Strict(kind, ("planning.yaml", "route_check: lead", "route_check: refuse"));
        Import(city, Row(1, "太阳能"));
        new SupplyImport(city.Workplace, city.Programmes).Run(WithoutSubstation(city), "supply.xlsx", false, English);
        var household = Households(city).Single();
        var handler = new CorrectHouseholdHandler(city.Workplace, city.Programmes);

        var route = handler.Correct(household, new CorrectionRequest(1, new Dictionary<string, string?> { ["route"] = "空气能" }, "changed"), English);
        var name = handler.Correct(household, new CorrectionRequest(1, new Dictionary<string, string?> { ["head"] = "李四" }, "misspelt"), English);

        Assert.Equal(("route-not-allowed", "route"), (route.Errors[0].Code, route.Errors[0].Place!.Path));
        Assert.Equal(2, name.Value.Version);
    }

    [Theory, EveryDatabase]
    public void Import_BegunBeforeTheApprovalOrByWhoMayNot_IsRefused(string kind)
    {
        using var city = Strict(kind, ("delivery.yaml", "start_check: lead", "start_check: refuse"), ("delivery.yaml", "model_check: lead", "model_check: refuse"), ("delivery.yaml", "firm_check: lead", "firm_check: refuse"));
        new ProjectHandler(city.Workplace, city.Programmes).Save(null, new ProjectRequest(County, 0, "柳村改造", null, [Willow], 3, 100, false), English);
        var devices = new DeviceHandler(city.Workplace, city.Programmes);
        var device = devices.Save(null, new DeviceRequest(0, "solar-thermal", "某牌", "T-1", null, null, null, null, null, null), English).Value;
        devices.Act(device.Id, "suspend", new DeliveryActRequest(device.Version, "under test"), English);
        var firms = new FirmHandler(city.Workplace, city.Programmes);
        var firm = firms.Save(null, new FirmRequest(County, 0, Firm, "临渊安装公司", 500), English).Value.Firm;
        Dictionary<string, object?> With(int number, string village, string model, string? code)
        {
            var row = LedgerBook.Row(number, village: village);
            (row["型号"], row["统一社会信用代码"]) = (model, code);
            return row;
        }

        var answer = Import(city, With(1, "柳林村委会", "T-2", null), With(2, "桥头村民委员会", "T-1", null), With(3, "桥头村民委员会", "T-2", Firm), With(4, "桥头村民委员会", "T-2", null));
        firms.AddPaper(firm.Id, new FirmPaperRequest("fitting", "A-1", "住建局", "2020-01-01", "2040-01-01"), English);
        firms.Act(firm.Id, "admit", new DeliveryActRequest(firm.Version), English);
        var after = Import(city, With(3, "桥头村民委员会", "T-2", Firm));

        Assert.Equal((1, 3), (answer.Imported, answer.Quarantined));
        Assert.All(new[] { "start-before-approval", "model-not-allowed", "firm-not-allowed" }, code => Assert.Equal(1, answer.Codes[code]));
        Assert.Equal(1, after.Imported);
    }

    [Theory, EveryDatabase]
    public void Import_ProgrammeWantsLeads_RefusesNothing(string kind)
    {
        using var city = InventedCity.Open(kind);
        new SupplyImport(city.Workplace, city.Programmes).Run(WithoutSubstation(city), "supply.xlsx", false, English);

        Assert.Equal(1, Import(city, Row(2, "空气能")).Imported);
    }

    private static Dictionary<string, object?> Row(int number, string route)
    {
        var row = LedgerBook.Row(number);
        row["改造方式"] = route;
        return row;
    }

    private static Ledger.ImportLedger.ImportAnswer Import(InventedCity city, params Dictionary<string, object?>[] rows) =>
        city.Import(LedgerBook.Write(city.File($"{Guid.NewGuid():N}.xlsx"), rows, headers: [.. LedgerBook.Headers, "型号", "统一社会信用代码"]));

    // The village is known, and no substation reaches it.
    private static string WithoutSubstation(InventedCity city)
    {
        var path = city.File("supply.xlsx");
        File.WriteAllBytes(path, SupplyBooks.Write(city.Workplace.Texts, CultureInfo.GetCultureInfo("zh"), k => k == SupplyKind.Village
            ? [[Willow, null, null, 50, 80, 50, 50, 90, 50, null, null, null, null]] : []));
        return path;
    }

    private static List<string> Households(InventedCity city)
    {
        using var connection = city.Workplace.Database.Open();
        return [.. connection.Query(null, "SELECT household_id FROM household ORDER BY household_id").Select(r => r.GetInt64(0).ToString("D17", CultureInfo.InvariantCulture))];
    }

    private static InventedCity Strict(string kind, params (string File, string From, string To)[] changes)
    {
        using var folder = new TempFolder();
        foreach (var each in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            var text = File.ReadAllText(each);
            foreach (var (file, from, to) in changes.Where(c => c.File == Path.GetFileName(each)))
            {
                Assert.Contains(from, text, StringComparison.Ordinal);
                text = text.Replace(from, to, StringComparison.Ordinal);
            }

            File.WriteAllText(folder.File(Path.GetFileName(each)), text);
        }

        Assert.Empty(ProgrammeLoader.Load(folder.Path) is { IsOk: false } refused ? refused.Errors : []);
        return InventedCity.Open(kind, folder.Path);
    }
}
