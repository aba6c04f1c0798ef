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
    private const int Firms = 6, Models = 8, Villages = 4;
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
        foreach (var (technology, maker, model) in models.Where(m => programme.TechnologyOf(m.Route) is not null).Select(m => (programme.TechnologyOf(m.Route)!.Code, m.Maker, m.Model)))
        {
            catalogue.Save(null, new DeviceRequest(0, technology, maker, model, 250, 600, "CQC-" + model, Day(today.AddYears(2)), "JC-" + model, Day(today.AddDays(45))), TextCatalog.Chinese);
        }
    }

    private static void Register(FirmHandler register, RegionCode county, (string Code, string Name) firm, string? kind, int number, DateOnly today)
    {
        var made = register.Save(null, new FirmRequest(county.ToString(), 0, firm.Code, firm.Name, Capital), TextCatalog.Chinese);
        if (!made.IsOk || kind is null)
        {
            return;
        }

        var id = made.Value.Firm.Id;
        register.AddPaper(id, new FirmPaperRequest(kind, "ZZ-" + (number + 1).ToString("D4", CultureInfo.InvariantCulture), county.ToString(), Day(today.AddYears(-2)), Day(today.AddDays(number == 1 ? 30 : 700))), TextCatalog.Chinese);
        if (number < Firms - 2)
        {
            register.Act(id, "admit", new DeliveryActRequest(1), TextCatalog.Chinese);
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
