using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform.Journal;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Acceptance.InspectHousehold;

/// <summary>What a submission means once it is checked.</summary>
internal sealed record CheckedSubmission(
    InspectionOutcome Outcome, DateOnly Day, Inspector Inspector, Checklist Checklist, IReadOnlyList<JudgedAnswer> Answers, IReadOnlyList<Attachment> Attachments, long? HouseholdSignature, long? InspectorSignature,
    long? Batch, DateOnly? Due);

/// <summary>Checks a submission against checklist, register, attachments and days. Every objection is told, each with its path.</summary>
internal sealed class SubmissionCheck(AcceptanceTransaction on, SubmitInspectionRequest request, HouseholdFacts household, string actor, DateTimeOffset now)
{
    private const int LongestText = 500, MostPhotos = 60;

    // Phones' clocks go wrong by minutes.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private readonly List<Error> _errors = [];
    private readonly List<Attachment> _attachments = [];

    /// <summary>A day in the plan's country, which has one zone.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => at.Year is > 1 and < 9999 ? DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(8)).DateTime) : DateOnly.FromDateTime(at.DateTime);

    public Result<CheckedSubmission> Run()
    {
        var outcome = Words.Parse<InspectionOutcome>(request.Outcome);
        if (outcome is null)
        {
            Wrong("inspection-outcome", "outcome", request.Outcome ?? "");
        }

        var day = DayOf(request.At);
        CheckDay(day, outcome);
        var inspector = FindInspector(day);
        var checklist = FindChecklist();
        var answers = checklist is null || outcome is null or InspectionOutcome.Impossible ? [] : ChecklistRules.Judge(checklist, request.Answers ?? [], _errors);
        CheckOutcome(outcome, checklist, answers);
        CheckPosition(outcome);
        CheckPhotos(outcome, checklist, answers);
        var (householdSignature, inspectorSignature) = CheckSignatures(outcome);
        var due = CheckRectification(outcome, day);
        var batch = CheckBatch();
        return _errors.Count > 0 || outcome is null || inspector is null || checklist is null
            ? Result<CheckedSubmission>.Fail(_errors)
            : new CheckedSubmission(outcome.Value, day, inspector, checklist, answers, _attachments, householdSignature, inspectorSignature, batch, due);
    }

    private void CheckDay(DateOnly day, InspectionOutcome? outcome)
    {
        if (request.At > now + Ahead)
        {
            Wrong("inspection-future", "at", Days.Text(day));
        }

        if (outcome is InspectionOutcome.Passed or InspectionOutcome.Failed && household.Completed is null)
        {
            Wrong("acceptance-not-completed", "household");
        }
        else if (outcome is InspectionOutcome.Passed or InspectionOutcome.Failed && day < household.Completed)
        {
            Wrong("acceptance-before-completion", "at", Days.Text(household.Completed)!);
        }
    }

    private Inspector? FindInspector(DateOnly day)
    {
        var entries = on.Inspectors.OfAccount(household.Id.CountyCode, actor);
        var route = on.Programme!.TechnologyOf(household.Route)?.Code ?? "";
        var found = entries.Find(i => i.IsValidOn(day) && i.Routes.Contains(route));
        if (found is null)
        {
            Wrong(entries.Exists(i => i.IsValidOn(day)) ? "inspector-route" : entries.Count > 0 ? "inspector-expired" : "inspector-unregistered", "inspector", actor, Days.Text(day), route);
        }

        return found;
    }

    private Checklist? FindChecklist()
    {
        var route = on.Programme!.TechnologyOf(household.Route)?.Code ?? "";
        if (on.Programme.Plan.Checklists.FirstOrDefault(c => c.Routes.Contains(route)) is not { } list)
        {
            Wrong("checklist-none", "checklist", route);
            return null;
        }

        if (list.Key != request.Checklist)
        {
            Wrong("checklist-other", "checklist", request.Checklist ?? "", list.Key);
        }

        return list;
    }

    private void CheckOutcome(InspectionOutcome? outcome, Checklist? list, List<JudgedAnswer> answers)
    {
        var failing = list is null ? [] : ChecklistRules.Failing(list, answers);
        if (outcome == InspectionOutcome.Passed && failing.Count > 0)
        {
            Wrong("inspection-passed-against", "outcome", string.Join(", ", list!.Items.Where(i => failing.Contains(i.Code)).Select(i => i.Text)));
        }

        if ((outcome == InspectionOutcome.Impossible || (outcome == InspectionOutcome.Failed && failing.Count == 0)) && Reasons.Objection(request.Reason) is { } objection)
        {
            _errors.Add(objection);
        }
        else if (request.Reason?.Length > LongestText)
        {
            Wrong("reason-too-long", "reason", LongestText.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void CheckPosition(InspectionOutcome? outcome)
    {
        if (request.Position is null)
        {
            if (outcome != InspectionOutcome.Impossible)
            {
                Wrong("position-missing", "position");
            }
        }
        else if (request.Position is { Latitude: < -90 or > 90 } or { Longitude: < -180 or > 180 } or { Accuracy: < 0 or > 1_000_000 })
        {
            Wrong("position-wrong", "position");
        }
    }

    private void CheckPhotos(InspectionOutcome? outcome, Checklist? list, List<JudgedAnswer> answers)
    {
        var named = (request.Photos ?? []).Select((p, i) => (Text: p, Path: string.Create(CultureInfo.InvariantCulture, $"photos.{i}")))
            .Concat(answers.SelectMany(a => a.Photos.Select(p => (Text: new CountyKey(household.Id.CountyCode, p).ToString(), Path: $"answers.{a.Item}")))).DistinctBy(p => p.Text).ToList();
        if (named.Count > MostPhotos)
        {
            Wrong("photos-too-many", "photos", MostPhotos.ToString(CultureInfo.InvariantCulture));
            return;
        }

        var found = named.Select(n => Attachment(n.Text, n.Path)).OfType<Attachment>().ToList();
        foreach (var signature in found.Where(a => a.Kind is not (AttachmentKind.Before or AttachmentKind.After or AttachmentKind.Plate or AttachmentKind.Detail)))
        {
            Wrong("attachment-kind", "photos", Words.Of(signature.Kind));
        }

        if (outcome is InspectionOutcome.Passed or InspectionOutcome.Failed)
        {
            foreach (var missing in (list?.Photos ?? []).Where(kind => !found.Exists(a => Words.Of(a.Kind) == kind)))
            {
                Wrong("photo-missing", "photos", missing);
            }
        }

        // One picture under two names is one picture.
        foreach (var twice in found.GroupBy(a => a.Sha256).Where(g => g.Count() > 1))
        {
            Wrong("photo-twice", "photos", string.Join(", ", twice.Select(a => Words.Of(a.Kind)).Distinct()));
        }
    }

    private (long? Household, long? Inspector) CheckSignatures(InspectionOutcome? outcome)
    {
        var needed = outcome is InspectionOutcome.Passed or InspectionOutcome.Failed;
        var ofHousehold = Signature(request.HouseholdSignature, "household_signature", AttachmentKind.HouseholdSignature, needed);
        var ofInspector = Signature(request.InspectorSignature, "inspector_signature", AttachmentKind.InspectorSignature, needed);

        // Nobody draws the same strokes twice: a signature that stands under another household was copied.
        if (ofHousehold is not null && on.Attachments.Alike(ofHousehold.County, ofHousehold.Sha256).Exists(a => a.Household != ofHousehold.Household && a.Inspection is not null))
        {
            Wrong("signature-copied", "household_signature");
        }

        return (ofHousehold?.Id, ofInspector?.Id);
    }

    private Attachment? Signature(string? text, string path, AttachmentKind kind, bool needed)
    {
        if (text is null)
        {
            if (needed)
            {
                Wrong("signature-missing", path);
            }

            return null;
        }

        var found = Attachment(text, path);
        if (found is not null && found.Kind != kind)
        {
            Wrong("attachment-kind", path, Words.Of(found.Kind));
        }

        return found;
    }

    private Attachment? Attachment(string text, string path)
    {
        if (CountyKey.Parse(text) is not { } key || key.County != household.Id.CountyCode || on.Attachments.Find(key.County, key.Id) is not { } found || found.CreatedBy != actor)
        {
            Wrong("attachment-unknown", path, text);
            return null;
        }

        // What was uploaded for one household proves nothing of another.
        if (found.Household != household.Id.Value)
        {
            Wrong("attachment-of-another", path, text);
            return null;
        }

        if (found.State != AttachmentState.Complete)
        {
            Wrong(found.State == AttachmentState.Coming ? "attachment-incomplete" : "attachment-used", path, text);
            return null;
        }

        _attachments.Add(found);
        return found;
    }

    private DateOnly? CheckRectification(InspectionOutcome? outcome, DateOnly day)
    {
        if (outcome != InspectionOutcome.Failed)
        {
            return null;
        }

        if (request.Rectification is not { } order)
        {
            Wrong("rectification-missing", "rectification");
            return null;
        }

        if (string.IsNullOrWhiteSpace(order.What) || order.What.Length > LongestText)
        {
            Wrong("rectification-what", "rectification.what", LongestText.ToString(CultureInfo.InvariantCulture));
        }

        if (string.IsNullOrWhiteSpace(order.Who ?? household.Enterprise) || order.Who?.Length > LongestText)
        {
            Wrong("rectification-who", "rectification.who");
        }

        var due = Days.TryParse(order.Due);
        if (due is null || due <= day)
        {
            Wrong("rectification-due", "rectification.due", order.Due ?? "");
        }

        return due;
    }

    private long? CheckBatch()
    {
        if (request.Batch is not { } text)
        {
            return null;
        }

        if (CountyKey.Parse(text) is { } key && key.County == household.Id.CountyCode && on.Batches.Find(key.County, key.Id) is { State: not BatchState.Cancelled } batch
            && on.Batches.Households(key.County, batch.Id).Contains(household.Id.Value))
        {
            return batch.Id;
        }

        Wrong("batch-unknown", "batch", text);
        return null;
    }

    private void Wrong(string code, string path, params IReadOnlyList<string> args) => _errors.Add(new Error(code, new ErrorPlace(Path: path), args));
}
