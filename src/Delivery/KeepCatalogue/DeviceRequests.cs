namespace CleanHeating.Delivery.KeepCatalogue;

/// <summary>Lists a maker's model, or changes its entry: version 0 for a new one.</summary>
/// <param name="Version">Version that the person saw.</param>
/// <param name="Technology">The programme's code of the technology.</param>
/// <param name="Maker">Maker, as ledgers write the brand.</param>
/// <param name="Model">Model.</param>
/// <param name="Cop">COP at −12 °C in 0.01; null where it has none.</param>
/// <param name="RatedPower">Rated power in 0.01 kW.</param>
/// <param name="Certificate">Number of the certificate.</param>
/// <param name="CertificateTo">Last day on which it holds.</param>
/// <param name="Report">Number of the test report.</param>
/// <param name="ReportTo">Last day on which it holds.</param>
public sealed record DeviceRequest(
    int Version, string Technology, string Maker, string Model, int? Cop, long? RatedPower, string? Certificate, string? CertificateTo, string? Report, string? ReportTo);

/// <summary>A sample that a laboratory tested.</summary>
public sealed record DeviceSampleRequest(int Version, string Serial, string Lab, string Day, bool IsPassed, string? Finding = null);

/// <summary>A tested sample.</summary>
public sealed record DeviceSampleLine(string Serial, string Lab, string Day, bool IsPassed, string? Finding);

/// <summary>A model of the catalogue. <see cref="Certificates"/>: current, expiring, expired or none. <see cref="SamplesNeeded"/>: how many the programme still wants.</summary>
public sealed record DeviceLine(
    string Id, string Technology, string TechnologyName, string Maker, string Model, int? Cop, int? LeastCop, long? RatedPower, string? Certificate, string? CertificateTo, string? Report, string? ReportTo, string Certificates,
    string State, string? Reason, int SamplesNeeded, IReadOnlyList<DeviceSampleLine> Samples, IReadOnlyList<string> Acts, int Version);

/// <summary>The city's catalogue and the programme's rule of sampling.</summary>
public sealed record DevicesAnswer(IReadOnlyList<DeviceLine> Devices, int Samples, int Failures);
