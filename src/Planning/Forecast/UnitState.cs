namespace CleanHeating.Planning.Forecast;

/// <summary>Where the households of a unit stand on a day: how many, and for how many days they have stood there.</summary>
internal sealed class UnitState
{
    private const int Recent = 14;

    /// <summary>Not begun.</summary>
    public int Waiting { get; private set; }

    /// <summary>Being built, by days since the beginning.</summary>
    public int[] Building { get; } = new int[LagCurve.Longest + 1];

    /// <summary>Built and not inspected, by days since.</summary>
    public int[] Built { get; } = new int[LagCurve.Longest + 1];

    /// <summary>Inspected without passing, by days since.</summary>
    public int[] Failed { get; } = new int[LagCurve.Longest + 1];

    public int Passed { get; private set; }

    public int Completed { get; private set; }

    public int Total { get; private set; }

    /// <summary>Beginnings in the last fourteen days.</summary>
    public int Begun { get; private set; }

    /// <summary>Beginnings in the fourteen days before those.</summary>
    public int BegunBefore { get; private set; }

    /// <summary>Completions in the last fourteen days.</summary>
    public int CompletedRecently { get; private set; }

    /// <summary>Days of households that could have begun, over the last fourteen days.</summary>
    public double Exposure { get; private set; }

    /// <summary>The same over the fourteen days before.</summary>
    public double ExposureBefore { get; private set; }

    public int Of(Goal goal) => goal == Goal.Completed ? Completed : Passed;

    /// <summary>Adds a household as it stood on a day, whatever happened after.</summary>
    public void Add(in ForecastHousehold household, int day)
    {
        Total++;
        Expose(household.Started, day);
        if (household.Started is not { } started || started > day)
        {
            Waiting++;
        }
        else if (household.Completed is not { } completed || completed > day)
        {
            Building[Age(day, started)]++;
        }
        else
        {
            Completed++;
            CompletedRecently += day - completed < Recent ? 1 : 0;
            if (household.Inspected is not { } inspected || inspected > day)
            {
                Built[Age(day, completed)]++;
            }
            else if (household.Passed)
            {
                Passed++;
            }
            else
            {
                Failed[Age(day, inspected)]++;
            }
        }
    }

    /// <summary>Adds households of a plan of which the ledger has nothing yet.</summary>
    public void AddPlanned(int households)
    {
        (Total, Waiting) = (Total + households, Waiting + households);
        (Exposure, ExposureBefore) = (Exposure + households * Recent, ExposureBefore + households * Recent);
    }

    private void Expose(int? started, int day)
    {
        var waited = started is { } s && s <= day ? day - s : 0;
        var begun = started <= day;
        Begun += begun && waited < Recent ? 1 : 0;
        BegunBefore += begun && waited is >= Recent and < 2 * Recent ? 1 : 0;
        Exposure += Recent - Math.Min(Recent, waited);
        ExposureBefore += Recent - Math.Clamp(waited - Recent, 0, Recent);
    }

    private static int Age(int day, int since) => Math.Min(LagCurve.Longest, day - since);
}
