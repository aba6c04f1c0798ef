using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class FirmEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var firms = api.MapGroup("/enterprises").WithTags("delivery");
        firms.MapGet("", List).WithName("enterprises").Need(Permission.ReadDelivery).WithDescription("Registers of the caller's counties: who is admitted, refused or black-listed, what has expired, what is kept back too long. A firm sees itself.");
        firms.MapPost("", Add).WithName("enterprise-add").Need(Permission.ChangeEnterprises);
        firms.MapGet("/{id}", Read).WithName("enterprise").Need(Permission.ReadDelivery);
        firms.MapPost("/{id}", Change).WithName("enterprise-change").Need(Permission.ChangeEnterprises);
        firms.MapPost("/{id}/acts/{act}", Act).WithName("enterprise-act").Need(Permission.ChangeEnterprises).WithDescription("admit, refuse, blacklist or lift.");
        firms.MapPost("/{id}/papers", AddPaper).WithName("enterprise-paper-add").Need(Permission.ChangeEnterprises);
        firms.MapPost("/{id}/contracts", AddContract).WithName("enterprise-contract-add").Need(Permission.ChangeEnterprises);
        firms.MapPost("/contracts/{id}/release", Release).WithName("enterprise-contract-release").Need(Permission.ChangeEnterprises).WithDescription("What was kept back is paid out.");
        var devices = api.MapGroup("/equipment").WithTags("delivery");
        devices.MapGet("", ListDevices).WithName("equipment").Need(Permission.ReadDelivery).WithDescription("The city's catalogue with papers, COP at −12 °C in 0.01, and samples.");
        devices.MapPost("", AddDevice).WithName("device-add").Need(Permission.ChangeCatalogue);
        devices.MapPost("/{id}", ChangeDevice).WithName("device-change").Need(Permission.ChangeCatalogue);
        devices.MapPost("/{id}/acts/{act}", ActDevice).WithName("device-act").Need(Permission.ChangeCatalogue).WithDescription("suspend or restore.");
        devices.MapPost("/{id}/samples", AddSample).WithName("device-sample-add").Need(Permission.ChangeCatalogue).WithDescription("A tested sample; as many failures as the programme names disqualify the model.");
    }

    private static Results<Ok<FirmsAnswer>, ProblemHttpResult> List(HttpContext http, Workplace workplace, FirmHandler handler, string? county) => ProjectEndpoints.Answer(http, workplace, handler.List(county, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, FirmHandler handler, string id) => ProjectEndpoints.Answer(http, workplace, handler.Read(id, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> Add(HttpContext http, Workplace workplace, FirmHandler handler, FirmRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Save(null, request, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> Change(HttpContext http, Workplace workplace, FirmHandler handler, string id, FirmRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Save(id, request, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> Act(HttpContext http, Workplace workplace, FirmHandler handler, string id, string act, DeliveryActRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Act(id, act, request, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> AddPaper(HttpContext http, Workplace workplace, FirmHandler handler, string id, FirmPaperRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.AddPaper(id, request, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> AddContract(HttpContext http, Workplace workplace, ContractHandler handler, string id, FirmContractRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Add(id, request, http.Culture()));

    private static Results<Ok<FirmAnswer>, ProblemHttpResult> Release(HttpContext http, Workplace workplace, ContractHandler handler, string id, DeliveryVersionRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Release(id, request, http.Culture()));

    private static Results<Ok<DevicesAnswer>, ProblemHttpResult> ListDevices(HttpContext http, Workplace workplace, DeviceHandler handler) => ProjectEndpoints.Answer(http, workplace, handler.List(http.Culture()));

    private static Results<Ok<DeviceLine>, ProblemHttpResult> AddDevice(HttpContext http, Workplace workplace, DeviceHandler handler, DeviceRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Save(null, request, http.Culture()));

    private static Results<Ok<DeviceLine>, ProblemHttpResult> ChangeDevice(HttpContext http, Workplace workplace, DeviceHandler handler, string id, DeviceRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Save(id, request, http.Culture()));

    private static Results<Ok<DeviceLine>, ProblemHttpResult> ActDevice(HttpContext http, Workplace workplace, DeviceHandler handler, string id, string act, DeliveryActRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.Act(id, act, request, http.Culture()));

    private static Results<Ok<DeviceLine>, ProblemHttpResult> AddSample(HttpContext http, Workplace workplace, DeviceHandler handler, string id, DeviceSampleRequest request) =>
        ProjectEndpoints.Answer(http, workplace, handler.AddSample(id, request, http.Culture()));
}
