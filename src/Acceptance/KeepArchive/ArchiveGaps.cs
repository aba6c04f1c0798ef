using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Ledger;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>All that is kept of a household's acceptance.</summary>
internal sealed record HouseholdDossier(
    HouseholdFacts Facts, AcceptedHousehold? Acceptance, IReadOnlyList<Inspection> Inspections, IReadOnlyList<Rectification> Rectifications, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>The inspection that the acceptance rests on.</summary>
    public Inspection? Passed => Acceptance is { Counts: true, Inspection: { } id } ? Inspections.FirstOrDefault(i => i.Id == id) : null;
}

/// <summary>What a household's file must hold, and what of it is not there.</summary>
internal static class ArchiveGaps
{
    /// <param name="dossier">What is kept.</param>
    /// <param name="photos">Kinds of photos that its checklist asks for.</param>
    /// <param name="lost">Attachments whose bytes are gone or were changed.</param>
    public static IEnumerable<string> Of(HouseholdDossier dossier, IReadOnlyList<string> photos, IReadOnlyCollection<long> lost)
    {
        if (dossier.Acceptance is not { Counts: true } accepted)
        {
            yield return "missing-acceptance";
        }
        else if (accepted.State == AcceptanceState.Unconfirmed)
        {
            yield return "missing-confirmation";
        }

        if (dossier.Rectifications.Any(r => RectificationLifeCycle.IsLive(r.State)))
        {
            yield return "missing-rectification";
        }

        foreach (var gap in dossier.Passed is { } passed ? OfInspection(dossier, passed, photos) : ["missing-inspection"])
        {
            yield return gap;
        }

        if (!dossier.Attachments.Any(a => a.Kind == AttachmentKind.Contract))
        {
            yield return "missing-contract";
        }

        if (dossier.Facts.Paid.Fen > 0 && !dossier.Attachments.Any(a => a.Kind == AttachmentKind.Payment))
        {
            yield return "missing-payment";
        }

        if (lost.Count > 0)
        {
            yield return "missing-bytes";
        }
    }

    private static IEnumerable<string> OfInspection(HouseholdDossier dossier, Inspection passed, IReadOnlyList<string> photos)
    {
        var own = dossier.Attachments.Where(a => a.Inspection == passed.Id).ToList();
        foreach (var kind in photos.Where(k => !own.Exists(a => Words.Of(a.Kind) == k)))
        {
            yield return "missing-photo-" + kind;
        }

        if (passed.HouseholdSignature is null || passed.InspectorSignature is null)
        {
            yield return "missing-signature";
        }
    }
}
