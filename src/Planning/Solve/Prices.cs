namespace CleanHeating.Planning.Solve;

/// <summary>
/// Prices of what blocks share: yuan per household of a county's target (μ), per unit of a shared resource (ν), and how a saving
/// between blocks is split between its two villages (λ for the first, the rest for the second).
/// </summary>
internal sealed class Prices
{
    public Prices(Model model)
    {
        (County, Resource, Split) = (new double[model.Counties], new double[model.Resources], new double[model.Pairs]);
        for (var p = 0; p < model.Pairs; p++)
        {
            Split[p] = model.Saving[p] / 2;
        }
    }

    public double[] County { get; }

    public double[] Resource { get; }

    public double[] Split { get; }

    public void CopyFrom(Prices other)
    {
        other.County.CopyTo(County, 0);
        other.Resource.CopyTo(Resource, 0);
        other.Split.CopyTo(Split, 0);
    }
}
