using System.Globalization;
using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Server.Composition;

/// <summary>What people of the demonstration find of projects, firms and equipment: taken from the sample ledger, made by the use cases that people use.</summary>
internal sealed class DemoDelivery(Workplace workplace, ProgrammeStore programmes)
{
    private const int Firms = 6, Models = 8, Villages = 4, Cop = 250, Power = 600, Sampled = 3, SignedAgo = 150;
    private const long Capital = 20_000_000_00, Amount = 1_200_000_00;

    public void Prepare(LoadedProgramme programme, RegionCode county, DateOnly today)
    {
        if (programme.Plan.Delivery is not { Steps.Count: > 0 } rules)
        {
            return;
        }

        var (firms, models) = Read(county.CountyCode);
        var register = new FirmHandler(workplace, programmes);
        foreach (var (firm, number) in firms.Select((f, i) => (f, i)))
        {
            Register(register, county, firm, rules.Qualifications.Select(q => q.Code).FirstOrDefault(), number, today);
        }

        var villages = programme.Plan.Divisions.ChildrenOf(county).SelectMany(programme.Plan.Divisions.ChildrenOf).Take(Villages).ToList();
        foreach (var (village, number) in villages.Select((v, i) => (v, i)))
        {
            var name = workplace.Texts.Get("demo.project", TextCatalog.Chinese, programme.Plan.Divisions.NameOf(village));
            Approve(new ProjectRequest(county.ToString(), 0, name, firms.Count > 0 ? firms[0].Code : null, [village.ToString()], 120, Amount, number % 2 == 0), rules.Steps.Select(s => s.Code).ToList(), number);
        }

        var catalogue = new DeviceHandler(workplace, programmes);
        foreach (var (model, number) in models.Where(m => programme.TechnologyOf(m.Route) is not null).Select((m, i) => (m, i)))
        {
            var technology = programme.TechnologyOf(model.Route)!.Code;
            var cop = rules.Devices.Any(d => d.Technology == technology && d.LeastCop is not null) ? Cop : (int?)null;
            var listed = catalogue.Save(
                null, new DeviceRequest(0, technology, model.Maker, model.Model, cop, Power, "CQC-" + model.Model, Day(today.AddYears(2)), "JC-" + model.Model, Day(today.AddDays(45))), TextCatalog.Chinese);
            if (listed.IsOk && number < Sampled)
            {
                Sample(catalogue, listed.Value, today, number == Sampled - 1);
            }
        }
    }

    // All but the last pass their samples.
    private void Sample(DeviceHandler catalogue, DeviceLine device, DateOnly today, bool fails)
    {
        for (var i = 1; i <= device.SamplesNeeded; i++)
        {
            var serial = string.Create(CultureInfo.InvariantCulture, $"{device.Model}-{i:D4}");
            var failed = fails && i == device.SamplesNeeded;
            catalogue.AddSample(
                device.Id, new DeviceSampleRequest(device.Version, serial, Text("demo.lab"), Day(today.AddDays(-i)), !failed, failed ? Text("demo.finding") : null), TextCatalog.Chinese);
        }
    }

    private string Text(string key) => workplace.Texts.Get(key, TextCatalog.Chinese);

    private void Register(FirmHandler register, RegionCode county, (string Code, string Name) firm, string? kind, int number, DateOnly today)
    {
        var made = register.Save(null, new FirmRequest(county.ToString(), 0, firm.Code, firm.Name, Capital), TextCatalog.Chinese);
        if (!made.IsOk || kind is null)
        {
            return;
        }

        var id = made.Value.Firm.Id;
        var code = (number + 1).ToString("D4", CultureInfo.InvariantCulture);
        register.AddPaper(id, new FirmPaperRequest(kind, "ZZ-" + code, Text("demo.issuer"), Day(today.AddYears(-2)), Day(today.AddDays(number == 1 ? 30 : 700))), TextCatalog.Chinese);
        if (number < Firms - 2)
        {
            register.Act(id, "admit", new DeliveryActRequest(1), TextCatalog.Chinese);
            new ContractHandler(workplace, programmes).Add(
                id, new FirmContractRequest("HT-" + code, Day(today.AddDays(-SignedAgo)), Amount, 120, [], Amount / 20, Day(today.AddDays(number == 0 ? -12 : 300))), TextCatalog.Chinese);
        }
    }

    // The first stays a draft, each further one is a step ahead.
    private void Approve(ProjectRequest request, List<string> steps, int far)
    {
        var projects = new ProjectHandler(workplace, programmes);
        var made = projects.Save(null, request, TextCatalog.Chinese);
        if (!made.IsOk || far == 0)
        {
            return;
        }

        var id = made.Value.Project.Id;
        projects.Act(id, "submit", new DeliveryActRequest(1), TextCatalog.Chinese);
        var deciding = new StepHandler(workplace, programmes);
        foreach (var step in steps.Take(far - 1))
        {
            var version = projects.Read(id, TextCatalog.Chinese).Value.Project.Steps.First(s => s.Code == step).Version;
            deciding.Decide(id, step, "grant", new DeliveryActRequest(version), TextCatalog.Chinese);
        }
    }

    private (List<(string Code, string Name)> Firms, List<(int Route, string Maker, string Model)> Models) Read(int county)
    {
        using var connection = workplace.Database.Open();
        return (
            [.. connection.Query(null, "SELECT credit_code, MIN(enterprise) FROM household WHERE county_code = @p0 AND credit_code IS NOT NULL AND enterprise IS NOT NULL GROUP BY credit_code ORDER BY credit_code", county)
                .Select(r => (r.GetString(0), r.GetString(1))).Where(f => CreditCode.IsValid(f.Item1)).Take(Firms)],
            [.. connection.Query(null, "SELECT MIN(route), brand, model FROM household WHERE county_code = @p0 AND brand IS NOT NULL AND model IS NOT NULL GROUP BY brand, model ORDER BY brand, model", county)
                .Select(r => (r.GetInt32(0), r.GetString(1), r.GetString(2))).Take(Models)]);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
