using CleanHeating.Delivery.Domain;
using CleanHeating.Platform.Seals;

namespace CleanHeating.Delivery.Data;

/// <summary>A firm in a county's register.</summary>
internal sealed record FirmRow(int County, long FirmId, string CreditCode, string Name, long Capital, string? WorkDone, FirmState State, string? Reason, string? DecidedOn, string? ListedUntil, long ChangedAt, string ChangedBy, int Version) : IDeliveryRow
{
    public static FirmRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("firm_id"), r.Text("credit_code")!, r.Text("name")!, r.Long("capital"), r.Text("work_done"), (FirmState)r.Long("state"), r.Text("reason"), r.Text("decided_on"), r.Text("listed_until"), r.Long("changed_at"), r.Text("changed_by")!, (int)r.Long("version"));

    public object?[] Values() => [County, FirmId, CreditCode, Name, Capital, WorkDone, (int)State, Reason, DecidedOn, ListedUntil, ChangedAt, ChangedBy, Version];
}

/// <summary>A qualification of a firm.</summary>
internal sealed record FirmPaperRow(int County, long PaperId, long FirmId, string Kind, string Number, string Issuer, string ValidFrom, string ValidTo, long ChangedAt, string ChangedBy) : IDeliveryRow
{
    public static FirmPaperRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("paper_id"), r.Long("firm_id"), r.Text("kind")!, r.Text("number")!, r.Text("issuer")!, r.Text("valid_from")!, r.Text("valid_to")!, r.Long("changed_at"), r.Text("changed_by")!);

    public object?[] Values() => [County, PaperId, FirmId, Kind, Number, Issuer, ValidFrom, ValidTo, ChangedAt, ChangedBy];
}

/// <summary>A firm's contract, and the money kept back from it. Money in fen.</summary>
internal sealed record FirmContractRow(int County, long ContractId, long FirmId, string Number, string Signed, long Amount, int Households, string Villages, long Retained, string RetentionDue, string? Released, long ChangedAt, string ChangedBy, int Version) : IDeliveryRow
{
    public static FirmContractRow Read(SealedRow r) => new(
        (int)r.Long("county_code"), r.Long("contract_id"), r.Long("firm_id"), r.Text("number")!, r.Text("signed")!, r.Long("amount"), (int)r.Long("households"), r.Text("villages")!, r.Long("retained"), r.Text("retention_due")!, r.Text("released"), r.Long("changed_at"), r.Text("changed_by")!, (int)r.Long("version"));

    public object?[] Values() => [County, ContractId, FirmId, Number, Signed, Amount, Households, Villages, Retained, RetentionDue, Released, ChangedAt, ChangedBy, Version];
}

/// <summary>A maker's model in the city's catalogue. COP at −12 °C in 0.01, rated power in 0.01 kW.</summary>
internal sealed record DeviceModelRow(long ModelId, string Technology, string Maker, string Model, int? Cop, long? RatedPower, string? Certificate, string? CertificateTo, string? Report, string? ReportTo, DeviceState State, string? Reason, long ChangedAt, string ChangedBy, int Version) : IDeliveryRow
{
    public static DeviceModelRow Read(SealedRow r) => new(
        r.Long("model_id"), r.Text("technology")!, r.Text("maker")!, r.Text("model")!, (int?)r.LongOrNull("cop"), r.LongOrNull("rated_power"), r.Text("certificate"), r.Text("certificate_to"), r.Text("report"), r.Text("report_to"), (DeviceState)r.Long("state"), r.Text("reason"), r.Long("changed_at"), r.Text("changed_by")!, (int)r.Long("version"));

    public object?[] Values() => [ModelId, Technology, Maker, Model, Cop, RatedPower, Certificate, CertificateTo, Report, ReportTo, (int)State, Reason, ChangedAt, ChangedBy, Version];
}

/// <summary>A sample of a model that a laboratory tested.</summary>
internal sealed record DeviceSampleRow(long SampleId, long ModelId, string Serial, string Lab, string Day, bool IsPassed, string? Finding, long ChangedAt, string ChangedBy) : IDeliveryRow
{
    public static DeviceSampleRow Read(SealedRow r) => new(
        r.Long("sample_id"), r.Long("model_id"), r.Text("serial")!, r.Text("lab")!, r.Text("day")!, r.Long("is_passed") != 0, r.Text("finding"), r.Long("changed_at"), r.Text("changed_by")!);

    public object?[] Values() => [SampleId, ModelId, Serial, Lab, Day, IsPassed ? 1 : 0, Finding, ChangedAt, ChangedBy];
}
