using CleanHeating.Funds.Domain.Subsidies;

namespace CleanHeating.Funds.Domain.Payments;

/// <summary>Which right: a household's, of a kind and a period.</summary>
internal readonly record struct RightKey(int County, long Household, int Kind, string Period);

/// <summary>
/// What an accepted household is entitled to, and how much of it is used up. Every change returns another value; none can make more be paid
/// than the amount, unless the amount itself fell, and then the excess is said (<see cref="Overpaid"/>).
/// </summary>
internal sealed record PayableRight(RightKey Key)
{
    public required int Programme { get; init; }

    /// <summary>Day whose parameters hold.</summary>
    public required string Day { get; init; }
    public required long Amount { get; init; }

    /// <summary>The city's part of the amount; it is used up before the county's.</summary>
    public required long City { get; init; }

    /// <summary>What the ledger says was paid outside this system.</summary>
    public required long PaidBefore { get; init; }
    public long Paid { get; init; }
    public long Held { get; init; }
    public long Overpaid { get; init; }
    public long Recovered { get; init; }
    public RightState State { get; init; }
    public string? Reason { get; init; }
    public required int Rules { get; init; }
    public required long MintedAt { get; init; }
    public int Version { get; init; } = 1;

    /// <summary>What a batch may take up now.</summary>
    public long Payable => State == RightState.Frozen ? 0 : Math.Max(0, Amount + Recovered - Used);

    /// <summary>Paid before beyond the amount: a difference by name, no claim of this system's.</summary>
    public long ExcessBefore => Math.Max(0, PaidBefore - Amount);

    /// <summary>What the household must give back.</summary>
    public long Debt => State == RightState.Frozen ? Math.Max(0, PaidBefore + Paid - Recovered) : Paid == 0 ? 0 : Math.Max(0, PaidBefore + Paid - Recovered - Amount);

    private long Used => PaidBefore + Paid + Held;

    /// <summary>A right that comes into being.</summary>
    public static PayableRight Mint(RightKey key, int programme, Entitlement amount, string day, long paidBefore, int rules, long at) =>
        new PayableRight(key) { Programme = programme, Day = day, Amount = amount.Fen, City = amount.City, PaidBefore = paidBefore, Rules = rules, MintedAt = at }.Balanced();

    /// <summary>The same with what it now comes to. The very same where nothing changes.</summary>
    public PayableRight Entitled(Entitlement amount, string day, long paidBefore, int rules)
    {
        // Which version of the rules it was is not a change of its own.
        var next = this with { Amount = amount.Fen, City = amount.City, Day = day, PaidBefore = paidBefore, State = State == RightState.Frozen ? After(RightTrigger.Thaw) : State, Reason = null };
        next = next.Balanced();
        return next == this ? this : next with { Rules = rules };
    }

    /// <summary>The same, of which nothing may be paid any more.</summary>
    public PayableRight Frozen(string reason) => State == RightState.Frozen ? this : (this with { State = After(RightTrigger.Freeze), Reason = reason }).Balanced();

    /// <summary>A batch takes an amount up.</summary>
    public PayableRight Hold(long fen) => fen > 0 && fen <= Payable ? (this with { Held = Held + fen }).Balanced() : throw new InvalidOperationException("More would be held than is payable.");

    /// <summary>A batch gives an amount up.</summary>
    public PayableRight Release(long fen) => fen > 0 && fen <= Held ? (this with { Held = Held - fen }).Balanced() : throw new InvalidOperationException("More would be released than is held.");

    /// <summary>The bank has paid what a batch held.</summary>
    public PayableRight Pay(long fen) => fen > 0 && fen <= Held ? (this with { Held = Held - fen, Paid = Paid + fen }).Balanced() : throw new InvalidOperationException("More would be paid than is held.");

    /// <summary>The household gave money back.</summary>
    public PayableRight Recover(long fen) => fen > 0 && fen <= Debt ? (this with { Recovered = Recovered + fen }).Balanced() : throw new InvalidOperationException("More would come back than is owed.");

    /// <summary>The city's part of the next amount that is paid.</summary>
    public long CityOfNext(long fen) => Overlap(Used - Recovered, fen);

    /// <summary>The part of the next amount that comes back which this system had paid, and the city's part of that: what was paid last comes back first.</summary>
    public (long Inside, long City) OfRecovered(long fen)
    {
        var inside = Math.Min(fen, Math.Max(0, Paid - Recovered));
        return (inside, Overlap(PaidBefore + Paid - Recovered - inside, inside));
    }

    private long Overlap(long from, long fen) => Math.Max(0, Math.Min(City, from + fen) - Math.Max(0, from));

    private PayableRight Balanced()
    {
        var next = this with { Overpaid = Paid + Held == 0 ? 0 : Math.Max(0, Used - Recovered - Amount) };
        return next.State switch
        {
            RightState.Open when next is { Payable: 0, Held: 0 } => next with { State = After(RightTrigger.Settle, RightState.Open) },
            RightState.Settled when next.Payable > 0 || next.Held > 0 => next with { State = After(RightTrigger.Reopen, RightState.Settled) },
            _ => next,
        };
    }

    private RightState After(RightTrigger trigger, RightState? from = null) => LifeCycles.Right.Next(from ?? State, trigger).Value;
}
