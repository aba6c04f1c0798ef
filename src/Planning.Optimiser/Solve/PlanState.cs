namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// A plan in the making: option per village, expansions bought, and what is left of every row. A row is a county's target (as
/// households that may still be missing) or a shared resource; less than nothing left costs a penalty per unit.
/// </summary>
internal sealed class PlanState
{
    private readonly Model _model;

    public PlanState(Model model)
    {
        _model = model;
        (Choice, Expanded, Left) = (new int[model.Villages], new bool[model.Resources], new double[model.Rows]);
        Penalty = new double[model.Rows];
        Array.Fill(Choice, -1);
    }

    public int[] Choice { get; }

    /// <summary>Expansions of blocks' own resources; those of other resources follow from their use.</summary>
    public bool[] Expanded { get; }

    public double[] Left { get; }

    /// <summary>Yuan per missing unit, per row; higher than any price that the row could have.</summary>
    public double[] Penalty { get; }

    /// <summary>Yuan for a row that misses anything at all: the last household is worth more than it costs elsewhere.</summary>
    public double Charge { get; set; }

    public double Objective { get; private set; }

    public bool Feasible { get; private set; }

    public void CopyFrom(PlanState other)
    {
        other.Choice.CopyTo(Choice, 0);
        other.Expanded.CopyTo(Expanded, 0);
        other.Left.CopyTo(Left, 0);
        other.Penalty.CopyTo(Penalty, 0);
        (Objective, Value, Feasible, Charge) = (other.Objective, other.Value, other.Feasible, other.Charge);
    }

    /// <summary>Objective with penalties.</summary>
    public double Value { get; private set; }

    /// <summary>Reckons everything anew from the choices, so that no error of rounding adds up.</summary>
    public void Reckon()
    {
        var m = _model;
        var sum = m.ForcedCost;
        for (var i = 0; i < m.Rows; i++)
        {
            Left[i] = m.RowLimit(i);
        }

        for (var v = 0; v < m.Villages; v++)
        {
            var o = Choice[v];
            if (o < 0)
            {
                continue;
            }

            sum += m.Cost[o];
            Left[m.County[v]] += m.Households[v];
            for (var k = m.UseStart[o]; k < m.UseStart[o + 1]; k++)
            {
                Left[m.Counties + m.UseResource[k]] -= m.UseAmount[k];
            }
        }

        for (var p = 0; p < m.Pairs; p++)
        {
            if (Choice[m.PairA[p]] >= 0 && Choice[m.PairB[p]] >= 0)
            {
                sum -= m.Saving[p];
            }
        }

        for (var r = 0; r < m.Resources; r++)
        {
            if (m.OwnerBlock[r] >= 0 && Expanded[r])
            {
                sum += m.ExpansionCost[r];
                Left[m.Counties + r] += m.ExpansionAmount[r];
            }
        }

        Judge(sum);
    }

    /// <summary>Adds this part's choices to a plan: routes by village, and the expansions that are needed.</summary>
    public void Write(SortedDictionary<string, string> choices, SortedSet<string> expansions)
    {
        var m = _model;
        for (var v = 0; v < m.Villages; v++)
        {
            if (Choice[v] >= 0)
            {
                var village = m.Instance.Villages[m.VillageOf[v]];
                choices.Add(village.Code, village.Options[m.OptionOf[Choice[v]]].Route);
            }
        }

        for (var r = 0; r < m.Resources; r++)
        {
            var row = m.Counties + r;
            if (m.OwnerBlock[r] >= 0 ? Expanded[r] : m.Shared[r] && Left[row] < 0)
            {
                expansions.Add(m.Instance.Resources[r].Id);
            }
        }

        expansions.UnionWith(m.Forced.Select(r => m.Instance.Resources[r].Id));
    }

    private void Judge(double sum)
    {
        var (penalties, feasible) = (0.0, true);
        for (var i = 0; i < _model.Rows; i++)
        {
            if (Left[i] >= 0 || !_model.RowCounts(i))
            {
                continue;
            }

            var bought = _model.FreeExpansion(i);
            sum += bought > 0 ? _model.ExpansionCost[i - _model.Counties] : 0;
            if (Left[i] + bought < 0)
            {
                feasible = false;
                penalties += Charge - ((Left[i] + bought) * Penalty[i]);
            }
        }

        (Objective, Value, Feasible) = (sum, sum + penalties, feasible);
    }
}
