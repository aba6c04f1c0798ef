using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.CorrectHousehold;

/// <summary>
/// Puts both sides of a stale correction together: what was to be corrected, and what others changed since the version that the person
/// had read. What both began with stands in the journal.
/// </summary>
internal sealed class HouseholdConflict(Workplace workplace, LoadedProgramme programme, HouseholdFields fields, CultureInfo culture)
{
    public Conflict Of(DbConnection connection, DbTransaction transaction, HouseholdRecord now, int version, IReadOnlyDictionary<LedgerField, string?> wanted)
    {
        var since = JournalReader.About(connection, now.CountyCode, HouseholdRecord.Table, now.HouseholdId, now.VillageCode * 100_000, transaction)
            .Where(e => e.Action == "updated" && e.Version > version).ToList();
        var changes = since.SelectMany(e => e.Detail is null ? [] : JsonSerializer.Deserialize(e.Detail, ChangeJson.Default.ListChange) ?? []).ToList();
        var texts = new ChangeTexts(programme, workplace.Texts, culture);
        var sides = HouseholdFields.All
            .Where(f => wanted.ContainsKey(f) || changes.Exists(c => c.Field == LedgerWords.KeyOf(f)))
            .Select(field =>
            {
                var key = LedgerWords.KeyOf(field);
                var theirs = Shown(field, fields.Text(now, field));
                var first = changes.Find(c => c.Field == key);
                var began = first is null ? theirs : texts.Of(key, first.Before);

                // A field that the person left alone stays as it was for him.
                var yours = wanted.TryGetValue(field, out var text) ? Shown(field, fields.Written(field, text)) : began;
                return new ConflictField(key, workplace.Texts.Get("field." + key, culture), began, yours, theirs);
            }).ToList();
        var last = since.LastOrDefault();
        return new Conflict(now.Version, last?.Actor, last is null ? null : new DateTimeOffset(last.At, TimeSpan.Zero), sides);
    }

    private string? Shown(LedgerField field, string? text) => fields.Shown(field, text, workplace.Texts, culture);
}
