namespace CleanHeating.Delivery.AdmitFirms;

/// <summary>Registers a firm in a county, or changes its entry: version 0 for a new one.</summary>
/// <param name="County">Code of the county.</param>
/// <param name="Version">Version that the person saw.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Name">Registered name.</param>
/// <param name="CapitalFen">Registered capital in fen.</param>
/// <param name="WorkDone">Past work (references).</param>
public sealed record FirmRequest(string County, int Version, string CreditCode, string Name, long CapitalFen, string? WorkDone = null);

/// <summary>A qualification of a firm.</summary>
public sealed record FirmPaperRequest(string Kind, string Number, string Issuer, string ValidFrom, string ValidTo);

/// <summary>A contract with a firm; amounts in fen. <see cref="RetentionDue"/>: the day on which what is kept back must be paid out.</summary>
public sealed record FirmContractRequest(string Number, string Signed, long AmountFen, int Households, IReadOnlyList<string> Villages, long RetainedFen, string RetentionDue);

/// <summary>A qualification; how it stands today: current, expiring or expired.</summary>
public sealed record FirmPaperLine(string Kind, string KindName, string Number, string Issuer, string ValidFrom, string ValidTo, string Standing);

/// <summary>A contract; overdue: days for which what is kept back should have been paid.</summary>
public sealed record FirmContractLine(
    string Id, string Number, string Signed, long AmountFen, int Households, IReadOnlyList<string> Villages, long RetainedFen, string RetentionDue, string? Released, int Overdue, int Version);

/// <summary>A firm of a county's register.</summary>
/// <param name="Id">Its key.</param>
/// <param name="County">Code of the county.</param>
/// <param name="CountyName">Its name.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Name">Registered name.</param>
/// <param name="CapitalFen">Registered capital in fen.</param>
/// <param name="WorkDone">Past work.</param>
/// <param name="State">registered, admitted, refused or blacklisted.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecidedOn">Day of the decision.</param>
/// <param name="ListedUntil">Last day on the black list; null for no end.</param>
/// <param name="Expired">Qualifications that have expired.</param>
/// <param name="Expiring">Qualifications that expire soon.</param>
/// <param name="RetentionOverdue">Contracts whose retained money is overdue.</param>
/// <param name="Version">Its version.</param>
public sealed record FirmLine(
    string Id, string County, string CountyName, string CreditCode, string Name, long CapitalFen, string? WorkDone, string State, string? Reason, string? DecidedOn, string? ListedUntil, int Expired, int Expiring,
    int RetentionOverdue, int Version);

/// <summary>A firm with its papers, contracts and what the caller can do.</summary>
public sealed record FirmAnswer(FirmLine Firm, IReadOnlyList<FirmPaperLine> Papers, IReadOnlyList<FirmContractLine> Contracts, IReadOnlyList<string> Acts);

/// <summary>Firms of the caller's counties, and the kinds of qualification that the programme names.</summary>
public sealed record FirmsAnswer(IReadOnlyList<FirmLine> Firms, IReadOnlyList<FirmPaperKind> Kinds);

/// <summary>A kind of qualification.</summary>
public sealed record FirmPaperKind(string Code, string Name);
