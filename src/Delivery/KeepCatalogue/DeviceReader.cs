using System.Globalization;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Delivery.KeepCatalogue;

/// <summary>Models of the catalogue as answers.</summary>
internal static class DeviceReader
{
    public static DeviceModelRow? Find(DeliveryTransaction on, string key) => on.Programme is not null && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? on.Devices.Find(id) : null;

    public static DevicesAnswer List(DeliveryTransaction on, CultureInfo culture)
    {
        var rules = on.Programme!.Plan.Delivery;
        return new DevicesAnswer([.. on.Devices.Where("1 = 1 ORDER BY maker, model").Select(d => Line(on, d, culture))], rules?.Samples ?? 0, rules?.Failures ?? 0);
    }

    public static DeviceLine Line(DeliveryTransaction on, DeviceModelRow d, CultureInfo culture)
    {
        var plan = on.Programme!.Plan;
        var samples = on.Samples.Where("model_id = @p0 ORDER BY day, sample_id", d.ModelId);
        var technology = plan.Technologies.FirstOrDefault(t => t.Code == d.Technology);
        var rule = plan.Delivery?.Devices.FirstOrDefault(r => r.Technology == d.Technology);
        List<string> acts = on.Caller.May(Permission.ChangeCatalogue) ? [.. DeviceLifeCycle.Table.Where(t => t.From == d.State && t.Trigger != DeviceTrigger.Disqualify).Select(t => DeliveryWords.Of(t.Trigger))] : [];
        return new DeviceLine(
            d.ModelId.ToString(CultureInfo.InvariantCulture), d.Technology, technology is null ? d.Technology : ProjectReader.Named(technology.Name, technology.NameEn, culture), d.Maker, d.Model, d.Cop, rule?.LeastCop,
            d.RatedPower, d.Certificate, d.CertificateTo, d.Report, d.ReportTo, Standing(on, d), DeliveryWords.Of(d.State), d.Reason, Math.Max(0, (plan.Delivery?.Samples ?? 0) - samples.Count),
            samples.ConvertAll(s => new DeviceSampleLine(s.Serial, s.Lab, s.Day, s.IsPassed, s.Finding)), acts, d.Version);
    }

    private static string Standing(DeliveryTransaction on, DeviceModelRow d)
    {
        var first = new[] { d.CertificateTo, d.ReportTo }.OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
        return first is null ? "none" : string.CompareOrdinal(first, WorkDays.Text(on.Today)) < 0 ? "expired"
            : string.CompareOrdinal(first, WorkDays.Text(on.Today.AddDays(on.Programme!.Plan.Delivery?.ExpiringDays ?? 60))) <= 0 ? "expiring" : "current";
    }
}
