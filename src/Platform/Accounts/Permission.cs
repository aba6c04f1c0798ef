namespace CleanHeating.Platform.Accounts;

/// <summary>What an endpoint or act asks for. Each endpoint names one; which roles hold it stands in <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    /// <summary>The plan, its places, targets and map.</summary>
    ReadProgramme,

    /// <summary>Progress figures and the overview of one's regions.</summary>
    ReadProgress,

    /// <summary>Hand down and transfer targets of one's regions.</summary>
    ChangeTargets,

    /// <summary>Outlines of counties.</summary>
    ChangeMap,

    /// <summary>Households of one's scope, personal numbers masked.</summary>
    ReadLedger,

    /// <summary>Upload ledgers, check them, bring them in.</summary>
    ImportLedger,

    /// <summary>Correct or move a household.</summary>
    CorrectLedger,
    ExportLedger,

    /// <summary>See a personal number in clear, for a stated purpose.</summary>
    RevealPersonal,
    ReadLeads,
    SweepLeads,

    /// <summary>Reports of one's level and below.</summary>
    ReadReports,

    /// <summary>Submit a report of one's own region upwards.</summary>
    SubmitReport,

    /// <summary>Return, accept, lock and correct what the level below submitted.</summary>
    DecideReport,

    /// <summary>The journal, scoped as the ledger.</summary>
    ReadJournal,

    /// <summary>Recount and check every seal and chain.</summary>
    Verify,

    /// <summary>Who took which export when.</summary>
    ReadExports,

    /// <summary>Long work of one's own.</summary>
    ReadJobs,

    /// <summary>Regular work: when it runs, and running it now.</summary>
    ChangeSchedules,

    /// <summary>Rights, payments, books and reports of one's regions.</summary>
    ReadFunds,

    /// <summary>Bills and hardship registers of a heating season.</summary>
    ImportSeason,

    /// <summary>Propose payments, and record objections to public lists.</summary>
    ProposePayments,

    /// <summary>Check proposed payments, hang lists out, decide about objections.</summary>
    CheckPayments,

    /// <summary>Approve payments, send them to the bank, take its answers in.</summary>
    ApprovePayments,

    /// <summary>Appropriations, arrivals, retentions, money that came back.</summary>
    KeepBooks,

    /// <summary>Put a parameter's new value in force.</summary>
    ChangeParameters,

    /// <summary>Impose a sanction on a county, and lift it.</summary>
    SanctionCounties,

    /// <summary>Inspections, acceptances, rectifications and their archive.</summary>
    ReadAcceptance,

    /// <summary>Inspect households: one's own list, photos, signatures, results.</summary>
    Inspect,

    /// <summary>Bring photos, signatures and papers of households.</summary>
    Attach,

    /// <summary>Who may inspect what, and whose day's route is which.</summary>
    PlanInspections,

    /// <summary>Confirm or withdraw an acceptance; return or give up a rectification.</summary>
    DecideAcceptance,

    /// <summary>Report that a rectification is done.</summary>
    ReportRectification,

    /// <summary>Supply and demand, scenarios and plans of one's regions.</summary>
    ReadPlanning,

    /// <summary>Bring supply and demand data in, and correct them.</summary>
    ChangeSupply,

    /// <summary>Make scenarios, solve them, propose a plan.</summary>
    ChangePlans,

    /// <summary>Approve or return a proposed plan.</summary>
    DecidePlans,

    /// <summary>Projects, enterprises, equipment and construction of one's regions.</summary>
    ReadDelivery,

    /// <summary>Register projects and their papers, submit them for approval.</summary>
    ChangeProjects,

    /// <summary>Decide a project's approval steps.</summary>
    DecideSteps,

    /// <summary>Register enterprises, their papers and contracts; decide admission and the black list.</summary>
    ChangeEnterprises,

    /// <summary>The equipment catalogue, its certificates and sampling tests.</summary>
    ChangeCatalogue,

    /// <summary>The back-schedule, crews, hindrances.</summary>
    ChangeSchedule,

    /// <summary>Daily and weekly construction reports.</summary>
    ReportConstruction,

    /// <summary>Accounts, their roles, regions, tokens and sessions.</summary>
    ManageAccounts,
}
