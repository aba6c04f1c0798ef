namespace CleanHeating.Funds.ExplainAmount;

/// <summary>Why a household gets what it gets: every amount with inputs, parameters, steps, rounding, parts and payments.</summary>
/// <param name="Household">Household number.</param>
/// <param name="Head">Head of the household.</param>
/// <param name="Place">County, township and village.</param>
/// <param name="Acceptance">Acceptance that the rights rest on; null where there is none.</param>
/// <param name="Amounts">Rights, and amounts that would be rights if the household were accepted.</param>
/// <param name="Claims">Money that the household has to give back.</param>
public sealed record ExplainAnswer(string Household, string Head, string Place, ExplainedAcceptance? Acceptance, IReadOnlyList<ExplainedAmount> Amounts, IReadOnlyList<ExplainedClaim> Claims);

/// <summary>An acceptance as far as money rests on it.</summary>
public sealed record ExplainedAcceptance(string Day, string State, string Source, bool Counts);

/// <summary>An amount and where it comes from.</summary>
/// <param name="Kind">capital or operating.</param>
/// <param name="Name">Its name in the plan.</param>
/// <param name="Period">Season of an operating subsidy; empty for capital.</param>
/// <param name="AmountFen">What it comes to by what is now known.</param>
/// <param name="CityFen">The city's part.</param>
/// <param name="CountyFen">The county's part.</param>
/// <param name="Right">The right as it stands; null where none was minted.</param>
/// <param name="Reason">Why there is no right; null where there is one.</param>
/// <param name="Day">Day whose parameters hold.</param>
/// <param name="Inputs">What it depends on.</param>
/// <param name="Parameters">Parameters that were used.</param>
/// <param name="Steps">How it was reckoned, in order.</param>
/// <param name="Rounding">How it was rounded.</param>
/// <param name="Payers">Who pays which part.</param>
/// <param name="Payments">Payments of it.</param>
/// <param name="Rules">Version of the programme that it is reckoned by, and who put it in force.</param>
public sealed record ExplainedAmount(
    string Kind, string Name, string Period, long AmountFen, long CityFen, long CountyFen, ExplainedRight? Right, string? Reason, string Day, IReadOnlyList<ExplainedInput> Inputs,
    IReadOnlyList<ExplainedParameter> Parameters, IReadOnlyList<ExplainedStep> Steps, ExplainedRounding Rounding, IReadOnlyList<ExplainedPayer> Payers, IReadOnlyList<ExplainedPayment> Payments, ExplainedRules Rules);

/// <summary>A right as it stands.</summary>
public sealed record ExplainedRight(string State, string StateName, long AmountFen, long PaidBefore, long ExcessBefore, long Paid, long Held, long Payable, long Overpaid, long Recovered, string? Reason, int Version);

/// <summary>Something that the amount depends on. <see cref="Month"/> is given for bills; <see cref="Counts"/> whether it counts and, where not, <see cref="Why"/>.</summary>
public sealed record ExplainedInput(string Key, string Name, string Value, string Unit, string? Month = null, bool Counts = true, string? Why = null);

/// <summary>A parameter with its source.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Value">Value that holds.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Clause">Clause numbers; null where the plan is silent.</param>
/// <param name="ClauseText">Words of the clauses.</param>
/// <param name="EffectiveFrom">Day from which the value holds.</param>
/// <param name="DecidedBy">Who decided it after the plan; null: the plan itself.</param>
/// <param name="Reason">Why, or the note where the plan is silent.</param>
public sealed record ExplainedParameter(string Code, string Name, string Value, string Unit, string? Clause, string? ClauseText, string EffectiveFrom, string? DecidedBy, string? Reason);

/// <summary>A step of the reckoning.</summary>
/// <param name="Block">flat, unit, share, cap, floor, sum or by.</param>
/// <param name="Text">The step as a sentence.</param>
/// <param name="Parameter">Parameter used.</param>
/// <param name="ResultYuan">Amount after the step, not rounded.</param>
/// <param name="Applied">Whether it made a difference.</param>
public sealed record ExplainedStep(string Block, string Text, string? Parameter, string ResultYuan, bool Applied);

/// <summary>How the amount was rounded: once, at the end, half up to the fen.</summary>
public sealed record ExplainedRounding(string ExactYuan, long Fen, string Rule, bool Changed);

/// <summary>A payer's part.</summary>
public sealed record ExplainedPayer(string Payer, string Name, long Fen, string? Parameter);

/// <summary>A payment of the amount.</summary>
public sealed record ExplainedPayment(string Batch, string State, string StateName, long Fen, string? Reason, DateTimeOffset? SettledAt);

/// <summary>A claim.</summary>
public sealed record ExplainedClaim(string Id, string Kind, string Period, long AmountFen, long RecoveredFen, string State, string StateName, string Cause);

/// <summary>Which rules were used.</summary>
public sealed record ExplainedRules(string Programme, int Version, string EffectiveFrom, string Document, string? PutInForceBy);
