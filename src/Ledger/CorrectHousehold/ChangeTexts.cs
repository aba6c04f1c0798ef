using System.Globalization;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.CorrectHousehold;

/// <summary>What the journal keeps of a field, for people: technologies and results stand in it by their numbers.</summary>
internal sealed class ChangeTexts(LoadedProgramme programme, TextCatalog texts, CultureInfo culture)
{
    public string Name(Change change) => texts.Get("field." + change.Field, culture);

    public string? Of(string field, string? value) => field switch
    {
        "route" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && programme.TechnologyOf(number) is { } route
            ? TextCatalog.IsEnglish(culture) ? route.NameEn : route.Name : value,
        "result" => value == Text(HouseholdRecord.PassedResult) ? texts.Get("stage.passed", culture) : value == Text(HouseholdRecord.FailedResult) ? texts.Get("stage.failed", culture) : null,
        _ => value,
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
