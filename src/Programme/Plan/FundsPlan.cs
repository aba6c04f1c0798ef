namespace CleanHeating.Programme.Plan;

/// <summary>How the programme's money is reckoned and paid, put together from building blocks; where a programme has no funds.yaml, <see cref="Usual"/>.</summary>
public sealed record FundsPlan(IReadOnlyList<SchemePlan> Schemes, BankPlan Bank, NoticePlan Notice)
{
    /// <summary>Whether a right may be paid whose acceptance comes from a workbook and nobody confirmed in the field.</summary>
    public bool PayUnconfirmed { get; init; } = true;

    /// <summary>The flat floor for each accepted household, and use times rate with one cap for households in hardship.</summary>
    public static FundsPlan Usual { get; } = new(
        [
            new SchemePlan("capital", SchemePlan.Capital, SchemeBlock.OfFlat("capital-subsidy-floor"), [new PayerPlan("county", null, true)]),
            new SchemePlan(
                "operating", SchemePlan.Operating,
                new SchemeBlock("cap") { Parameter = "operating-subsidy-cap", Parts = [new SchemeBlock("sum") { Parts = [SchemeBlock.OfUse("power", "operating-subsidy-power"), SchemeBlock.OfUse("gas", "operating-subsidy-gas")] }] },
                [new PayerPlan("city", null, true)]),
        ],
        BankPlan.Usual, new NoticePlan(7));
}

/// <summary>One kind of subsidy: what it comes to, and who pays which part of it.</summary>
/// <param name="Code">Code of the subsidy that it carries out.</param>
/// <param name="Kind"><see cref="Capital"/>, once when a household is accepted, or <see cref="Operating"/>, each heating season on metered use.</param>
/// <param name="Rule">The amount.</param>
/// <param name="Payers">Who pays, in order; each takes its part of what those before it left, the one with the rest takes all of it.</param>
public sealed record SchemePlan(string Code, string Kind, SchemeBlock Rule, IReadOnlyList<PayerPlan> Payers)
{
    public const string Capital = "capital", Operating = "operating";
}

/// <summary>A building block of an amount. Which of its parts are there depends on the kind: flat, use, measure, share, cap, floor, sum or by.</summary>
/// <param name="Kind">The block.</param>
public sealed record SchemeBlock(string Kind)
{
    /// <summary>Code of the parameter with the amount, rate, percentage, cap or floor.</summary>
    public string? Parameter { get; init; }

    /// <summary>What is multiplied or looked at: power, gas, area, rooms; cost; route, hardship.</summary>
    public string? Of { get; init; }

    /// <summary>Blocks within this one.</summary>
    public IReadOnlyList<SchemeBlock> Parts { get; init; } = [];

    /// <summary>For "by": the words of each part in turn; an empty list is "otherwise".</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cases { get; init; } = [];

    public static SchemeBlock OfFlat(string parameter) => new("flat") { Parameter = parameter };

    public static SchemeBlock OfUse(string of, string parameter) => new("unit") { Of = of, Parameter = parameter };
}

/// <summary>A payer's part: a parameter in yuan for each household or in percent of the amount, or the rest.</summary>
public sealed record PayerPlan(string Payer, string? Parameter, bool Rest);

/// <summary>How the bank wants its files, and what its answers look like.</summary>
/// <param name="Layout">csv or fixed.</param>
/// <param name="Encoding">utf-8 or gb18030.</param>
/// <param name="Header">Whether the first line names the columns.</param>
/// <param name="Columns">Columns of the file that is sent.</param>
/// <param name="Return">Columns of the file that comes back.</param>
/// <param name="Paid">Words or codes in its result column that mean paid; anything else means returned.</param>
public sealed record BankPlan(string Layout, string Encoding, bool Header, IReadOnlyList<BankColumn> Columns, IReadOnlyList<BankColumn> Return, IReadOnlyList<string> Paid)
{
    public static BankPlan Usual { get; } = new(
        "csv", "utf-8", true,
        [new("line", "line", 0), new("reference", "reference", 0), new("name", "name", 0), new("account", "account", 0), new("amount", "amount", 0), new("purpose", "purpose", 0)],
        [new("reference", "reference", 0), new("account", "account", 0), new("amount", "amount", 0), new("result", "result", 0), new("reason", "reason", 0)],
        ["paid"]);
}

/// <summary>A column of a bank file.</summary>
/// <param name="Field">line, reference, name, account, amount, amount-fen, purpose, date; in a return also result and reason.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Width">Bytes that it takes in a fixed layout; 0 in a CSV.</param>
public sealed record BankColumn(string Field, string Name, int Width);

/// <summary>How long a list of payments hangs in the village before money may go out.</summary>
/// <param name="Days">Whole days, that of publishing among them.</param>
public sealed record NoticePlan(int Days);
