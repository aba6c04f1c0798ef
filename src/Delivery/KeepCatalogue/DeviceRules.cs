using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;

namespace CleanHeating.Delivery.KeepCatalogue;

/// <summary>What the programme asks of a model before it is listed: no banned device (C24), an allowed technology (C23), papers, least COP.</summary>
internal static class DeviceRules
{
    private const int MostCop = 1000;
    private const long MostPower = 1_000_000;

    public static List<Error> Objections(DeliveryTransaction on, DeviceRequest request)
    {
        var plan = on.Programme!.Plan;
        var errors = new FieldErrors();
        errors.Text(request.Maker, "maker");
        errors.Text(request.Model, "model");
        errors.Require(plan.Technologies.Any(t => t.Code == request.Technology), "route-unknown", "technology", request.Technology ?? "");
        if (plan.Banned.FirstOrDefault(b => IsNamed(request.Model, b.Synonyms.Append(b.Name)) && !plan.Technologies.Any(t => IsNamed(request.Model, t.Synonyms.Append(t.Name)))) is { } banned)
        {
            errors.Require(false, "device-banned", "model", banned.Name, banned.Clause);
        }

        errors.Require(request.Cop is null or (> 0 and <= MostCop), "delivery-number", "cop");
        errors.Require(request.RatedPower is null or (> 0 and <= MostPower), "delivery-number", "rated_power");
        var rule = plan.Delivery?.Devices.FirstOrDefault(r => r.Technology == request.Technology);
        errors.Require(rule?.LeastCop is not { } least || request.Cop >= least, "device-cop", "cop", FixedPoint.Format(request.Cop ?? 0, 2), FixedPoint.Format(rule?.LeastCop ?? 0, 2));
        Paper(on, errors, request.Certificate, request.CertificateTo, rule?.Certificate ?? false, "certificate");
        Paper(on, errors, request.Report, request.ReportTo, rule?.Report ?? false, "report");
        return errors.All;
    }

    public static List<Error> Objections(DeliveryTransaction on, DeviceModelRow device, DeviceSampleRequest request)
    {
        var errors = new FieldErrors();
        errors.Text(request.Serial, "serial");
        errors.Text(request.Lab, "lab");
        errors.Day(request.Day, "day");
        errors.Require(!(WorkDays.TryParse(request.Day) > on.Today), "delivery-days", "day", request.Day ?? "");
        errors.Require(request.IsPassed || !string.IsNullOrWhiteSpace(request.Finding), "sample-finding", "finding");
        errors.Require(on.Samples.Where("model_id = @p0 AND serial = @p1", device.ModelId, request.Serial?.Trim() ?? "").Count == 0, "sample-exists", "serial", request.Serial ?? "");
        return errors.All;
    }

    private static void Paper(DeliveryTransaction on, FieldErrors errors, string? number, string? until, bool needed, string path)
    {
        var has = ProjectHandler.Trimmed(number) is not null;
        errors.Require(has || !needed, "device-paper", path);
        errors.Require(!has || WorkDays.TryParse(until) >= on.Today, "device-paper-days", path + "_to", until ?? "");
    }

    private static bool IsNamed(string? model, IEnumerable<string> names) => model is not null && names.Any(n => model.Contains(n, StringComparison.OrdinalIgnoreCase));
}
