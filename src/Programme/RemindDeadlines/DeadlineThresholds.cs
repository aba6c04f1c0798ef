using System.Globalization;

namespace CleanHeating.Programme.RemindDeadlines;

/// <summary>When people are reminded of a deadline: so many days before, on the day, and once it is past.</summary>
internal static class DeadlineThresholds
{
    public const string Overdue = "overdue";

    /// <summary>Days before, descending.</summary>
    public static readonly IReadOnlyList<int> Days = [30, 14, 7, 3, 1, 0];

    /// <summary>
    /// The threshold that was crossed last; null while the deadline is farther away than the first. A day on which nobody was reminded
    /// is made up for by the next run, with the days that are then left, and thresholds passed meanwhile are not told one by one.
    /// </summary>
    public static string? Crossed(DateOnly deadline, DateOnly today)
    {
        var left = deadline.DayNumber - today.DayNumber;
        return left < 0 ? Overdue : left > Days[0] ? null : Days.Last(d => d >= left).ToString(CultureInfo.InvariantCulture);
    }
}
