using System.Globalization;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>Says in people's words what was understood of a file.</summary>
internal sealed class UnderstoodSheets(TextCatalog texts, LoadedProgramme programme, CultureInfo culture)
{
    public UnderstoodFile Of(FilePlan plan) => new(
        plan.Name, new FileInfo(plan.Path).Length,
        plan.Unreadable is { } reason ? new ImportFault("file-unreadable", texts.Get("file-unreadable." + reason.ToString().ToLowerInvariant(), culture)) : null,
        [.. plan.Sheets.Select(Of)]);

    private UnderstoodSheet Of(SheetPlan sheet)
    {
        var missing = sheet.Finding == "header-not-found" ? string.Join(texts.Get("list.separator", culture), sheet.Head!.MissingRequired.Select(FieldName)) : "";
        return new UnderstoodSheet(
            sheet.Sheet.Name, sheet.Skipped, sheet.Finding, sheet.Finding is { } code ? texts.Get(code, culture, missing) : null,
            sheet.County is { } county ? programme.Plan.Divisions.NameOf(county) : null, sheet.Head?.LastHeaderRow ?? 0,
            [.. (sheet.Head?.Columns ?? []).Select(c => new UnderstoodColumn(ColumnLetters.Of(c.Index), c.Header, c.Field is { } f ? LedgerWords.KeyOf(f) : null, c.Field is { } g ? FieldName(g) : null))]);
    }

    private string FieldName(LedgerField field) => texts.Get("field." + LedgerWords.KeyOf(field), culture);
}
