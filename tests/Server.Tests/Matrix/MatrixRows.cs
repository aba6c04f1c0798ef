using CleanHeating.Platform.Accounts;
using static CleanHeating.Platform.Accounts.Role;

namespace CleanHeating.Server.Tests.Matrix;

/// <summary>
/// What an endpoint must answer. Who may call it is said here a second time, apart from the product's own table, so that a slip there
/// is found.
/// </summary>
/// <param name="Name">Name of the endpoint.</param>
/// <param name="Roles">Roles that may call it; null: everybody, signed in or not.</param>
/// <param name="Path">Path with the caller's own things in it.</param>
/// <param name="Own">Statuses that are right for the caller's own things.</param>
internal sealed record MatrixRow(string Name, Role[]? Roles, Func<MatrixCity, string> Path, params int[] Own)
{
    /// <summary>The same with a foreign county's things; null where the endpoint names no place.</summary>
    public Func<MatrixCity, string>? ForeignPath { get; init; }

    public Func<MatrixCity, object?>? Body { get; init; }

    public Func<MatrixCity, object?>? ForeignBody { get; init; }

    /// <summary>Status for foreign things, of callers who do not see the whole city.</summary>
    public int Foreign { get; init; } = 404;

    /// <summary>Whether a call uses its session up, or leaves the account different.</summary>
    public bool Fresh { get; init; }
}

internal static partial class MatrixRows
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();
    private static readonly Role[] Planners = [.. Everyone.Where(r => r is not (SystemAdministrator or SecurityOfficer))];
    private static readonly Role[] Offices = [CityOffice, CountyOffice, Township];
    private static readonly Role[] Readers = [CityOffice, CityLeader, Department, CountyOffice, Township, Finance, Audit];
    private static readonly Role[] ProgressReaders = [.. Readers, Village, Inspector];
    private static readonly Role[] LedgerReaders = [.. ProgressReaders, Enterprise];
    private static readonly Role[] Exporters = [CityOffice, Department, CountyOffice, Township, Finance, Audit];
    private static readonly Role[] Revealers = [CityOffice, CountyOffice, Township, Inspector, Finance, Audit];
    private static readonly Role[] ReportReaders = [.. Readers, Village];
    private static readonly Role[] Submitters = [.. Offices, Village];
    private static readonly Role[] JournalReaders = [CityOffice, CountyOffice, Audit, SecurityOfficer];
    private static readonly Role[] ExportReaders = [.. JournalReaders, Finance];
    private static readonly Role[] FundsReaders = [.. Readers, Village];
    private static readonly Role[] AcceptanceReaders = LedgerReaders;
    private static readonly Role[] DeliveryReaders = [.. Readers, Village, Enterprise];
    private static readonly Role[] Deciders = [CityOffice, CountyOffice];
    private static readonly Role[] Builders = [CityOffice, CountyOffice, Township, Village, Enterprise];
    private static readonly Role[] Attachers = [CityOffice, CountyOffice, Inspector];
    private static readonly Role[] Administrators = [SystemAdministrator];

    public static IReadOnlyList<MatrixRow> All { get; } = [.. System(), .. Accounts(), .. Programme(), .. Ledger(), .. Imports(), .. Journal(), .. Reports(), .. Jobs(), .. Acceptance(), .. Funds(), .. Payments(), .. Supply(), .. Planning(), .. Projects(), .. Firms(), .. Files(), .. Construction()];

    private static IEnumerable<MatrixRow> Supply() =>
    [
        new("supply", Readers, _ => "/supply", 200),
        new("supply-items", Readers, _ => "/supply/items?kind=village&region=" + MatrixCity.East, 200) { ForeignPath = _ => "/supply/items?kind=village&region=" + MatrixCity.Foreign },
        new("supply-village", Readers, _ => "/supply/villages/980101001001", 404) { ForeignPath = _ => "/supply/villages/980103001001" },
        new("supply-correct", Deciders, _ => "/supply/items/980101-1", 404) { Body = _ => Correction(), ForeignPath = _ => "/supply/items/980103-1", ForeignBody = _ => Correction() },
        new("supply-template", Readers, _ => "/supply/template", 200),
        new("supply-check", Deciders, _ => "/supply/uploads", 400),
        new("supply-import", Deciders, _ => "/supply/uploads/1/import", 404),
        new("supply-errors", Deciders, _ => "/supply/uploads/1/errors", 404),
    ];

    private static IEnumerable<MatrixRow> Planning() =>
    [
        new("scenarios", Readers, _ => "/planning/scenarios", 200),
        new("scenario-add", Deciders, _ => "/planning/scenarios", 422) { Body = _ => Nameless(MatrixCity.East), ForeignBody = _ => Nameless(MatrixCity.Foreign), Foreign = 422 },
        new("scenario", Readers, _ => "/planning/scenarios/980101-1", 404) { ForeignPath = _ => "/planning/scenarios/980103-1" },
        new("scenario-change", Deciders, _ => "/planning/scenarios/980101-1", 422) { Body = _ => Nameless(MatrixCity.East), ForeignBody = _ => Nameless(MatrixCity.Foreign), Foreign = 422 },
        new("scenario-solve", Deciders, _ => "/planning/scenarios/980101-1/solve", 404) { Body = _ => new { seconds = 5 }, ForeignPath = _ => "/planning/scenarios/980103-1/solve" },
        new("scenario-try", Readers, _ => "/planning/scenarios/980101-1/try?village=1&route=x", 404) { ForeignPath = _ => "/planning/scenarios/980103-1/try?village=1&route=x" },
        new("scenario-compare", Readers, _ => "/planning/compare?ids=980101-1,980101-2", 422),
        new("county-plans", Readers, _ => "/planning/plans", 200),
        new("county-plan-propose", Deciders, _ => "/planning/plans", 404) { Body = _ => new { scenario = "980101-1" }, ForeignBody = _ => new { scenario = "980103-1" } },
        new("county-plan", Readers, _ => "/planning/plans/980101-1", 404) { ForeignPath = _ => "/planning/plans/980103-1" },
        new("county-plan-approve", [CityOffice], _ => "/planning/plans/980101-1/approve", 404) { Body = _ => new { version = 1 }, ForeignPath = _ => "/planning/plans/980103-1/approve" },
        new("county-plan-return", [CityOffice], _ => "/planning/plans/980101-1/return", 404) { Body = _ => new { version = 1, reason = "x" }, ForeignPath = _ => "/planning/plans/980103-1/return" },
        new("county-plan-withdraw", Deciders, _ => "/planning/plans/980101-1/withdraw", 404) { Body = _ => new { version = 1 }, ForeignPath = _ => "/planning/plans/980103-1/withdraw" },
        new("route-leads", Readers, _ => "/planning/leads", 200),
    ];

    private static object Correction() => new { version = 1, values = new Dictionary<string, string>(), reason = "a reason" };

    private static object Nameless(string county) => new { version = 0, name = "", counties = new[] { county }, settings = new { } };

    private static IEnumerable<MatrixRow> System() =>
    [
        new("system", null, _ => "/system", 200),
        new("verify", [Audit, SecurityOfficer], _ => "/verify", 200, 202),
    ];

    private static IEnumerable<MatrixRow> Accounts() =>
    [
        new("sign-in-ways", null, _ => "/sign-in", 200),
        new("sign-in", null, _ => "/sign-in", 401, 429) { Body = _ => new { name = "nobody", password = "nothing" } },
        new("sign-in-second-step", null, _ => "/sign-in/second-step", 401, 429) { Body = _ => new { ticket = "x", code = "1" } },
        new("sign-in-oauth", null, _ => "/sign-in/oauth", 404, 429),
        new("sign-in-oauth-callback", null, _ => "/sign-in/oauth/callback", 404, 429),
        new("sign-in-demo", null, _ => "/sign-in/demo", 404, 429) { Body = _ => new { role = "audit" } },
        new("sign-in-link", null, _ => "/sign-in/link", 404, 422, 429) { Body = _ => new { token = "x" } },
        new("sign-in-set-password", null, _ => "/sign-in/password", 404, 422, 429) { Body = _ => new { token = "x", password = "y" } },
        new("sign-in-set-up", null, _ => "/sign-in/set-up", 404, 422, 429) { Body = _ => new { token = "x" } },
        new("sign-out", Everyone, _ => "/sign-out", 200, 204) { Fresh = true },
        new("account", Everyone, _ => "/account", 200),
        new("account-password", Everyone, _ => "/account/password", 422) { Body = _ => new { current = "x", password = "y" } },
        new("account-sessions", Everyone, _ => "/account/sessions", 200),
        new("account-sessions-end", Everyone, _ => "/account/sessions", 200, 204) { Fresh = true },
        new("account-session-end", Everyone, _ => "/account/sessions/1", 404),
        new("account-tokens", Everyone, _ => "/account/tokens", 200),
        new("account-token-add", Everyone, _ => "/account/tokens", 422) { Body = _ => new { name = "", expires_at = "2030-01-01T00:00:00Z" } },
        new("account-token-revoke", Everyone, _ => "/account/tokens/1", 404),
        new("second-factor-set-up", Everyone, _ => "/account/second-factor", 200, 422) { Fresh = true, Body = _ => new { password = "x" } },
        new("second-factor-confirm", Everyone, _ => "/account/second-factor/confirm", 422) { Fresh = true, Body = _ => new { code = "1" } },
        new("second-factor-disable", Everyone, _ => "/account/second-factor/disable", 204, 422) { Fresh = true, Body = _ => new { password = "x" } },
        new("second-factor-recovery-codes", Everyone, _ => "/account/second-factor/recovery-codes", 422) { Fresh = true, Body = _ => new { password = "x" } },
        new("accounts", Administrators, _ => "/accounts", 200),
        new("account-roles", Administrators, _ => "/accounts/roles", 200),
        new("account-add", Administrators, _ => "/accounts", 422) { Body = _ => new { name = "" } },
        new("account-read", Administrators, _ => "/accounts/1", 404),
        new("account-change", Administrators, _ => "/accounts/1", 404, 422) { Body = _ => new { } },
        new("account-reset-password", Administrators, _ => "/accounts/1/reset-password", 404, 422) { Body = _ => new { reason = "test" } },
        new("account-unlock", Administrators, _ => "/accounts/1/unlock", 404, 422) { Body = _ => new { reason = "test" } },
        new("account-remove-second-factor", Administrators, _ => "/accounts/1/remove-second-factor", 404, 422) { Body = _ => new { reason = "test" } },
        new("account-sessions-of", Administrators, _ => "/accounts/1/sessions", 404),
        new("account-sessions-end-of", Administrators, _ => "/accounts/1/sessions", 404),
        new("account-session-end-of", Administrators, _ => "/accounts/1/sessions/1", 404),
        new("account-tokens-of", Administrators, _ => "/accounts/1/tokens", 404),
        new("account-token-revoke-of", Administrators, _ => "/accounts/1/tokens/1", 404),
    ];

    private static IEnumerable<MatrixRow> Programme() =>
    [
        new("programme", Planners, _ => "/programme", 200),
        new("programme-versions", Planners, _ => "/programme/versions", 200),
        new("programme-annexes", Planners, _ => "/programme/annexes", 200),
        new("programme-clauses", Planners, _ => "/programme/clauses", 200),
        new("regions", Everyone, _ => "/regions", 200),
        new("progress", ProgressReaders, _ => "/progress?by=village", 200) { ForeignPath = _ => "/progress?by=village&region=" + MatrixCity.Foreign, Foreign = 200 },
        new("targets", Planners, _ => "/targets?region=" + MatrixCity.East, 200) { ForeignPath = _ => "/targets?region=" + MatrixCity.Foreign, Foreign = 200 },
        new("targets-proposal", Offices, _ => "/targets/proposal", 200) { Body = _ => new { region = MatrixCity.Bridge }, ForeignBody = _ => new { region = MatrixCity.Foreign }, Foreign = 200 },
        new("targets-hand-down", Offices, _ => "/targets/hand-down", 409) { Body = _ => HandDown(MatrixCity.Bridge), ForeignBody = _ => HandDown(MatrixCity.Foreign), Foreign = 403 },
        new("targets-transfer", Offices, _ => "/targets/transfer", 409)
        {
            Body = _ => Transfer(MatrixCity.Willow, "980101001201"), ForeignBody = _ => Transfer(MatrixCity.ForeignVillage, "980103001201"), Foreign = 403,
        },
        new("map-counties", Planners, _ => "/map/counties", 200, 204),
        new("map-import", [CityOffice], _ => "/map/counties", 422) { Body = _ => new { } },
        new("map-remove", [CityOffice], _ => "/map/counties", 204),
    ];

    private static IEnumerable<MatrixRow> Ledger() =>
    [
        new("overview", ProgressReaders, _ => "/overview", 200),
        new("ledger-columns", LedgerReaders, _ => "/ledger/columns", 200),
        new("ledger-codes", Everyone, _ => "/ledger/codes", 200),
        new("households", LedgerReaders, _ => "/ledger/households", 200) { ForeignPath = _ => "/ledger/households?region=" + MatrixCity.Foreign, Foreign = 200 },
        new("household", LedgerReaders, c => "/ledger/households/" + c.OwnHousehold, 200) { ForeignPath = c => "/ledger/households/" + c.ForeignHousehold },
        new("household-reveal", Revealers, c => $"/ledger/households/{c.OwnHousehold}/reveal", 200) { Body = _ => new { purpose = "matrix test" }, ForeignPath = c => $"/ledger/households/{c.ForeignHousehold}/reveal" },
        new("household-correct", Offices, c => $"/ledger/households/{c.OwnHousehold}/correct", 409)
        {
            Body = _ => new { version = 99, fields = new { note = "x" }, reason = "matrix test" }, ForeignPath = c => $"/ledger/households/{c.ForeignHousehold}/correct",
        },
        new("household-move", Offices, c => $"/ledger/households/{c.OwnHousehold}/move", 409)
        {
            Body = _ => new { version = 99, village = "980101001201", reason = "matrix test" }, ForeignPath = c => $"/ledger/households/{c.ForeignHousehold}/move",
        },
        new("ledger-export", Exporters, _ => "/ledger/export", 200) { ForeignPath = _ => "/ledger/export?region=" + MatrixCity.Foreign, Foreign = 200 },
        new("ledger-export-job", Exporters, _ => "/ledger/export", 202) { ForeignPath = _ => "/ledger/export?region=" + MatrixCity.Foreign, Foreign = 202 },
        new("leads", Readers, _ => "/leads", 200),
        new("leads-sweep", [CityOffice, Department], _ => "/leads/sweep", 200, 202),
    ];

    private static IEnumerable<MatrixRow> Imports() =>
    [
        new("import-upload", Offices, _ => "/imports", 400),
        new("imports", Offices, _ => "/imports", 200),
        new("import", Offices, c => "/imports/" + c.OwnImport, 200, 404) { ForeignPath = c => "/imports/" + c.ForeignImport },
        new("import-check", Offices, c => $"/imports/{c.OwnImport}/check", 404, 409) { ForeignPath = c => $"/imports/{c.ForeignImport}/check" },
        new("import-start", Offices, c => $"/imports/{c.OwnImport}/start", 404, 409) { ForeignPath = c => $"/imports/{c.ForeignImport}/start" },
        new("import-drop", Offices, c => "/imports/" + c.OwnImport, 404, 409) { ForeignPath = c => "/imports/" + c.ForeignImport },
        new("import-events", Offices, c => $"/imports/{c.OwnImport}/events", 200, 404) { ForeignPath = c => $"/imports/{c.ForeignImport}/events" },
        new("import-refusals", Offices, c => $"/imports/{c.OwnImport}/refusals", 200, 404) { ForeignPath = c => $"/imports/{c.ForeignImport}/refusals" },
        new("import-error-workbook", Offices, c => $"/imports/{c.OwnImport}/error-workbooks/x.xlsx", 404) { ForeignPath = c => $"/imports/{c.ForeignImport}/error-workbooks/x.xlsx" },
    ];

    private static IEnumerable<MatrixRow> Journal() =>
    [
        new("journal", JournalReaders, _ => "/journal?county=980101", 200) { ForeignPath = _ => "/journal?county=980103", Foreign = 200 },
        new("journal-export", JournalReaders, _ => "/journal/export", 200),
        new("exports", ExportReaders, _ => "/exports", 200),
    ];

    private static IEnumerable<MatrixRow> Reports() =>
    [
        new("reports", ReportReaders, _ => "/reports", 200) { ForeignPath = _ => "/reports?region=" + MatrixCity.Foreign, Foreign = 404 },
        new("report-draft", Submitters, _ => "/reports", 200, 409) { Body = _ => new { region = MatrixCity.Willow, date = "2026-07-12" }, ForeignBody = _ => new { region = MatrixCity.ForeignVillage, date = "2026-07-12" } },
        new("report-corrections", ReportReaders, _ => "/reports/corrections", 200),
        new("report", ReportReaders, c => "/reports/" + c.OwnReport, 200) { ForeignPath = c => "/reports/" + c.ForeignReport },
        new("report-print", ReportReaders, c => $"/reports/{c.OwnReport}/print", 200) { ForeignPath = c => $"/reports/{c.ForeignReport}/print" },
        Act("report-refresh", "refresh", Submitters), Act("report-submit", "submit", Submitters), Act("report-return", "return", Offices), Act("report-accept", "accept", Offices),
        Act("report-lock", "lock", Offices),
        new("report-correct", Offices, c => $"/reports/{c.OwnReport}/correct", 403, 409, 422)
        {
            Body = _ => new { version = 99, route = "x", figure = "passed", value = 1, reason = "matrix test" }, ForeignPath = c => $"/reports/{c.ForeignReport}/correct",
        },
    ];

    // Jobs are their owners' alone, in whichever region; the foreign one is the city office's.
    private static IEnumerable<MatrixRow> Jobs() =>
    [
        new("jobs", Everyone, _ => "/jobs", 200),
        new("job", Everyone, _ => "/jobs/1", 404) { ForeignPath = c => "/jobs/" + c.ForeignJob },
        new("job-cancel", Everyone, _ => "/jobs/1/cancel", 404) { ForeignPath = c => $"/jobs/{c.ForeignJob}/cancel" },
        new("job-events", Everyone, _ => "/jobs/1/events", 404) { ForeignPath = c => $"/jobs/{c.ForeignJob}/events" },
        new("job-file", Everyone, _ => "/jobs/1/file", 404) { ForeignPath = c => $"/jobs/{c.ForeignJob}/file" },
        new("schedules", [CityOffice, SystemAdministrator], _ => "/schedules", 200),
        new("schedule-change", [CityOffice, SystemAdministrator], _ => "/schedules/nothing", 404, 422) { Body = _ => new { version = 1, cron = "0 0 2 * * ?", time_zone = "Asia/Shanghai", enabled = true } },
        new("schedule-run", [CityOffice, SystemAdministrator], _ => "/schedules/nothing/run", 404),
        new("notices", Everyone, _ => "/notices", 200),
        new("notice-read", Everyone, _ => "/notices/1/read", 404),
        new("notices-read", Everyone, _ => "/notices/read", 200, 204),
    ];

    private static IEnumerable<MatrixRow> Funds() =>
    [
        new("rights", FundsReaders, _ => "/funds/rights?region=" + MatrixCity.Willow, 200) { ForeignPath = _ => "/funds/rights?region=" + MatrixCity.Foreign },
        new("claims", FundsReaders, _ => "/funds/claims?region=" + MatrixCity.Willow, 200) { ForeignPath = _ => "/funds/claims?region=" + MatrixCity.Foreign },
        new("claim-recover", [Finance], _ => "/funds/claims/1/recover", 404) { Body = _ => new { county = MatrixCity.East, amount_fen = 1, day = "2026-01-05", document = "x" } },
        new("amount-explain", FundsReaders, c => "/funds/households/" + c.OwnHousehold, 200) { ForeignPath = c => "/funds/households/" + c.ForeignHousehold },
        new("operating", FundsReaders, _ => "/funds/operating?season=2030-2031", 200),
        new("parameters", FundsReaders, _ => "/funds/parameters", 200),
        new("parameter-try", FundsReaders, _ => "/funds/parameters/try", 200) { Body = _ => new { code = "capital-subsidy-floor", value = "1300", effective_from = "2030-01-01" } },
        new("parameter-decide", [CityOffice], _ => "/funds/parameters", 422) { Body = _ => new { code = "capital-subsidy-floor", value = "1300", effective_from = "2030-01-01", reason = "" } },
        new("funds-report", FundsReaders, _ => "/funds/report", 200),
        new("fund-entries", FundsReaders, _ => "/funds/entries?county=" + MatrixCity.East, 200, 404) { ForeignPath = _ => "/funds/entries?county=" + MatrixCity.Foreign },
        new("fund-enter", [Finance], _ => "/funds/entries", 200) { Body = _ => new { county = MatrixCity.East, kind = "appropriate", source = "county", amount_fen = 100, day = "2026-01-05", document = "x" } },
        new("bank-balance", [Finance], _ => "/funds/bank-balances", 200) { Body = _ => new { county = MatrixCity.East, balance_fen = 100, day = "2026-01-05", document = "x" } },
        new("sanction-impose", [CityOffice], _ => "/funds/sanctions", 422) { Body = _ => new { county = MatrixCity.East, reason = "" } },
        new("sanction-lift", [CityOffice], _ => "/funds/sanctions/lift", 404, 422) { Body = _ => new { county = MatrixCity.East, reason = "matrix test" } },
        new("season-import", [CityOffice, CountyOffice], _ => "/seasons/import", 400),
        new("season-imports", [CityOffice, CountyOffice], _ => "/seasons/imports", 200),
        new("reading-correct", [CityOffice, CountyOffice], c => $"/seasons/households/{c.OwnHousehold}/readings", 200)
        {
            Body = _ => new { season = "2030-2031", utility = "power", period = "2030-11", value = "1.5", reason = "matrix test" }, ForeignPath = c => $"/seasons/households/{c.ForeignHousehold}/readings",
        },
    ];

    private static IEnumerable<MatrixRow> Payments() =>
    [
        new("payments", FundsReaders, _ => "/payments", 200) { ForeignPath = _ => "/payments?region=" + MatrixCity.Foreign },
        new("payment-propose", [CountyOffice, Township], _ => "/payments", 422) { Body = _ => new { region = MatrixCity.Willow, kind = "capital" }, ForeignBody = _ => new { region = MatrixCity.Foreign, kind = "capital" } },
        new("payment", FundsReaders, c => "/payments/" + c.OwnBatch, 200, 404) { ForeignPath = c => "/payments/" + c.ForeignBatch },
        new("payment-lines", FundsReaders, c => $"/payments/{c.OwnBatch}/lines", 200, 404) { ForeignPath = c => $"/payments/{c.ForeignBatch}/lines" },
        new("payment-why", FundsReaders, c => $"/payments/{c.OwnBatch}/why", 200, 404) { ForeignPath = c => $"/payments/{c.ForeignBatch}/why" },
        new("payment-notice", FundsReaders, c => $"/payments/{c.OwnBatch}/notice", 404) { ForeignPath = c => $"/payments/{c.ForeignBatch}/notice" },
        Pay("payment-check", "check", [CountyOffice]), Pay("payment-publish", "publish", [CountyOffice]), Pay("payment-approve", "approve", [Finance]), Pay("payment-reject", "reject", FundsReaders),
        Pay("payment-send", "send", [Finance]), Pay("payment-resend", "resend", [Finance]),
        new("payment-answer", [Finance], c => $"/payments/{c.OwnBatch}/answers", 409) { Body = _ => new { version = 99, name = "x.txt", content = "eA==" }, ForeignPath = c => $"/payments/{c.ForeignBatch}/answers" },
        new("payment-file", [Finance], c => $"/payments/{c.OwnBatch}/files/1", 404) { ForeignPath = c => $"/payments/{c.ForeignBatch}/files/1" },
        new("objection-raise", [CountyOffice, Township], c => $"/payments/{c.OwnBatch}/objections", 404, 422) { Body = _ => new { text = "matrix test" }, ForeignPath = c => $"/payments/{c.ForeignBatch}/objections" },
        new("objection-decide", [CountyOffice], c => $"/payments/{c.OwnBatch}/objections/1/decide", 404) { Body = _ => new { version = 1, upheld = true, reason = "x" }, ForeignPath = c => $"/payments/{c.ForeignBatch}/objections/1/decide" },
    ];

    // A batch of the county: townships and villages see it where it is theirs alone.
    private static MatrixRow Pay(string name, string verb, Role[] roles) => new(name, roles, c => $"/payments/{c.OwnBatch}/{verb}", 403, 404, 409)
    {
        Body = _ => new { version = 99, reason = "matrix test" }, ForeignPath = c => $"/payments/{c.ForeignBatch}/{verb}",
    };

    private static IEnumerable<MatrixRow> Acceptance() =>
    [
        new("acceptance-today", [Inspector], _ => "/acceptance/today", 200),
        new("inspection-submit", [Inspector], _ => "/acceptance/inspections", 409) { Body = c => Inspection(c.OwnHousehold), ForeignBody = c => Inspection(c.ForeignHousehold) },
        new("inspection", AcceptanceReaders, _ => "/acceptance/inspections/980101-1", 404) { ForeignPath = _ => "/acceptance/inspections/980103-1" },
        new("acceptance-checklists", AcceptanceReaders, _ => "/acceptance/checklists", 200),
        new("acceptances", AcceptanceReaders, _ => "/acceptance?region=" + MatrixCity.East, 200) { ForeignPath = _ => "/acceptance?region=" + MatrixCity.Foreign, Foreign = 200 },
        new("acceptance-household", AcceptanceReaders, c => "/acceptance/households/" + c.OwnHousehold, 200) { ForeignPath = c => "/acceptance/households/" + c.ForeignHousehold },
        new("acceptance-confirm", Deciders, c => $"/acceptance/households/{c.OwnHousehold}/confirm", 409) { Body = _ => new { version = 99 }, ForeignPath = c => $"/acceptance/households/{c.ForeignHousehold}/confirm" },
        new("acceptance-withdraw", Deciders, c => $"/acceptance/households/{c.OwnHousehold}/withdraw", 409)
        {
            Body = _ => new { version = 99, reason = "matrix test" }, ForeignPath = c => $"/acceptance/households/{c.ForeignHousehold}/withdraw",
        },
        new("acceptance-confirm-village", Deciders, _ => "/acceptance/confirm", 200) { Body = _ => new { village = MatrixCity.Willow }, ForeignBody = _ => new { village = MatrixCity.ForeignVillage } },
        new("acceptance-archive", AcceptanceReaders, c => $"/acceptance/households/{c.OwnHousehold}/archive", 200) { ForeignPath = c => $"/acceptance/households/{c.ForeignHousehold}/archive" },
        new("acceptance-archive-file", Exporters, c => $"/acceptance/households/{c.OwnHousehold}/archive/file", 200) { ForeignPath = c => $"/acceptance/households/{c.ForeignHousehold}/archive/file" },
        new("acceptance-archive-village", Exporters, _ => "/acceptance/archive", 202) { Body = _ => new { village = MatrixCity.Willow }, ForeignBody = _ => new { village = MatrixCity.ForeignVillage } },
        new("acceptance-leads", Readers, _ => "/acceptance/leads", 200),
        new("acceptance-leads-sweep", [CityOffice, Department], _ => "/acceptance/leads/sweep", 202),
        new("rectifications", AcceptanceReaders, _ => "/acceptance/rectifications?region=" + MatrixCity.East, 200) { ForeignPath = _ => "/acceptance/rectifications?region=" + MatrixCity.Foreign, Foreign = 200 },
        Rectification("rectification-amend", "amend", Deciders), Rectification("rectification-report", "report", [CountyOffice, Enterprise]), Rectification("rectification-return", "return", Deciders),
        Rectification("rectification-drop", "drop", Deciders),
        new("inspectors", AcceptanceReaders, _ => "/acceptance/inspectors", 200) { ForeignPath = _ => "/acceptance/inspectors?county=" + MatrixCity.Foreign },
        new("inspector-add", Deciders, _ => "/acceptance/inspectors", 422) { Body = _ => Register(MatrixCity.East), ForeignBody = _ => Register(MatrixCity.Foreign) },
        new("inspector-change", Deciders, _ => "/acceptance/inspectors/980101-1", 422) { Body = _ => Register(MatrixCity.East), ForeignBody = _ => Register(MatrixCity.Foreign) },
        new("inspector-end", Deciders, _ => "/acceptance/inspectors/980101-1/end", 404) { Body = _ => new { version = 1 }, ForeignPath = _ => "/acceptance/inspectors/980103-1/end" },
        new("acceptance-batches", AcceptanceReaders, _ => "/acceptance/batches", 200),
        new("acceptance-batch-propose", Deciders, _ => "/acceptance/batches/propose", 404) { Body = _ => Batch(MatrixCity.Willow), ForeignBody = _ => Batch(MatrixCity.ForeignVillage) },
        new("acceptance-batch-plan", Deciders, _ => "/acceptance/batches", 404) { Body = _ => Batch(MatrixCity.Willow) },
        new("acceptance-batch", AcceptanceReaders, _ => "/acceptance/batches/980101-1", 404) { ForeignPath = _ => "/acceptance/batches/980103-1" },
        new("acceptance-batch-close", Deciders, _ => "/acceptance/batches/980101-1/close", 404) { Body = _ => new { version = 1 } },
        new("acceptance-batch-cancel", Deciders, _ => "/acceptance/batches/980101-1/cancel", 404) { Body = _ => new { version = 1, reason = "matrix test" } },
        new("attachment-announce", Attachers, _ => "/acceptance/attachments", 200) { Body = c => Announcement(c.OwnHousehold), ForeignBody = c => Announcement(c.ForeignHousehold) },
        new("attachment", Attachers, _ => "/acceptance/attachments/980101-1", 404),
        new("attachment-append", Attachers, _ => "/acceptance/attachments/980101-1/content?offset=0", 404),
        new("attachment-complete", Attachers, _ => "/acceptance/attachments/980101-1/complete", 404),
        new("attachment-content", AcceptanceReaders, _ => "/acceptance/attachments/980101-1/content", 404) { ForeignPath = _ => "/acceptance/attachments/980103-1/content" },
    ];

    private static object Inspection(string household) => new { submission = "matrix-0001", household, household_version = 99, at = "2030-06-02T01:00:00Z", outcome = "passed", checklist = "solar/1" };

    private static object Register(string county) => new { county, version = 1, account = "", name = "", certificate = "", valid_from = "", valid_to = "", routes = Array.Empty<string>() };

    private static object Batch(string village) => new { villages = new[] { village }, inspector = "980101-1", day = "2030-06-02", count = 10, households = Array.Empty<string>() };

    private static object Announcement(string household) => new { household, kind = "contract", size = 4, sha256 = new string('a', 64) };

    private static MatrixRow Rectification(string name, string verb, Role[] roles) => new(name, roles, _ => $"/acceptance/rectifications/980101-1/{verb}", 404, 422)
    {
        Body = _ => new { version = 99, reason = "matrix test", what = "x", who = "y", due = "2031-01-01" }, ForeignPath = _ => $"/acceptance/rectifications/980103-1/{verb}",
    };

    // Stale on purpose, so that nothing changes: right is a conflict, or a refusal that comes before it.
    private static MatrixRow Act(string name, string verb, Role[] roles) => new(name, roles, c => $"/reports/{c.OwnReport}/{verb}", 403, 409, 422)
    {
        Body = _ => new { version = 99, reason = "matrix test" }, ForeignPath = c => $"/reports/{c.ForeignReport}/{verb}",
    };

    private static object HandDown(string region) => new { region, version = 99, children = Array.Empty<object>(), reserve = 0, reason = "matrix test" };

    private static object Transfer(string from, string to) => new { from, from_version = 99, to, to_version = 99, amount = 1, reason = "matrix test" };
}
