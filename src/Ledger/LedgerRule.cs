using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger;

/// <summary>What a room below looks at in a row of a ledger.</summary>
/// <param name="Village">Village.</param>
/// <param name="Route">Technology's code.</param>
/// <param name="Firm">The firm's credit code.</param>
/// <param name="Brand">Maker.</param>
/// <param name="Model">Model.</param>
/// <param name="Started">Day on which work began.</param>
public readonly record struct RuledRow(RegionCode Village, string Route, string? Firm, string? Brand, string? Model, DateOnly? Started);

/// <summary>Why a row may not stand in the ledger: a code with its texts, and the field that it is about.</summary>
/// <param name="Code">Stable code; its texts are the room's.</param>
/// <param name="Field">route, credit_code, model or started.</param>
public readonly record struct LedgerObjection(string Code, string Field);

/// <summary>
/// A room below that may refuse rows of ledgers, if the programme says so. It stands among a workplace's extensions, so that no import
/// and no correction can go round it, whoever calls.
/// </summary>
public interface ILedgerRule
{
    /// <summary>Codes that it may refuse with.</summary>
    IReadOnlyList<string> Codes { get; }

    /// <summary>What it holds rows against as it stands now; null where the programme wants no row refused. Asked by several threads at once.</summary>
    Func<RuledRow, LedgerObjection?>? Prepare(Workplace workplace, LoadedProgramme programme);
}
