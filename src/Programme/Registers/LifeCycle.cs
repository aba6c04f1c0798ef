using CleanHeating.Kernel;

namespace CleanHeating.Programme.Registers;

/// <summary>A life cycle as one table of transitions: from a state, by a trigger, to a state.</summary>
/// <param name="refusal">Code of the refusal of an act that the state does not allow; its arguments are the state and the trigger.</param>
/// <param name="transitions">All that is allowed; a reason is asked for where that is said.</param>
public sealed class LifeCycle<TState, TTrigger>(string refusal, params IReadOnlyList<(TState From, TTrigger Trigger, TState To, bool NeedsReason)> transitions)
    where TState : struct, Enum where TTrigger : struct, Enum
{
    public IReadOnlyList<(TState From, TTrigger Trigger, TState To, bool NeedsReason)> Transitions => transitions;

    /// <summary>The state that follows; or why the act is not allowed, or that it needs a reason.</summary>
    public Result<TState> Next(TState state, TTrigger trigger, string? reason)
    {
        foreach (var (from, by, to, needsReason) in transitions)
        {
            if (EqualityComparer<TState>.Default.Equals(from, state) && EqualityComparer<TTrigger>.Default.Equals(by, trigger))
            {
                return needsReason && Platform.Journal.Reasons.Objection(reason) is { } objection ? objection : to;
            }
        }

        return new Error(refusal, null, Words.Of(state), Words.Of(trigger));
    }

    /// <summary>What may be done in a state.</summary>
    public IReadOnlyList<string> Allowed(TState state) => [.. transitions.Where(t => EqualityComparer<TState>.Default.Equals(t.From, state)).Select(t => Words.Of(t.Trigger)).Distinct()];
}

/// <summary>Names of states and triggers as interfaces have them: lower case, words joined by hyphens.</summary>
public static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T? Find<T>(string? word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
            {
                return value;
            }
        }

        return null;
    }
}
