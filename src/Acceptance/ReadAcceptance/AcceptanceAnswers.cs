namespace CleanHeating.Acceptance.ReadAcceptance;

/// <summary>A household as this room's lists show it.</summary>
public sealed record HouseholdLine(
    string Id, string Head, string VillageCode, string Village, string Township, string Route, string RouteName, int Rooms, string Area, string? Hardship, string? Enterprise, string? Contract, string? Brand, string? Model, string? Serial,
    string? RatedPower, string? Completed, int Version);

/// <summary>An acceptance. Source is field or workbook, state unconfirmed, standing or withdrawn.</summary>
public sealed record AcceptanceLine(
    string Household, string Head, string Village, string Day, string Source, string SourceName, string State, string StateName, string? WithdrawnBy, string? Inspection, string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt,
    int Version);

/// <summary>A page of acceptances with the cursor of the next; null on the last.</summary>
public sealed record AcceptancePage(IReadOnlyList<AcceptanceLine> Rows, string? Next);

/// <summary>An item's answer with its words; value is text in the item's unit.</summary>
public sealed record AnswerLine(string Item, string Text, string Answer, string AnswerName, string? Value, string? Unit, bool IsGood, bool Fails, string? Note, IReadOnlyList<string> Photos);

/// <summary>A photo or signature of an inspection; its bytes are at /acceptance/attachments/{id}/content.</summary>
public sealed record AttachmentLine(string Id, string Kind, string KindName, string? MediaType, long Size, string Sha256, DateTimeOffset? TakenAt);

/// <summary>An inspection whole. Of the position the phone's own error in metres is told; who may see more reveals it.</summary>
public sealed record InspectionLine(
    string Id, string Household, int Number, DateTimeOffset At, DateTimeOffset ReceivedAt, string Day, string Outcome, string OutcomeName, string? Reason, string Inspector, string Actor, string Certificate, string Checklist,
    string? Batch, int? PositionAccuracy, IReadOnlyList<AnswerLine> Answers, IReadOnlyList<AttachmentLine> Attachments);

/// <summary>A rectification. State is open, reported, cleared, replaced or dropped; source field or workbook, whose reason nobody told. Overdue is one that is still to be done after its day; acts are what the asker can do with it: amend, report, return, drop.</summary>
public sealed record RectificationLine(
    string Id, string Household, string Head, string Village, string Source, string State, string StateName, string? What, string? Who, string? Due, bool IsOverdue, DateTimeOffset OpenedAt, string OpenedBy,
    DateTimeOffset? ReportedAt, string? ReportedBy, string? Report, DateTimeOffset? ClosedAt, string? ClosedBy, string? Inspection, string? ClosingInspection, string? Reason, int Version, IReadOnlyList<string> Acts);

/// <summary>A page of rectifications with the cursor of the next; null on the last.</summary>
public sealed record RectificationPage(IReadOnlyList<RectificationLine> Rows, string? Next);

/// <summary>A household's chain: its acceptance, every inspection and every rectification, oldest first.</summary>
/// <param name="Household">The household.</param>
/// <param name="Acceptance">Its acceptance; null where it never passed.</param>
/// <param name="Inspections">Inspections.</param>
/// <param name="Rectifications">Rectifications.</param>
/// <param name="Papers">Contract and proofs of payment.</param>
/// <param name="Checklist">What an inspection of it now looks at; null where the programme has none.</param>
/// <param name="Acts">What the asker can do: inspect, confirm, withdraw.</param>
public sealed record HouseholdAcceptance(
    HouseholdLine Household, AcceptanceLine? Acceptance, IReadOnlyList<InspectionLine> Inspections, IReadOnlyList<RectificationLine> Rectifications, IReadOnlyList<AttachmentLine> Papers,
    ChecklistAnswer? Checklist, IReadOnlyList<string> Acts);

/// <summary>An item of a checklist with its words in one language; limits are text in its unit.</summary>
public sealed record ChecklistItemAnswer(
    string Code, string Text, string Kind, bool Fails, bool MayNotApply, string Photo, string? Unit, string? AtLeast, string? AtMost, string? Clause, string? Standard);

/// <summary>A checklist.</summary>
/// <param name="Key">Code and version, as a submission names it.</param>
/// <param name="Name">Name.</param>
/// <param name="Routes">Technologies that it is for.</param>
/// <param name="Photos">Kinds of photos without which no household passes or fails.</param>
/// <param name="Items">Items in order.</param>
public sealed record ChecklistAnswer(string Key, string Name, IReadOnlyList<string> Routes, IReadOnlyList<string> Photos, IReadOnlyList<ChecklistItemAnswer> Items);

/// <summary>Every checklist of the programme in force.</summary>
public sealed record ChecklistsAnswer(IReadOnlyList<ChecklistAnswer> Checklists);

/// <summary>A batch. State is planned, closed or cancelled. What is left are the households that neither passed nor failed under it.</summary>
public sealed record BatchLine(
    string Id, string RegionCode, string Region, string Day, string Inspector, string InspectorName, string State, string StateName, string? Note, string? Reason, string CreatedBy, int Version, int Households, int Passed, int Failed,
    int Impossible, int Left);

/// <summary>Batches, newest day first.</summary>
public sealed record BatchesAnswer(IReadOnlyList<BatchLine> Batches);

/// <summary>A household of a batch: its place in the route, and what came of the visit; null before it.</summary>
public sealed record BatchHouseholdLine(int Position, HouseholdLine Household, string? Outcome, string? OutcomeName);

/// <summary>A batch with its route.</summary>
public sealed record BatchAnswer(BatchLine Batch, IReadOnlyList<BatchHouseholdLine> Households);

/// <summary>A proposed route, in order.</summary>
public sealed record ProposedBatch(IReadOnlyList<HouseholdLine> Households);

/// <summary>What went before at a household of today's list.</summary>
public sealed record TodayInspection(string Id, int Number, string Day, string Outcome, string OutcomeName, string? Reason, IReadOnlyList<string> FailedItems);

/// <summary>A household of today's list: everything that the phone needs without a line.</summary>
/// <param name="Position">Place in the route.</param>
/// <param name="Household">The household, with the version that a submission names.</param>
/// <param name="Checklist">Key of its checklist.</param>
/// <param name="Acceptance">State of its acceptance, unconfirmed say; null where there is none.</param>
/// <param name="Outcome">What came of the visit under this batch; null before it.</param>
/// <param name="Inspections">Earlier inspections.</param>
/// <param name="Rectification">What was to be mended; null where nothing is.</param>
public sealed record TodayHousehold(
    int Position, HouseholdLine Household, string? Checklist, string? Acceptance, string? Outcome, IReadOnlyList<TodayInspection> Inspections, RectificationLine? Rectification);

/// <summary>A batch of today's list.</summary>
public sealed record TodayBatch(string Id, string Day, string Region, string? Note, int Version, IReadOnlyList<TodayHousehold> Households);

/// <summary>What the caller's account may inspect, by the register.</summary>
public sealed record TodayQualification(string County, string Name, string Certificate, string ValidFrom, string ValidTo, IReadOnlyList<string> Routes, bool IsValid);

/// <summary>An inspector's list of the day, whole: to be kept on the phone and worked through without a line.</summary>
/// <param name="Day">The day.</param>
/// <param name="Qualifications">The caller's entries in the registers.</param>
/// <param name="Batches">Batches up to the day that are not over.</param>
/// <param name="Checklists">Checklists that they need.</param>
/// <param name="LargestAttachment">Bytes of the largest attachment.</param>
/// <param name="LargestPiece">Bytes of the largest piece of one.</param>
public sealed record TodayAnswer(
    string Day, IReadOnlyList<TodayQualification> Qualifications, IReadOnlyList<TodayBatch> Batches, IReadOnlyList<ChecklistAnswer> Checklists, long LargestAttachment, long LargestPiece);
