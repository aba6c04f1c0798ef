using CleanHeating.Kernel;

namespace CleanHeating.Platform.Journal;

/// <summary>The reason that an act must state: a sentence, no essay.</summary>
public static class Reasons
{
    private const int Longest = 500;

    /// <summary>Why this is no reason; null when it is one.</summary>
    public static Error? Objection(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Error("reason-missing", new ErrorPlace(Path: "reason"))
        : reason.Length > Longest ? new Error("reason-too-long", new ErrorPlace(Path: "reason"), "500") : null;
}
