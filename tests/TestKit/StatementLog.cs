using System.Text;

namespace CleanHeating.TestKit;

/// <summary>Finds a database's statements in a server's log, whose lines begin with the database's name.</summary>
internal static class StatementLog
{
    public static IReadOnlyList<string> Read(string log, string database)
    {
        var statements = new List<string>();
        StringBuilder? current = null;
        foreach (var line in log.Split('\n'))
        {
            if (line.StartsWith('\t'))
            {
                current?.Append('\n').Append(line.AsSpan(1));
                continue;
            }

            if (current is not null)
            {
                statements.Add(current.ToString());
            }

            current = line.StartsWith(database + " LOG:  ", StringComparison.Ordinal) && Statement(line[(database.Length + 7)..]) is { } statement ? new StringBuilder(statement) : null;
        }

        return statements;
    }

    // "statement: SELECT …" or "execute <unnamed>: SELECT …"
    private static string? Statement(string text) =>
        (text.StartsWith("statement: ", StringComparison.Ordinal) || text.StartsWith("execute ", StringComparison.Ordinal)) && text.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? text[(colon + 2)..] : null;
}
