using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>Stages by the word that interfaces use.</summary>
internal static class StageCodes
{
    private static readonly string[] Codes = ["not-started", "started", "completed", "passed", "failed"];

    public static string Of(int stage) => Codes[stage];

    public static Stage? Parse(string code) => Array.IndexOf(Codes, code) is >= 0 and var index ? (Stage)index : null;
}
