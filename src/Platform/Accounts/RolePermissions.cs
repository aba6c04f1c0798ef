using static CleanHeating.Platform.Accounts.Permission;

namespace CleanHeating.Platform.Accounts;

/// <summary>Which role may do what. The three administrators share nothing that would let one cover the other's tracks.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Readers = [ReadProgramme, ReadProgress, ReadLedger, ReadLeads, ReadReports, ReadJobs, ReadAcceptance, ReadFunds, ReadPlanning, ReadDelivery];

    private static readonly Dictionary<Role, HashSet<Permission>> Held = new()
    {
        [Role.CityOffice] =
        [
            .. Readers, ChangeTargets, ChangeMap, ImportLedger, CorrectLedger, ExportLedger, RevealPersonal, SweepLeads, SubmitReport, DecideReport, ReadJournal, ReadExports, ChangeSchedules,
            ImportSeason, ChangeParameters, SanctionCounties, PlanInspections, DecideAcceptance, Attach,
            ChangeSupply, ChangePlans, DecidePlans, ChangeProjects, DecideSteps, ChangeEnterprises, ChangeCatalogue, ChangeSchedule, ReportConstruction,
        ],
        [Role.CityLeader] = [.. Readers],
        [Role.Department] = [.. Readers, ExportLedger, SweepLeads, DecideSteps],
        [Role.CountyOffice] =
        [
            .. Readers, ChangeTargets, ImportLedger, CorrectLedger, ExportLedger, RevealPersonal, SubmitReport, DecideReport, ReadJournal, ReadExports, PlanInspections, DecideAcceptance, ReportRectification, Attach,
            ImportSeason, ProposePayments, CheckPayments,
            ChangeSupply, ChangePlans, ChangeProjects, DecideSteps, ChangeEnterprises, ChangeSchedule, ReportConstruction,
        ],
        [Role.Township] = [.. Readers, ChangeTargets, ImportLedger, CorrectLedger, ExportLedger, RevealPersonal, SubmitReport, DecideReport, ProposePayments, ChangeProjects, ReportConstruction],
        [Role.Village] = [ReadProgramme, ReadProgress, ReadLedger, ReadFunds, ReadReports, SubmitReport, ReadJobs, ReadAcceptance, ReadDelivery, ReportConstruction],
        [Role.Enterprise] = [ReadProgramme, ReadLedger, ReadJobs, ReadAcceptance, ReportRectification, ReadDelivery, ReportConstruction],
        [Role.Inspector] = [ReadProgramme, ReadProgress, ReadLedger, RevealPersonal, ReadJobs, ReadAcceptance, Inspect, Attach],
        [Role.Finance] = [.. Readers, ApprovePayments, KeepBooks, ExportLedger, RevealPersonal, ReadExports],
        [Role.Audit] = [.. Readers, ExportLedger, RevealPersonal, ReadJournal, ReadExports, Verify],
        [Role.Utility] = [ReadProgramme, ReadJobs],
        [Role.SystemAdministrator] = [ManageAccounts, ReadJobs, ChangeSchedules],
        [Role.SecurityOfficer] = [ReadJournal, ReadExports, Verify, ReadJobs],
    };

    public static bool Has(Role role, Permission permission) => Held[role].Contains(permission);

    public static IReadOnlyCollection<Permission> Of(Role role) => Held[role];

    /// <summary>Whether accounts of this role see the whole city where they have no regions.</summary>
    public static bool IsCityWide(Role role) => role is Role.CityOffice or Role.Finance or Role.Audit;

    /// <summary>Whether accounts of this role see business data of regions: they must then have regions, or the whole city.</summary>
    public static bool HasRegions(Role role) => role is not (Role.SystemAdministrator or Role.SecurityOfficer or Role.Utility or Role.Enterprise);
}
