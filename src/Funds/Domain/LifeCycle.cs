using System.Text;
using CleanHeating.Kernel;

namespace CleanHeating.Funds.Domain;

/// <summary>One line of a life cycle.</summary>
/// <param name="From">State before.</param>
/// <param name="Trigger">What is done or happens.</param>
/// <param name="To">State after.</param>
/// <param name="Remark">What it takes, for the diagram; null for nothing.</param>
internal sealed record Transition<TState, TTrigger>(TState From, TTrigger Trigger, TState To, string? Remark = null) where TState : struct, Enum where TTrigger : struct, Enum;

/// <summary>A life cycle is its table: whatever is not in it is refused.</summary>
/// <param name="refusal">Code of the refusal.</param>
/// <param name="first">State in which it begins, by the word for how.</param>
/// <param name="table">The table.</param>
internal sealed class LifeCycle<TState, TTrigger>(string refusal, (string By, TState State) first, IReadOnlyList<Transition<TState, TTrigger>> table) where TState : struct, Enum where TTrigger : struct, Enum
{
    public IReadOnlyList<Transition<TState, TTrigger>> Table => table;

    public Result<TState> Next(TState state, TTrigger trigger) =>
        table.FirstOrDefault(t => t.From.Equals(state) && t.Trigger.Equals(trigger)) is { } line ? line.To : new Error(refusal, null, Words.Of(state), Words.Of(trigger));

    public bool Allows(TState state, TTrigger trigger) => table.Any(t => t.From.Equals(state) && t.Trigger.Equals(trigger));

    /// <summary>States out of which nothing leads.</summary>
    public bool IsOver(TState state) => !table.Any(t => t.From.Equals(state));

    /// <summary>The table as a Mermaid diagram; the documentation shows it.</summary>
    public string Diagram()
    {
        var text = new StringBuilder("stateDiagram-v2\n  [*] --> ").Append(Words.Of(first.State)).Append(": ").Append(first.By).Append('\n');
        foreach (var line in table)
        {
            text.Append("  ").Append(Words.Of(line.From)).Append(" --> ").Append(Words.Of(line.To)).Append(": ").Append(Words.Of(line.Trigger))
                .Append(line.Remark is null ? "" : $" ({line.Remark})").Append('\n');
        }

        foreach (var over in Enum.GetValues<TState>().Where(IsOver))
        {
            text.Append("  ").Append(Words.Of(over)).Append(" --> [*]\n");
        }

        return text.ToString();
    }
}

/// <summary>Stable words of states and triggers in interfaces.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T? Parse<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => Of(v!.Value) == word);
}
