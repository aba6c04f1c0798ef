using System.Globalization;
using System.Text.Json;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.AdoptAcceptances;

/// <summary>One county's part of the adoption: holds the ledger against acceptances and rectifications, and writes where they differ.</summary>
internal sealed class CountyAdoption(Workplace workplace, AcceptanceWork work, ProcessContext process, IReadOnlyList<IAcceptanceListener> listeners, int county)
{
    private readonly List<AcceptedHousehold> _adopted = [];
    private readonly List<AcceptanceChange> _changed = [];
    private readonly RectificationStore _rectifications = new(work);
    private HashSet<long> _givenUp = [];
    private AdoptionAnswer _answer = AdoptionAnswer.Nothing with { Counties = 1 };

    public AdoptionAnswer Run()
    {
        // What waits is read first: a change that comes in after it waits on, whether or not the rows read below show it.
        var events = LedgerEvents.Of(work.Journal, county);
        if (events.IsEmpty)
        {
            return AdoptionAnswer.Nothing;
        }

        var standings = events.IsWholeCounty
            ? LedgerStandings.OfCounty(work.Connection, work.Transaction, work.Journal, county)
            : LedgerStandings.Of(work.Connection, work.Transaction, work.Journal, county, events.Households);
        _answer = _answer with { LeftOut = standings.LeftOut };
        Compare(standings.Sound, events.IsWholeCounty);
        Write();
        events.Take(work.Journal);
        work.Journal.Append(
            county, "adopted", AcceptanceSeals.Acceptance.Name, First, Last, 0,
            JsonSerializer.Serialize(new AdoptionDetail(_answer.Adopted, _answer.TakenBack, _answer.Redated, _answer.Failed, _answer.Cleared, _answer.LeftOut), AdoptionJson.Default.AdoptionDetail));
        return _answer;
    }

    private long First => _adopted.Count == 0 ? 0 : _adopted[0].Household.Value;

    private long Last => _adopted.Count == 0 ? 0 : _adopted[^1].Household.Value;

    private void Compare(IReadOnlyList<LedgerStanding> standings, bool wholeCounty)
    {
        var known = wholeCounty
            ? work.Connection.Query(work.Transaction, $"SELECT {AcceptanceRows.Columns} FROM acceptance WHERE county_code = @p0", county).Select(AcceptanceRows.Read).ToDictionary(a => a.Household.Value)
            : standings.Select(s => AcceptedHouseholds.Find(work.Connection, work.Transaction, Id(s.Household))).OfType<AcceptedHousehold>().ToDictionary(a => a.Household.Value);
        var live = _rectifications.Live(county);
        _givenUp = _rectifications.GivenUp(county);
        foreach (var standing in standings)
        {
            Acceptance(standing, known.GetValueOrDefault(standing.Household));
            Rectification(standing, live.GetValueOrDefault(standing.Household), known.GetValueOrDefault(standing.Household));
        }
    }

    private void Acceptance(in LedgerStanding ledger, AcceptedHousehold? known)
    {
        if (ledger is { Passed: true, Accepted: { } text })
        {
            var day = Days.Parse(text);
            switch (known)
            {
                case null:
                    _adopted.Add(New(ledger, day));
                    _answer = _answer with { Adopted = _answer.Adopted + 1 };
                    break;
                case { State: AcceptanceState.Unconfirmed } when known.Day != day:
                    Change(known, known with { Day = day });
                    _answer = _answer with { Redated = _answer.Redated + 1 };
                    break;
                case { State: AcceptanceState.Withdrawn, WithdrawnBy: WithdrawnBy.Ledger }:
                    Change(known, AcceptanceTrigger.Adopt, known with { Day = day, Source = AcceptanceSource.Workbook, Inspection = null, WithdrawnBy = WithdrawnBy.Nobody, Reason = null });
                    _answer = _answer with { Adopted = _answer.Adopted + 1 };
                    break;
                default:
                    // What the field or the office decided stands; where the ledger says otherwise the sweep names it.
                    break;
            }
        }
        else if (known is { State: AcceptanceState.Unconfirmed })
        {
            Change(known, AcceptanceTrigger.TakeBack, known with { WithdrawnBy = WithdrawnBy.Ledger });
            _answer = _answer with { TakenBack = _answer.TakenBack + 1 };
        }
    }

    private void Rectification(in LedgerStanding ledger, Rectification? live, AcceptedHousehold? known)
    {
        // An acceptance that the ledger merely contradicts is the sweep's to name, not a household to mend; and what somebody gave up stays so.
        if (ledger.Passed == false && live is null && known is not { State: AcceptanceState.Standing } && !_givenUp.Contains(ledger.Household))
        {
            _rectifications.Insert(new Rectification
            {
                County = county, Id = workplace.Ids.Next(), Household = ledger.Household, Programme = ledger.Programme, Source = AcceptanceSource.Workbook, State = RectificationState.Open, Who = ledger.Enterprise, CreditCode = ledger.CreditCode,
                OpenedAt = process.At, OpenedBy = process.Actor, Version = 1,
            });
            _answer = _answer with { Failed = _answer.Failed + 1 };
        }
        else if (ledger.Passed != false && live is { Source: AcceptanceSource.Workbook })
        {
            var act = RectificationLifeCycle.Find(live.State, ledger.Passed == true ? RectificationTrigger.Pass : RectificationTrigger.Drop).Value;
            _rectifications.Update(live with { State = act.To, ClosedAt = process.At, ClosedBy = process.Actor, Version = live.Version + 1 });
            _answer = _answer with { Cleared = _answer.Cleared + 1 };
        }
    }

    private AcceptedHousehold New(in LedgerStanding ledger, DateOnly day) => new(
        Id(ledger.Household), ledger.Programme, day, AcceptanceSource.Workbook, AcceptanceState.Unconfirmed, WithdrawnBy.Nobody, null, null, null, null, 1);

    private void Change(AcceptedHousehold before, AcceptanceTrigger trigger, AcceptedHousehold after) =>
        Change(before, after with { State = AcceptanceLifeCycle.Find(before.State, trigger).Value.To, DecidedBy = null, DecidedAt = null });

    private void Change(AcceptedHousehold before, AcceptedHousehold after) => _changed.Add(new AcceptanceChange(before, after with { Version = before.Version + 1 }));

    private void Write()
    {
        AcceptanceRows.InsertAll(workplace.Database, work.Connection, work.Journal, county, _adopted);
        foreach (var (_, after) in _changed)
        {
            AcceptanceRows.Save(work.Journal, after);
            work.Journal.Append(county, after.Counts ? "adopted" : "taken-back", AcceptanceSeals.Acceptance.Name, after.Household.Value, after.Household.Value, after.Version);
        }

        foreach (var listener in listeners)
        {
            foreach (var change in _changed)
            {
                listener.Changed(work, change);
            }

            if (_adopted.Count > 0)
            {
                listener.Adopted(work, county, _adopted);
            }
        }
    }

    private static HouseholdId Id(long household) => HouseholdId.TryFrom(household, out var id) ? id : throw new InvalidOperationException(household.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What the journal says of an adoption.</summary>
internal sealed record AdoptionDetail(int Adopted, int TakenBack, int Redated, int Failed, int Cleared, int LeftOut);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower)]
[System.Text.Json.Serialization.JsonSerializable(typeof(AdoptionDetail))]
internal sealed partial class AdoptionJson : System.Text.Json.Serialization.JsonSerializerContext;
