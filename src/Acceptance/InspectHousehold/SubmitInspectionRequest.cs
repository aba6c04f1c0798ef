using CleanHeating.Acceptance.Domain;

namespace CleanHeating.Acceptance.InspectHousehold;

/// <summary>Where the inspector stood, by the phone: degrees, and how many metres it may be off.</summary>
public sealed record InspectionPosition(decimal Latitude, decimal Longitude, int Accuracy);

/// <summary>What must be mended at a household that failed: what, by whom, by which day.</summary>
public sealed record RectificationOrder(string What, string? Who, string Due);

/// <summary>
/// An inspection as the field app sends it. The submission's number is made by the phone; sent again, by a bad line say, it is answered as
/// the first time and stored once.
/// </summary>
/// <param name="Submission">The phone's own number of the submission, 8 to 64 letters, digits and hyphens.</param>
/// <param name="Household">Household number.</param>
/// <param name="HouseholdVersion">Version of the household that the inspector had before them.</param>
/// <param name="Batch">Batch under which it was visited.</param>
/// <param name="At">When it was done, by the phone's clock.</param>
/// <param name="Outcome">passed, failed or impossible.</param>
/// <param name="Reason">Needed where it was impossible, or failed by no item of the checklist.</param>
/// <param name="Checklist">Code and version of the checklist, such as gas/1.</param>
/// <param name="Answers">Answers by item; none where it was impossible.</param>
/// <param name="Position">Position; needed unless it was impossible.</param>
/// <param name="Photos">Attachments of kinds before, after, plate and detail.</param>
/// <param name="HouseholdSignature">Attachment with the household's signature.</param>
/// <param name="InspectorSignature">Attachment with the inspector's signature.</param>
/// <param name="Rectification">Needed where it failed.</param>
public sealed record SubmitInspectionRequest(
    string Submission, string Household, int HouseholdVersion, DateTimeOffset At, string Outcome, string Checklist, IReadOnlyList<ItemAnswer>? Answers = null, string? Batch = null, string? Reason = null,
    InspectionPosition? Position = null, IReadOnlyList<string>? Photos = null, string? HouseholdSignature = null, string? InspectorSignature = null, RectificationOrder? Rectification = null);

/// <summary>What came of a submission.</summary>
/// <param name="Id">The inspection.</param>
/// <param name="Household">The household.</param>
/// <param name="HouseholdVersion">Version of the household after it.</param>
/// <param name="Number">Place in the household's chain.</param>
/// <param name="Outcome">passed, failed or impossible.</param>
/// <param name="Repeated">Whether it had come in before and was not stored again.</param>
/// <param name="Rectification">Rectification that it opened.</param>
public sealed record SubmittedInspection(string Id, string Household, int HouseholdVersion, int Number, string Outcome, bool Repeated, string? Rectification);
