namespace CleanHeating.Funds.Domain.Subsidies;

/// <summary>A step of a trace: what was done, with which parameter, and what came of it so far.</summary>
/// <param name="Block">Kind of the block.</param>
/// <param name="Of">What it looked at.</param>
/// <param name="Quantity">How much of it there was, in hundredths; null where it looked at no quantity.</param>
/// <param name="Word">What it found, for tiers.</param>
/// <param name="Setting">Parameter used.</param>
/// <param name="Result">Amount after the step.</param>
/// <param name="Applied">Whether it made a difference: a cap that was reached, a floor that lifted.</param>
internal sealed record TraceStep(string Block, string? Of, long? Quantity, string? Word, Setting? Setting, ExactAmount Result, bool Applied);

/// <summary>
/// A building block of an amount. Blocks are put together by a programme (<see cref="SchemeBuilder"/>); each gives an exact amount, never
/// rounded. A trace is written only where somebody asks for it.
/// </summary>
internal abstract record AmountBlock
{
    /// <param name="facts">The household.</param>
    /// <param name="trace">Takes the steps; null where nobody asks.</param>
    public abstract ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null);

    protected static ExactAmount Told(List<TraceStep>? trace, TraceStep step)
    {
        trace?.Add(step);
        return step.Result;
    }
}

/// <summary>The same for every household.</summary>
internal sealed record FlatBlock(Setting Amount) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var amount = ExactAmount.OfFen(Amount.Units);
        return trace is null ? amount : Told(trace, new TraceStep("flat", null, null, null, Amount, amount, true));
    }
}

/// <summary>A rate for each unit of a quantity.</summary>
internal sealed record UnitBlock(string Quantity, Setting Rate) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var quantity = facts.Quantity(Quantity);
        var amount = ExactAmount.OfUse(quantity, Rate.Units);
        return trace is null ? amount : Told(trace, new TraceStep("unit", Quantity, quantity, null, Rate, amount, quantity > 0));
    }
}

/// <summary>A percentage of what the retrofit cost; nothing where the cost is not known.</summary>
internal sealed record ShareBlock(Setting Percent) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var amount = ExactAmount.OfShare(facts.Cost ?? 0, Percent.Units);
        return trace is null ? amount : Told(trace, new TraceStep("share", "cost", facts.Cost, null, Percent, amount, facts.Cost is not null));
    }
}

/// <summary>At most so much.</summary>
internal sealed record CapBlock(AmountBlock On, Setting Cap) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var (amount, cap) = (On.Of(facts, trace), ExactAmount.OfFen(Cap.Units));
        var result = amount > cap ? cap : amount;
        return trace is null ? result : Told(trace, new TraceStep("cap", null, null, null, Cap, result, amount > cap));
    }
}

/// <summary>At least so much.</summary>
internal sealed record FloorBlock(AmountBlock On, Setting Floor) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var (amount, floor) = (On.Of(facts, trace), ExactAmount.OfFen(Floor.Units));
        var result = amount < floor ? floor : amount;
        return trace is null ? result : Told(trace, new TraceStep("floor", null, null, null, Floor, result, amount < floor));
    }
}

/// <summary>Several amounts together.</summary>
internal sealed record SumBlock(IReadOnlyList<AmountBlock> Parts) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var sum = default(ExactAmount);
        foreach (var part in Parts)
        {
            sum += part.Of(facts, trace);
        }

        return trace is null ? sum : Told(trace, new TraceStep("sum", null, null, null, null, sum, Parts.Count > 1));
    }
}

/// <summary>One amount or another, by route or hardship; nothing where no case fits and there is no "otherwise".</summary>
internal sealed record TierBlock(string By, IReadOnlyList<(IReadOnlyList<string> When, AmountBlock Amount)> Cases) : AmountBlock
{
    public override ExactAmount Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var word = By == "route" ? facts.Route : facts.Hardship;
        foreach (var (when, amount) in Cases)
        {
            if (when.Count == 0 || (word is not null && when.Contains(word)))
            {
                trace?.Add(new TraceStep("by", By, null, word, null, default, true));
                return amount.Of(facts, trace);
            }
        }

        return trace is null ? default : Told(trace, new TraceStep("by", By, null, word, null, default, false));
    }
}
