using CleanHeating.Delivery.Domain;
using CleanHeating.Platform.Seals;

namespace CleanHeating.Delivery.Data;

/// <summary>A project that needs approval.</summary>
internal sealed record ProjectRow(int County, long ProjectId, int Programme, string Name, string? CreditCode, string Villages, int Households, long Amount, bool IsGreen, ProjectState State, string? Note, string? Submitted, string? Approved, string? Started, string? Finished, string? Reason, long ChangedAt, string ChangedBy, int Version) : IDeliveryRow
{
    public static ProjectRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("project_id"), (int)r.Long("programme"), r.Text("name")!, r.Text("credit_code"), r.Text("villages")!, (int)r.Long("households"), r.Long("amount"), r.Long("is_green") != 0, (ProjectState)r.Long("state"), r.Text("note"), r.Text("submitted"), r.Text("approved"), r.Text("started"), r.Text("finished"), r.Text("reason"), r.Long("changed_at"), r.Text("changed_by")!, (int)r.Long("version"));

    public object?[] Values() => [County, ProjectId, Programme, Name, CreditCode, Villages, Households, Amount, IsGreen ? 1 : 0, (int)State, Note, Submitted, Approved, Started, Finished, Reason, ChangedAt, ChangedBy, Version];
}

/// <summary>One approval step of a project.</summary>
internal sealed record ProjectStepRow(int County, long ProjectId, string Step, int Position, StepState State, string? Holder, string? Since, string? Due, string? Decided, string? DecidedBy, string? Reason, int Version) : IDeliveryRow
{
    public static ProjectStepRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("project_id"), r.Text("step")!, (int)r.Long("position"), (StepState)r.Long("state"), r.Text("holder"), r.Text("since"), r.Text("due"), r.Text("decided"), r.Text("decided_by"), r.Text("reason"), (int)r.Long("version"));

    public object?[] Values() => [County, ProjectId, Step, Position, (int)State, Holder, Since, Due, Decided, DecidedBy, Reason, Version];
}

/// <summary>A permit or other paper of a project's step.</summary>
internal sealed record ProjectPaperRow(int County, long PaperId, long ProjectId, string Step, string Number, string Issuer, string Day, long ChangedAt, string ChangedBy) : IDeliveryRow
{
    public static ProjectPaperRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("paper_id"), r.Long("project_id"), r.Text("step")!, r.Text("number")!, r.Text("issuer")!, r.Text("day")!, r.Long("changed_at"), r.Text("changed_by")!);

    public object?[] Values() => [County, PaperId, ProjectId, Step, Number, Issuer, Day, ChangedAt, ChangedBy];
}
