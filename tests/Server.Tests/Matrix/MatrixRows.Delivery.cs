using CleanHeating.Platform.Accounts;
using static CleanHeating.Platform.Accounts.Role;

namespace CleanHeating.Server.Tests.Matrix;

/// <summary>Projects, firms, equipment, their files, and construction.</summary>
internal static partial class MatrixRows
{
    private static IEnumerable<MatrixRow> Projects() =>
    [
        new("projects", DeliveryReaders, _ => "/projects", 200) { ForeignPath = _ => "/projects?county=" + MatrixCity.Foreign, Foreign = 200 },
        new("project-add", Offices, _ => "/projects", 422) { Body = _ => Project(MatrixCity.East), ForeignBody = _ => Project(MatrixCity.Foreign) },
        new("project", DeliveryReaders, _ => "/projects/980101-1", 404) { ForeignPath = _ => "/projects/980103-1" },
        new("project-change", Offices, _ => "/projects/980101-1", 422) { Body = _ => Project(MatrixCity.East), ForeignBody = _ => Project(MatrixCity.Foreign) },
        new("project-paper-add", Offices, _ => "/projects/980101-1/papers", 404) { Body = _ => new { step = "x", number = "x", issuer = "x", day = "x" } },
        new("project-act", Offices, _ => "/projects/980101-1/acts/submit", 404) { Body = _ => new { version = 1 }, ForeignPath = _ => "/projects/980103-1/acts/submit" },
        new("project-step-resubmit", Offices, _ => "/projects/980101-1/steps/land/resubmit", 404) { Body = _ => new { version = 1 } },
        new("project-step-decide", [CityOffice, CountyOffice, Department], _ => "/projects/980101-1/steps/land/acts/grant", 404) { Body = _ => new { version = 1 }, ForeignPath = _ => "/projects/980103-1/steps/land/acts/grant" },
        new("delivery-leads", Readers, _ => "/delivery/leads", 200) { ForeignPath = _ => "/delivery/leads?county=" + MatrixCity.Foreign },
    ];

    private static IEnumerable<MatrixRow> Construction() =>
    [
        new("construction", DeliveryReaders, _ => "/construction?level=county", 200) { ForeignPath = _ => "/construction?level=township&within=" + MatrixCity.Foreign },
        new("construction-curve", DeliveryReaders, _ => "/construction/curve?region=980199000000", 404),
        new("construction-week", DeliveryReaders, _ => "/construction/weeks?county=" + MatrixCity.East, 404) { ForeignPath = _ => "/construction/weeks?county=" + MatrixCity.Foreign },
        new("construction-moves", DeliveryReaders, _ => "/construction/moves", 200),
        new("construction-schedules", DeliveryReaders, _ => "/construction/schedules", 200),
        new("construction-schedule-make", Deciders, _ => "/construction/schedules", 409)
        {
            Body = _ => new { county = MatrixCity.East, rest = false, version = 9 }, ForeignBody = _ => new { county = MatrixCity.Foreign, rest = false, version = 9 },
        },
        new("construction-reports", DeliveryReaders, _ => "/construction/reports?township=980199001000", 404),
        new("construction-report", Builders, _ => "/construction/reports?township=980199001000", 404)
        {
            Body = _ => new { day = "2030-06-01", villages = Array.Empty<object>() },
        },
        new("hindrances", DeliveryReaders, _ => "/construction/hindrances", 200),
        new("hindrance-add", Builders, _ => "/construction/hindrances", 404) { Body = _ => Hindrance("980199000000") },
        new("hindrance-change", Builders, _ => "/construction/hindrances/980101-1", 404) { Body = _ => Hindrance(MatrixCity.East), ForeignPath = _ => "/construction/hindrances/980103-1" },
        new("hindrance-act", Builders, _ => "/construction/hindrances/980101-1/acts/resolve", 404) { Body = _ => new { version = 1, reason = "matrix test" }, ForeignPath = _ => "/construction/hindrances/980103-1/acts/resolve" },
    ];

    private static object Hindrance(string region) => new { region, kind = "road", text = "x", owner = "x", due = "2030-06-01", version = 1 };

    private static IEnumerable<MatrixRow> Firms() =>
    [
        new("enterprises", DeliveryReaders, _ => "/enterprises", 200) { ForeignPath = _ => "/enterprises?county=" + MatrixCity.Foreign, Foreign = 200 },
        new("enterprise-add", Deciders, _ => "/enterprises", 422) { Body = _ => Firm(MatrixCity.East), ForeignBody = _ => Firm(MatrixCity.Foreign) },
        new("enterprise", DeliveryReaders, _ => "/enterprises/980101-1", 404) { ForeignPath = _ => "/enterprises/980103-1" },
        new("enterprise-change", Deciders, _ => "/enterprises/980101-1", 422) { Body = _ => Firm(MatrixCity.East), ForeignBody = _ => Firm(MatrixCity.Foreign) },
        new("enterprise-act", Deciders, _ => "/enterprises/980101-1/acts/admit", 404) { Body = _ => new { version = 1 }, ForeignPath = _ => "/enterprises/980103-1/acts/admit" },
        new("enterprise-paper-add", Deciders, _ => "/enterprises/980101-1/papers", 404) { Body = _ => new { kind = "x", number = "x", issuer = "x", valid_from = "x", valid_to = "x" } },
        new("enterprise-contract-add", Deciders, _ => "/enterprises/980101-1/contracts", 404)
        {
            Body = _ => new { number = "x", signed = "x", amount_fen = 1, households = 1, villages = Array.Empty<string>(), retained_fen = 0, retention_due = "x" },
        },
        new("enterprise-contract-release", Deciders, _ => "/enterprises/contracts/980101-1/release", 404) { Body = _ => new { version = 1 } },
        new("equipment", DeliveryReaders, _ => "/equipment", 200),
        new("device-add", [CityOffice], _ => "/equipment", 422) { Body = _ => Device },
        new("device-change", [CityOffice], _ => "/equipment/1", 404) { Body = _ => Device },
        new("device-act", [CityOffice], _ => "/equipment/1/acts/suspend", 404) { Body = _ => new { version = 1, reason = "matrix test" } },
        new("device-sample-add", [CityOffice], _ => "/equipment/1/samples", 404) { Body = _ => new { version = 1, serial = "x", lab = "x", day = "x", is_passed = true } },
    ];

    private static IEnumerable<MatrixRow> Files() =>
        new (string Name, string Path, string? Foreign, Role[] Changers)[] { ("project", "/projects/980101-1", "/projects/980103-1", Offices), ("enterprise", "/enterprises/980101-1", "/enterprises/980103-1", Deciders), ("device", "/equipment/1", null, [CityOffice]) }
            .SelectMany(o => new MatrixRow[]
            {
                new(o.Name + "-files", DeliveryReaders, _ => o.Path + "/files", 404) { ForeignPath = o.Foreign is null ? null : _ => o.Foreign + "/files" },
                new(o.Name + "-file-add", o.Changers, _ => o.Path + "/files?name=a.pdf", 404) { ForeignPath = o.Foreign is null ? null : _ => o.Foreign + "/files?name=a.pdf" },
                new(o.Name + "-file", DeliveryReaders, _ => o.Path + "/files/980101-1", 404) { ForeignPath = o.Foreign is null ? null : _ => o.Foreign + "/files/980101-1" },
                new(o.Name + "-file-remove", o.Changers, _ => o.Path + "/files/980101-1/remove", 404)
                {
                    Body = _ => new { version = 1, reason = "matrix test" }, ForeignPath = o.Foreign is null ? null : _ => o.Foreign + "/files/980101-1/remove",
                },
            });

    private static object Device => new
    {
        version = 0, technology = "", maker = "", model = "", cop = (int?)null, rated_power = (long?)null, certificate = (string?)null, certificate_to = (string?)null, report = (string?)null, report_to = (string?)null,
    };

    private static object Project(string county) => new { county, version = 1, name = "", firm = (string?)null, villages = Array.Empty<string>(), households = 0, amount_fen = 0, is_green = false };

    private static object Firm(string county) => new { county, version = 1, credit_code = "", name = "", capital_fen = 0 };
}
