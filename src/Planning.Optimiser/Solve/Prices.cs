namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// Prices of what blocks share: yuan per household of a county's target (μ), per unit of a shared resource (ν), and how a saving
/// between blocks is split between its two villages (λ for the first, the rest for the second).
/// </summary>
internal sealed class Prices
{
    public Prices(Model model)
    {
        (County, Resource, Split, Bias) = (new double[model.Counties], new double[model.Resources], new double[model.Pairs], new double[model.Villages]);
        ExpansionBias = new double[model.Resources];
        for (var p = 0; p < model.Pairs; p++)
        {
            Split[p] = model.Saving[p] / 2;
        }
    }

    public double[] County { get; }

    public double[] Resource { get; }

    public double[] Split { get; }

    /// <summary>While branching: a great gain for a village that must be chosen, as great a loss for one that must not.</summary>
    public double[] Bias { get; }

    /// <summary>While branching: added to the cost of an expansion, much less than nothing where it must be bought.</summary>
    public double[] ExpansionBias { get; }

    public bool Biased { get; private set; }

    public void SetExpansionBias(int resource, double bias)
    {
        ExpansionBias[resource] = bias;
        Biased = true;
    }

    public void SetBias(int village, double bias)
    {
        Bias[village] = bias;
        Biased = true;
    }

    public void CopyFrom(Prices other)
    {
        other.Bias.CopyTo(Bias, 0);
        other.ExpansionBias.CopyTo(ExpansionBias, 0);
        Biased = other.Biased;
        other.County.CopyTo(County, 0);
        other.Resource.CopyTo(Resource, 0);
        other.Split.CopyTo(Split, 0);
    }
}
