using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.InspectHousehold;

/// <summary>
/// Takes in an inspection: one household, one submission, one transaction with ledger, acceptance, rectification, journal and whatever
/// listens. What does not fit what stands is refused and shown, never written over.
/// </summary>
public sealed class SubmitInspectionHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances, IEnumerable<IAcceptanceListener> listeners)
{
    private static readonly JsonSerializerOptions Canonical = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Result<SubmittedInspection> Submit(SubmitInspectionRequest request, CultureInfo culture)
    {
        if (!IsSubmission(request.Submission))
        {
            return new Error("submission-id", new ErrorPlace(Path: "submission"));
        }

        if (!workplace.Caller.May(Permission.Inspect))
        {
            return new Error("permission-missing");
        }

        acceptances.CatchUp();
        new OutstandingCounts(workplace, programmes).Refresh();
        var answer = Repeating.Run(workplace.Database, () => Once(request, culture));

        // The same submission may have come in on another line while this one was looked at: then what stands is its own.
        return answer.IsOk || Earlier(request) is not { } earlier ? answer : earlier;
    }

    private SubmittedInspection? Earlier(SubmitInspectionRequest request)
    {
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        return HouseholdId.TryParse(request.Household, out var id) && on.Inspections.Submitted(id.CountyCode, request.Submission) is { } earlier && IsSame(earlier, request) ? Repeated(on, earlier) : null;
    }

    private bool IsSame(Inspection earlier, SubmitInspectionRequest request) => earlier.RequestHash.AsSpan().SequenceEqual(HashOf(request)) && earlier.Actor == workplace.Caller.Actor;

    private static byte[] HashOf(SubmitInspectionRequest request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Canonical));

    private static bool IsSubmission(string? text) => text is { Length: >= 8 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private Result<SubmittedInspection> Once(SubmitInspectionRequest request, CultureInfo culture)
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "inspection");
        if (on.Programme is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (!HouseholdId.TryParse(request.Household, out var id) || HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id) is not { } household)
        {
            return HouseholdReader.Missing(on.Connection, on.Transaction, on.Scope, request.Household ?? "");
        }

        if (on.Inspections.Submitted(id.CountyCode, request.Submission) is { } earlier)
        {
            return IsSame(earlier, request) ? Repeated(on, earlier) : new Error("submission-differs", new ErrorPlace(Path: "submission"), request.Submission);
        }

        var results = new HouseholdResults(workplace, programme);
        var standing = AcceptedHouseholds.Find(on.Connection, on.Transaction, id);
        if (standing is { State: AcceptanceState.Standing })
        {
            return new Error("inspection-already-passed", null, Days.Text(standing.Day)) { Current = Passed(on, standing, culture, request) };
        }

        if (household.Version != request.HouseholdVersion)
        {
            return new Error("version-conflict") { Current = results.Stale(on.Connection, on.Transaction, id, request.HouseholdVersion, culture) };
        }

        var check = new SubmissionCheck(on, request, household, workplace.Caller.Actor, workplace.Time.GetUtcNow()).Run();
        if (!check.IsOk)
        {
            return Result<SubmittedInspection>.Fail(check.Errors);
        }

        return Store(on, request, household, check.Value, HashOf(request), results, standing, culture);
    }

    private static SubmittedInspection Repeated(AcceptanceTransaction on, Inspection earlier)
    {
        var rectification = on.Rectifications.Of(earlier.County, earlier.Household).Find(r => r.Inspection == earlier.Id);
        var version = HouseholdId.TryFrom(earlier.Household, out var id) ? HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id)?.Version ?? earlier.HouseholdVersion : earlier.HouseholdVersion;
        return Answer(earlier, version, true, rectification?.Id);
    }

    private Conflict Passed(AcceptanceTransaction on, AcceptedHousehold standing, CultureInfo culture, SubmitInspectionRequest request)
    {
        var last = standing.Inspection is { } id ? on.Inspections.Find(standing.Household.CountyCode, id) : null;
        var at = last?.ReceivedAt ?? standing.DecidedAt;
        string Name(string key) => workplace.Texts.Get(key, culture);
        return new Conflict(standing.Version, last?.Actor ?? standing.DecidedBy, at is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        [
            new ConflictField("outcome", Name("acceptance.field.outcome"), null, Words.Parse<InspectionOutcome>(request.Outcome) is { } mine ? Name("inspection.outcome." + Words.Of(mine)) : null, Name("acceptance.state.standing")),
            new ConflictField("day", Name("acceptance.field.day"), null, Days.Text(SubmissionCheck.DayOf(request.At)), Days.Text(standing.Day)),
        ]);
    }

    private Result<SubmittedInspection> Store(
        AcceptanceTransaction on, SubmitInspectionRequest request, HouseholdFacts household, CheckedSubmission check, byte[] hash, HouseholdResults results, AcceptedHousehold? standing, CultureInfo culture)
    {
        on.Inspectors.RequireSound(check.Inspector);
        var version = household.Version;
        if (check.Outcome != InspectionOutcome.Impossible)
        {
            var recorded = results.Record(on.Connection, on.Transaction, on.Journal, household.Id, household.Version, check.Outcome == InspectionOutcome.Passed, check.Day, culture);
            if (!recorded.IsOk)
            {
                return Result<SubmittedInspection>.Fail(recorded.Errors);
            }

            version = recorded.Value;
        }

        var inspection = Inspection(on, request, household, check, hash);
        on.Inspections.Insert(inspection);
        on.Journal.Append(inspection.County, "inspected", AcceptanceSeals.Inspection.Name, inspection.Household, inspection.Household, inspection.Number);
        foreach (var attachment in check.Attachments.DistinctBy(a => a.Id))
        {
            on.Attachments.Update(attachment with { Inspection = inspection.Id, State = AttachmentState.Attached, Version = attachment.Version + 1 });
        }

        var rectification = new InspectionEffects(workplace, on, [.. listeners]).Apply(inspection, household, check, request.Rectification, standing);
        on.Commit();
        return Answer(inspection, version, false, rectification);
    }

    private Inspection Inspection(AcceptanceTransaction on, SubmitInspectionRequest request, HouseholdFacts household, CheckedSubmission check, byte[] hash)
    {
        using var cipher = new FieldCipher(workplace.Keys);
        return new Inspection
        {
            County = household.Id.CountyCode, Id = workplace.Ids.Next(), Household = household.Id.Value, Programme = household.Programme,
            Number = on.Inspections.Of(household.Id.CountyCode, household.Id.Value).Count + 1, Submission = request.Submission, RequestHash = hash, Batch = check.Batch, InspectorId = check.Inspector.Id,
            Inspector = check.Inspector.Name, Actor = workplace.Caller.Actor, Certificate = check.Inspector.Certificate, At = request.At.UtcTicks, ReceivedAt = on.Process.At, Day = check.Day, Outcome = check.Outcome,
            Reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(), Checklist = check.Checklist.Key, Answers = check.Answers,
            PositionCipher = request.Position is { } p ? cipher.Encrypt(PersonalField.Position, Positions.Write(p)) : null, PositionAccuracy = request.Position?.Accuracy,
            HouseholdSignature = check.HouseholdSignature, InspectorSignature = check.InspectorSignature, HouseholdVersion = household.Version,
        };
    }

    private static SubmittedInspection Answer(Inspection i, int version, bool repeated, long? rectification) => new(
        new CountyKey(i.County, i.Id).ToString(), HouseholdId.TryFrom(i.Household, out var id) ? id.ToString() : "", version, i.Number, Words.Of(i.Outcome), repeated,
        rectification is { } r ? new CountyKey(i.County, r).ToString() : null);
}
