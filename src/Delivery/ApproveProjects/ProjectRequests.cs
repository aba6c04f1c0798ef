namespace CleanHeating.Delivery.ApproveProjects;

/// <summary>Registers a project, or changes a draft: version 0 for a new one.</summary>
/// <param name="County">Code of the county.</param>
/// <param name="Version">Version that the person saw.</param>
/// <param name="Name">The project's name.</param>
/// <param name="Firm">Credit code of the firm that carries it out; null while none is chosen.</param>
/// <param name="Villages">Codes of the villages that it covers.</param>
/// <param name="Households">Households that it is for.</param>
/// <param name="AmountFen">What it costs, in fen.</param>
/// <param name="IsGreen">Whether it goes through the green channel.</param>
/// <param name="Note">What else is to be known.</param>
public sealed record ProjectRequest(string County, int Version, string Name, string? Firm, IReadOnlyList<string> Villages, int Households, long AmountFen, bool IsGreen, string? Note = null);

/// <summary>An act over the version that the person saw.</summary>
/// <param name="Version">That version.</param>
/// <param name="Reason">Why, where the act needs a reason.</param>
/// <param name="Holder">Who now has the step, for hold.</param>
/// <param name="Until">Last day of a black-listing, for blacklist; null for no end.</param>
public sealed record DeliveryActRequest(int Version, string? Reason = null, string? Holder = null, string? Until = null);

/// <summary>A permit or other paper of a step: its number, who issued it, on which day.</summary>
public sealed record ProjectPaperRequest(string Step, string Number, string Issuer, string Day);

/// <summary>A paper of a project.</summary>
public sealed record ProjectPaperLine(string Step, string Number, string Issuer, string Day, string By);

/// <summary>A village of a project.</summary>
public sealed record ProjectVillage(string Code, string Name);

/// <summary>A step of a project as it stands today.</summary>
/// <param name="Code">The programme's code of the step.</param>
/// <param name="Name">Its name in the asker's language.</param>
/// <param name="By">Who decides: office or department.</param>
/// <param name="State">waiting, open, granted, refused or returned.</param>
/// <param name="Holder">Who has it.</param>
/// <param name="Since">Day on which its days began.</param>
/// <param name="Due">Last day.</param>
/// <param name="DaysIn">Calendar days since it began, to its decision or today.</param>
/// <param name="Overdue">Calendar days beyond its last day; 0 for none.</param>
/// <param name="Decided">Day of the decision.</param>
/// <param name="DecidedBy">Account that decided.</param>
/// <param name="Reason">Why it was returned or refused.</param>
/// <param name="Clause">Clause that the step rests on; null where none is given.</param>
/// <param name="Version">Its version.</param>
/// <param name="MayDecide">Whether the caller decides it.</param>
public sealed record ProjectStepLine(
    string Code, string Name, string By, string State, string? Holder, string? Since, string? Due, int? DaysIn, int Overdue, string? Decided, string? DecidedBy, string? Reason, string? Clause, int Version, bool MayDecide);

/// <summary>A project. <see cref="Overdue"/>: the most days by which an open step is late.</summary>
public sealed record ProjectLine(
    string Id, string County, string CountyName, string Name, string? Firm, string? FirmName, IReadOnlyList<ProjectVillage> Villages, int Households, long AmountFen, bool IsGreen, string State, string? Note,
    string? Submitted, string? Approved, string? Started, string? Finished, string? Reason, int Overdue, IReadOnlyList<ProjectStepLine> Steps, int Version);

/// <summary>A project with its papers and what the caller can do with it.</summary>
public sealed record ProjectAnswer(ProjectLine Project, IReadOnlyList<ProjectPaperLine> Papers, IReadOnlyList<string> Acts);

/// <summary>Projects of the caller's regions, newest first, and the programme's steps.</summary>
public sealed record ProjectsAnswer(IReadOnlyList<ProjectLine> Projects, IReadOnlyList<ProjectStepName> Steps);

/// <summary>A step of the programme.</summary>
public sealed record ProjectStepName(string Code, string Name, int Days, int GreenDays);
