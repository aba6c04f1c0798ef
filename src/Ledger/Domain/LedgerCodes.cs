namespace CleanHeating.Ledger.Domain;

/// <summary>Every code that the ledger can report, with its severity. Codes never change meaning.</summary>
internal static class LedgerCodes
{
    public static readonly IReadOnlyList<string> Refusals =
    [
        "required", "village-unknown", "village-ambiguous", "row-outside-scope", "id-precision-lost", "id-format", "id-birthdate", "id-checksum", "id-duplicate", "route-unknown", "route-banned",
        "rooms-minimum", "number-format", "date-format", "date-order", "date-future", "acceptance-result", "paid-before-acceptance",
    ];

    public static readonly IReadOnlyList<(string Code, string Severity)> All =
    [
        .. Refusals.Select(c => (c, "refusal")), .. WarningCodes.All.Select(w => (w.Code, "warning")), ("total-mismatch", "finding"), ("header-not-found", "finding"),
        ("county-unknown", "finding"), ("file-unreadable", "file"), .. SweepLeads.LeadPatterns.All.Select(p => (p, "lead")),
    ];
}
