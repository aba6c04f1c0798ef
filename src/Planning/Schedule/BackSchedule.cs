namespace CleanHeating.Planning.Schedule;

/// <summary>Households of a village that a firm has to build.</summary>
/// <param name="Village">Twelve digits.</param>
/// <param name="Firm">Credit code; null where none is named yet.</param>
/// <param name="Households">How many.</param>
/// <param name="CrewDays">Working days that one crew needs for all of them.</param>
public sealed record ScheduleItem(long Village, string? Firm, int Households, double CrewDays);

/// <summary>When a firm builds a village, with how many crews.</summary>
/// <param name="Village">Twelve digits.</param>
/// <param name="Firm">Credit code; null where none is named yet.</param>
/// <param name="Households">How many.</param>
/// <param name="From">First day of work, day number.</param>
/// <param name="Until">Last day of work, day number.</param>
/// <param name="Crew">Running number of the crew among the firm's in the county, from 1.</param>
public sealed record ScheduledWork(long Village, string? Firm, int Households, int From, int Until, int Crew);

/// <summary>
/// The schedule reckoned back from the day on which all must be done (C9: 倒排工期). Each firm needs as few crews as get its villages done
/// in the time there is; each crew takes villages that lie side by side, one after the other, so that the last ends on the last day. A
/// village that is more than one crew's share is divided.
/// </summary>
public static class BackSchedule
{
    /// <param name="items">What is to be built.</param>
    /// <param name="from">First day on which work can be done.</param>
    /// <param name="until">Day on which all must be done.</param>
    /// <param name="workDays">Working days of a week, from Monday.</param>
    /// <returns>Work in order of firm, crew and time; all households, each once.</returns>
    public static IReadOnlyList<ScheduledWork> Make(IEnumerable<ScheduleItem> items, DateOnly from, DateOnly until, int workDays)
    {
        var calendar = Enumerable.Range(from.DayNumber, Math.Max(0, until.DayNumber - from.DayNumber + 1)).Where(d => IsWorkDay(d, workDays)).ToArray();
        if (calendar.Length == 0)
        {
            // Nothing can be done in time; it is all due on the last day.
            return [.. items.Where(i => i.Households > 0).Select(i => new ScheduledWork(i.Village, i.Firm, i.Households, until.DayNumber, until.DayNumber, 1))];
        }

        return [.. items.Where(i => i.Households > 0).GroupBy(i => i.Firm ?? "").OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => OfFirm([.. g.OrderBy(i => i.Village)], calendar))];
    }

    /// <summary>Crews that a firm needs at the least.</summary>
    public static int Crews(double crewDays, int days) => crewDays <= 0 || days <= 0 ? 0 : (int)Math.Ceiling(crewDays / days - 1e-9);

    /// <summary>Whether a day is worked on, where a week has so many working days from Monday.</summary>
    public static bool IsWorkDay(int day, int workDays) => ((int)DateOnly.FromDayNumber(day).DayOfWeek + 6) % 7 < workDays;

    /// <summary>Households of a piece of work that must be done by the end of a day: evenly over its days, whole ones only.</summary>
    public static int DueBy(ScheduledWork work, int day, int workDays)
    {
        if (day >= work.Until)
        {
            return work.Households;
        }

        var (all, past) = (0, 0);
        for (var d = work.From; d <= work.Until; d++)
        {
            if (IsWorkDay(d, workDays))
            {
                (all, past) = (all + 1, past + (d <= day ? 1 : 0));
            }
        }

        return all == 0 ? 0 : work.Households * past / all;
    }

    // One crew's line after the other along the villages; a household is never divided.
    private static IEnumerable<ScheduledWork> OfFirm(List<ScheduleItem> items, int[] calendar)
    {
        var total = items.Sum(i => i.CrewDays);
        var crews = Math.Max(1, Crews(total, calendar.Length));
        var share = total / crews;
        var lines = Enumerable.Range(0, crews).Select(_ => new List<(ScheduleItem Item, int Households, double Days)>()).ToList();
        var (crew, left) = (0, share);
        foreach (var item in items)
        {
            var (open, each) = (item.Households, item.CrewDays / item.Households);
            while (open > 0)
            {
                var takes = crew == crews - 1 || each <= 0 ? open : Math.Clamp((int)Math.Round(left / each), 0, open);
                if (takes > 0)
                {
                    lines[crew].Add((item, takes, takes * each));
                    (open, left) = (open - takes, left - takes * each);
                }

                if (open > 0 || (left <= each / 2 && crew < crews - 1))
                {
                    (crew, left) = (crew + 1, left + share);
                }
            }
        }

        return lines.SelectMany((line, i) => Placed(line, calendar, i + 1));
    }

    // From the last day backwards, so that what can wait waits.
    private static List<ScheduledWork> Placed(List<(ScheduleItem Item, int Households, double Days)> line, int[] calendar, int crew)
    {
        var (after, placed) = (0.0, new List<ScheduledWork>());
        for (var i = line.Count - 1; i >= 0; i--)
        {
            var (item, households, days) = line[i];
            var last = Math.Max(0, calendar.Length - 1 - (int)Math.Floor(after + 1e-9));
            after += days;
            var first = Math.Clamp(calendar.Length - (int)Math.Ceiling(after - 1e-9), 0, last);
            placed.Add(new ScheduledWork(item.Village, item.Firm, households, calendar[first], calendar[last], crew));
        }

        placed.Reverse();
        return placed;
    }
}
