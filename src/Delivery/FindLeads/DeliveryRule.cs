using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.FindLeads;

/// <summary>
/// Refuses rows where the programme's checks are refuse: begun before the project was approved (C8), a model that is disqualified or
/// suspended, a firm that the county has not admitted (C26). What the registers do not know is left to the leads, but for firms: who is
/// not in the register is not admitted.
/// </summary>
internal sealed class DeliveryRule : ILedgerRule
{
    private const string Refuse = "refuse", Start = "start-before-approval", Model = "model-not-allowed", Firm = "firm-not-allowed";

    public IReadOnlyList<string> Codes { get; } = [Start, Model, Firm];

    public Func<RuledRow, LedgerObjection?>? Prepare(Workplace workplace, LoadedProgramme programme)
    {
        if (programme.Plan.Delivery is not { } checks || (checks.StartCheck != Refuse && checks.ModelCheck != Refuse && checks.FirmCheck != Refuse))
        {
            return null;
        }

        using var on = DeliveryTransaction.Read(workplace, new ProgrammeStore(workplace));
        var projects = checks.StartCheck != Refuse ? null : on.Divisions.Counties.SelectMany(c => on.Projects.Where("county_code = @p0 AND programme = @p1 AND state <> @p2", c.CountyCode, programme.Number, (int)ProjectState.Withdrawn))
            .SelectMany(p => ProjectReader.Villages(p).Select(v => (Village: v.Value, Project: p))).ToLookup(p => p.Village, p => (p.Project.CreditCode, Approved: WorkDays.TryParse(p.Project.Approved)));
        var models = checks.ModelCheck != Refuse ? null : on.Devices.Where("state <> @p0", (int)DeviceState.Listed).Select(d => (d.Maker, d.Model)).ToHashSet();
        var firms = checks.FirmCheck != Refuse ? null : on.Divisions.Counties.SelectMany(c => on.Firms.Where("county_code = @p0 AND state = @p1", c.CountyCode, (int)FirmState.Admitted)).Select(f => (f.County, f.CreditCode)).ToHashSet();
        return row =>
            projects is not null && row.Started is { } day && projects[row.Village.Value].Any(p => (p.CreditCode is null || p.CreditCode == row.Firm) && !(p.Approved <= day)) ? new LedgerObjection(Start, "started")
            : models is not null && row is { Brand: not null, Model: not null } && models.Contains((row.Brand, row.Model)) ? new LedgerObjection(Model, "model")
            : firms is not null && row.Firm is not null && !firms.Contains((row.Village.CountyCode, row.Firm)) ? new LedgerObjection(Firm, "credit_code") : null;
    }
}
