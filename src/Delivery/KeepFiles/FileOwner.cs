using System.Globalization;
using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Delivery.KeepFiles;

/// <summary>What files belong to, as far as the caller sees it, and what of it a file can show.</summary>
internal sealed record FileOwner(FileSubject Subject, int County, long Id, bool MayChange, IReadOnlyList<FilePaper> Papers)
{
    // Names in English and Chinese are the page's; these are the keys of the two papers that every model has.
    private static readonly IReadOnlyList<FilePaper> OfEveryDevice = [new("certificate", "certificate"), new("report", "report")];

    public static Result<FileOwner> Find(DeliveryTransaction on, FileSubject subject, string key) => subject switch
    {
        FileSubject.Project => ProjectReader.Find(on, key) is { } project ? OfProject(on, project) : new Error("project-unknown", null, key),
        FileSubject.Firm => FirmReader.Find(on, key) is { } firm ? OfFirm(on, firm) : new Error("firm-unknown", null, key),
        _ => DeviceReader.Find(on, key) is { } device ? OfDevice(on, device) : new Error("device-unknown", null, key),
    };

    private static FileOwner OfProject(DeliveryTransaction on, ProjectRow p) => new(
        FileSubject.Project, p.County, p.ProjectId, ProjectReader.MayChange(on, p),
        [.. on.Papers.Where("county_code = @p0 AND project_id = @p1 ORDER BY paper_id", p.County, p.ProjectId).Select(r => new FilePaper(Text(r.PaperId), r.Number))]);

    private static FileOwner OfFirm(DeliveryTransaction on, FirmRow f) => new(
        FileSubject.Firm, f.County, f.FirmId, FirmReader.MayChange(on, f),
        [
            .. on.Qualifications.Where("county_code = @p0 AND firm_id = @p1 ORDER BY paper_id", f.County, f.FirmId).Select(r => new FilePaper(Text(r.PaperId), r.Number)),
            .. on.Contracts.Where("county_code = @p0 AND firm_id = @p1 ORDER BY contract_id", f.County, f.FirmId).Select(r => new FilePaper(Text(r.ContractId), r.Number)),
        ]);

    private static FileOwner OfDevice(DeliveryTransaction on, DeviceModelRow d) => new(
        FileSubject.Device, 0, d.ModelId, on.Caller.May(Permission.ChangeCatalogue),
        [.. OfEveryDevice, .. on.Samples.Where("model_id = @p0 ORDER BY day, sample_id", d.ModelId).Select(s => new FilePaper(s.Serial, s.Serial))]);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
