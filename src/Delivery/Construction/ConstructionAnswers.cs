namespace CleanHeating.Delivery.Construction;

/// <summary>A date that the programme sets, as construction is held against it.</summary>
/// <param name="Goal">completed or passed.</param>
/// <param name="Name">Name.</param>
/// <param name="Date">The date.</param>
/// <param name="DaysLeft">Days from the ledger's date.</param>
public sealed record GoalDate(string Goal, string Name, DateOnly Date, int DaysLeft);

/// <summary>How likely a place or firm meets a date. Households by the date; null where nothing was observed from which to foresee.</summary>
/// <param name="Goal">completed or passed.</param>
/// <param name="Enough">Households that are enough.</param>
/// <param name="Chance">Chance to have them by the date, 0 to 1.</param>
/// <param name="Low">With nine chances in ten at least so many.</param>
/// <param name="Likely">With one in two.</param>
/// <param name="High">With one in ten: eight of ten lie between low and high.</param>
/// <param name="SafeDay">Day by which enough are done with the programme's chance; null where that is more than half a year away.</param>
/// <param name="LikelyDay">The same with one chance in two.</param>
public sealed record GoalOutlook(string Goal, int Enough, double? Chance, int? Low, int? Likely, int? High, DateOnly? SafeDay, DateOnly? LikelyDay);

/// <summary>How far a place or firm is.</summary>
/// <param name="Code">Region's code or credit code.</param>
/// <param name="Name">Name.</param>
/// <param name="Total">Households of ledger and plan.</param>
/// <param name="Started">Begun.</param>
/// <param name="Completed">Built.</param>
/// <param name="Passed">Accepted.</param>
/// <param name="Failed">Inspected, not passed and not mended yet.</param>
/// <param name="Reported">Built, as villages reported last; null where none did.</param>
/// <param name="Due">Should be built by now, by the schedule; null where there is none.</param>
/// <param name="RateWeek">Built in a week, over the last two.</param>
/// <param name="NeededWeek">To be built in a week from now on.</param>
/// <param name="Outlooks">For each date.</param>
/// <param name="Hindrances">Open hindrances.</param>
/// <param name="Overdue">Of these, past their date.</param>
public sealed record ConstructionLine(
    string Code, string Name, int Total, int Started, int Completed, int Passed, int Failed, int? Reported, int? Due, double RateWeek, double? NeededWeek, IReadOnlyList<GoalOutlook> Outlooks, int Hindrances, int Overdue);

/// <summary>Places or firms of a level.</summary>
/// <param name="AsOf">Date of the ledger.</param>
/// <param name="Level">county, township, village or firm.</param>
/// <param name="Chance">Percent at which a date counts as safe.</param>
/// <param name="Done">Percent of households at which a place counts as done.</param>
/// <param name="Dates">Dates.</param>
/// <param name="Lines">Lines; those at risk first.</param>
public sealed record ConstructionAnswer(DateOnly AsOf, string Level, int Chance, double Done, IReadOnlyList<GoalDate> Dates, IReadOnlyList<ConstructionLine> Lines);

/// <summary>A day of the curve. What is not known, or lies ahead, is null.</summary>
public sealed record CurvePoint(DateOnly Day, int? Due, int? DuePassed, int? Started, int? Completed, int? Passed, int? Reported, int? Low, int? Likely, int? High);

/// <summary>The S-curve of a place or firm: scheduled, done by ledger and by report, foreseen.</summary>
public sealed record CurveAnswer(string Code, string Name, int Total, DateOnly AsOf, IReadOnlyList<GoalDate> Dates, IReadOnlyList<CurvePoint> Points);

/// <summary>What a firm has to do in a village in a week.</summary>
/// <param name="Village">Code.</param>
/// <param name="VillageName">Name.</param>
/// <param name="Township">Its township.</param>
/// <param name="Firm">Credit code; null where none is named yet.</param>
/// <param name="FirmName">Name.</param>
/// <param name="Total">Households of the schedule.</param>
/// <param name="DueBefore">Due by the end of the week before.</param>
/// <param name="Due">Due by the end of the week.</param>
/// <param name="Completed">Built by the ledger's date.</param>
/// <param name="ToDo">Still to be built to be on schedule at the end of the week.</param>
/// <param name="Crews">Crews that the schedule has there.</param>
public sealed record WeekTask(string Village, string VillageName, string Township, string? Firm, string? FirmName, int Total, int DueBefore, int Due, int Completed, int ToDo, int Crews);

/// <summary>Tasks of a county's week, those with something to do.</summary>
/// <param name="County">Code.</param>
/// <param name="CountyName">Name.</param>
/// <param name="Monday">First day of the week.</param>
/// <param name="Sunday">Last day.</param>
/// <param name="AsOf">Date of the ledger.</param>
/// <param name="Weeks">Mondays of the schedule's weeks.</param>
/// <param name="Due">Due by the end of the week, in all.</param>
/// <param name="Completed">Built, in all.</param>
/// <param name="Tasks">Tasks.</param>
public sealed record WeekAnswer(string County, string CountyName, DateOnly Monday, DateOnly Sunday, DateOnly AsOf, IReadOnlyList<DateOnly> Weeks, int Due, int Completed, IReadOnlyList<WeekTask> Tasks);

/// <summary>A move of crews, with the chances to be built in time before and after.</summary>
public sealed record MoveLine(string Firm, string FirmName, string From, string FromName, string To, string ToName, int Crews, bool Far, long CostYuan, double ChanceBefore, double ChanceAfter, double FromBefore, double FromAfter);

/// <summary>Crews that a firm lacks somewhere and has nowhere to spare.</summary>
public sealed record MissingCrews(string Firm, string FirmName, string Place, string PlaceName, int Crews, double? Chance);

/// <summary>The cheapest moves that bring places back to their date, and what no move can bring back.</summary>
/// <param name="AsOf">Date of the ledger.</param>
/// <param name="Date">Date by which all must be built.</param>
/// <param name="Weeks">Weeks for which crews move.</param>
/// <param name="CostYuan">Cost of all moves.</param>
/// <param name="AtRisk">Works of a firm in a township whose chance is below the programme's.</param>
/// <param name="Moves">Moves.</param>
/// <param name="Missing">Crews to be hired.</param>
public sealed record MovesAnswer(DateOnly AsOf, DateOnly? Date, int Weeks, long CostYuan, int AtRisk, IReadOnlyList<MoveLine> Moves, IReadOnlyList<MissingCrews> Missing);
