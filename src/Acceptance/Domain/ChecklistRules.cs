using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Acceptance.Domain;

/// <summary>An item's answer as the inspector gave it.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Answer">yes, no or not_applicable; of a measured item not_applicable or nothing.</param>
/// <param name="Value">Measured value in the item's unit, at most two decimals, as text.</param>
/// <param name="Note">What else is to be said; needed where the item does not apply.</param>
/// <param name="Photos">Attachments that show it.</param>
public sealed record ItemAnswer(string Item, string? Answer = null, string? Value = null, string? Note = null, IReadOnlyList<string>? Photos = null);

/// <summary>Judges the answers of an inspection by its checklist. Every objection is told, each with its item.</summary>
internal static class ChecklistRules
{
    private const string Yes = "yes", No = "no", NotApplicable = "not_applicable";
    private const int LongestNote = 500;

    public static List<JudgedAnswer> Judge(Checklist list, IReadOnlyList<ItemAnswer> answers, List<Error> errors)
    {
        var judged = new List<JudgedAnswer>();
        foreach (var group in answers.GroupBy(a => a.Item ?? "", StringComparer.Ordinal))
        {
            if (list.Items.FirstOrDefault(i => i.Code == group.Key) is not { } item)
            {
                errors.Add(At("item-unknown", group.Key, group.Key));
            }
            else if (group.Count() > 1)
            {
                errors.Add(At("item-twice", group.Key, item.Text));
            }
            else if (Judge(item, group.First(), errors) is { } answer)
            {
                judged.Add(answer);
            }
        }

        errors.AddRange(list.Items.Where(i => !answers.Any(a => a.Item == i.Code)).Select(i => At("item-missing", i.Code, i.Text)));
        return judged;
    }

    /// <summary>Codes of items for which the household fails.</summary>
    public static IReadOnlyList<string> Failing(Checklist list, IReadOnlyList<JudgedAnswer> judged) =>
        [.. list.Items.Where(i => i.Fails && judged.Any(a => a.Item == i.Code && !a.IsGood)).Select(i => i.Code)];

    private static JudgedAnswer? Judge(ChecklistItem item, ItemAnswer answer, List<Error> errors)
    {
        var before = errors.Count;
        long? value = null;
        var good = false;
        if (answer.Answer == NotApplicable)
        {
            good = true;
            if (!item.MayNotApply)
            {
                errors.Add(At("item-applies", item.Code, item.Text));
            }
            else if (string.IsNullOrWhiteSpace(answer.Note))
            {
                errors.Add(At("item-note", item.Code, item.Text));
            }
        }
        else if (item.Kind == ItemKind.Measure)
        {
            if (FixedPoint.TryParse(answer.Value ?? "", 2, out var hundredths))
            {
                (value, good) = (hundredths, item.IsWithin(hundredths));
            }
            else
            {
                errors.Add(At("item-value", item.Code, item.Text, item.Unit ?? ""));
            }
        }
        else
        {
            good = answer.Answer == Yes;
            if (answer.Answer is not (Yes or No))
            {
                errors.Add(At("item-answer", item.Code, item.Text));
            }
        }

        if (answer.Note?.Length > LongestNote)
        {
            errors.Add(At("value-too-long", item.Code, LongestNote.ToString(CultureInfo.InvariantCulture)));
        }

        var photos = Photos(item, answer, good, errors);
        return errors.Count > before ? null : new JudgedAnswer(item.Code, answer.Answer == NotApplicable ? NotApplicable : good ? Yes : No, value, answer.Note, photos, good);
    }

    private static List<long> Photos(ChecklistItem item, ItemAnswer answer, bool good, List<Error> errors)
    {
        var photos = new List<long>();
        foreach (var photo in answer.Photos ?? [])
        {
            if (CountyKey.Parse(photo) is { } key)
            {
                photos.Add(key.Id);
            }
            else
            {
                errors.Add(At("attachment-unknown", item.Code, photo));
            }
        }

        if (photos.Count == 0 && answer.Answer != NotApplicable && (item.Photo == ItemPhoto.Always || (item.Photo == ItemPhoto.OnFail && !good)))
        {
            errors.Add(At("item-photo", item.Code, item.Text));
        }

        return photos;
    }

    private static Error At(string code, string item, params IReadOnlyList<string> args) => new(code, new ErrorPlace(Path: "answers." + item), args);
}
