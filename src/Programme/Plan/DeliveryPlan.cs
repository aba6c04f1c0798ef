namespace CleanHeating.Programme.Plan;

/// <summary>How projects are approved, firms admitted, equipment listed and sampled: the programme's own rules.</summary>
/// <param name="Steps">Approval steps, each after those that it names.</param>
/// <param name="WorkingDays">Whether a step's days are Monday to Friday; calendar days otherwise. Public holidays are not known.</param>
/// <param name="Qualifications">Kinds of qualification that a firm can hold.</param>
/// <param name="Devices">What the catalogue asks of a technology.</param>
/// <param name="StartCheck">What becomes of a household that was begun before its project was approved: off, lead or refuse.</param>
/// <param name="ModelCheck">The same of a disqualified or suspended model.</param>
/// <param name="FirmCheck">The same of a firm that is not admitted.</param>
/// <param name="Samples">Fewest samples of a maker's model.</param>
/// <param name="Failures">So many failed samples disqualify the model.</param>
/// <param name="RetentionMonths">Longest time for which money may be retained after signing.</param>
/// <param name="ExpiringDays">A paper that ends within so many days is told of.</param>
public sealed record DeliveryPlan(
    IReadOnlyList<ApprovalStep> Steps, bool WorkingDays, IReadOnlyList<QualificationKind> Qualifications, IReadOnlyList<DeviceRule> Devices, string StartCheck, string ModelCheck, string FirmCheck, int Samples, int Failures, int RetentionMonths, int ExpiringDays);

/// <summary>An approval step. <see cref="By"/>: office or department; <see cref="Days"/> in the usual way, <see cref="GreenDays"/> in the green channel.</summary>
public sealed record ApprovalStep(string Code, string Name, string NameEn, string By, int Days, int GreenDays, IReadOnlyList<string> After, string? Clause);

/// <summary>A kind of qualification.</summary>
public sealed record QualificationKind(string Code, string Name, string NameEn);

/// <summary>What the catalogue asks of a technology: least COP at −12 °C in 0.01, null for none; whether certificate and test report must be there.</summary>
public sealed record DeviceRule(string Technology, int? LeastCop, bool Certificate, bool Report);
