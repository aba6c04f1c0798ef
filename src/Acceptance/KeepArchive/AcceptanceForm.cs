using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.ReadAcceptance;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>A picture on a form: a signature, as it was drawn.</summary>
internal sealed record FormPicture(string Title, byte[] Bytes, string MediaType);

/// <summary>A form as it stands on paper, before it is one kind of file or another: pairs, a table, remarks, signatures.</summary>
internal sealed record FormContent(
    string Title, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Remarks, IReadOnlyList<FormPicture> Signatures);

/// <summary>Puts a household's acceptance form (验收单) together.</summary>
internal sealed class AcceptanceForm(AcceptanceLines lines)
{
    public FormContent Of(HouseholdDossier dossier, Func<long, (byte[] Bytes, string MediaType)?> bytes)
    {
        var h = lines.Line(dossier.Facts);
        var accepted = dossier.Acceptance is { } a ? lines.Line(a) : null;
        var last = dossier.Passed ?? (dossier.Inspections.Count > 0 ? dossier.Inspections[^1] : null);
        var inspection = last is null ? null : lines.Line(last);
        List<(string, string)> fields =
        [
            (T("household"), h.Id), (T("head"), h.Head), (T("village"), h.Township + h.Village), (T("route"), h.RouteName), (T("rooms"), h.Rooms.ToString(CultureInfo.InvariantCulture)), (T("area"), h.Area),
            (T("enterprise"), h.Enterprise ?? ""), (T("contract"), h.Contract ?? ""), (T("equipment"), string.Join(' ', new[] { h.Brand, h.Model, h.Serial }.Where(v => !string.IsNullOrEmpty(v)))), (T("completed"), h.Completed ?? ""),
            (T("state"), accepted is null ? T("none") : accepted.StateName), (T("day"), accepted?.Day ?? ""), (T("source"), accepted?.SourceName ?? ""),
            (T("inspector"), inspection is null ? "" : $"{inspection.Inspector} / {inspection.Certificate}"), (T("outcome"), inspection?.OutcomeName ?? ""),
        ];
        return new FormContent(
            T("title"), fields, [T("item"), T("answer"), T("value"), T("note")],
            [.. (inspection?.Answers ?? []).Select(x => (IReadOnlyList<string>)[x.Text, x.AnswerName, x.Value is null ? "" : $"{x.Value} {x.Unit}", x.Note ?? ""])], Remarks(dossier, accepted), Signatures(last, bytes));
    }

    private List<string> Remarks(HouseholdDossier dossier, AcceptanceLine? accepted)
    {
        var remarks = new List<string>();
        if (accepted?.Reason is { } reason)
        {
            remarks.Add(reason);
        }

        remarks.AddRange(dossier.Rectifications.Select(lines.Line).Select(r => lines.Text("form.rectification", r.What ?? "", r.Who ?? "", r.Due ?? "", r.StateName)));
        return remarks;
    }

    private List<FormPicture> Signatures(Inspection? inspection, Func<long, (byte[] Bytes, string MediaType)?> bytes)
    {
        var pictures = new List<FormPicture>();
        foreach (var (title, id) in new[] { (T("signature.household"), inspection?.HouseholdSignature), (T("signature.inspector"), inspection?.InspectorSignature) })
        {
            if (id is { } some && bytes(some) is { } found)
            {
                pictures.Add(new FormPicture(title, found.Bytes, found.MediaType));
            }
        }

        return pictures;
    }

    private string T(string key) => lines.Text("form." + key);
}
