using System.Text.RegularExpressions;

namespace CleanHeating.Server.Tests.SqlLint;

/// <summary>
/// What a statement must be so that the same code runs on one machine and on many (docs/architecture.md): no joins between counties, no
/// words that Citus refuses or that give each machine its own answer, and one county per statement, unless a reason was given.
/// </summary>
internal sealed partial class SqlRules(IReadOnlyCollection<string> countyTables, IReadOnlyCollection<Declared> declared)
{
    private readonly HashSet<Declared> _used = [];

    private static readonly (string Pattern, string Why)[] Banned =
    [
        (@"\bMERGE\b", "MERGE"), (@"\bTRIGGER\b", "a trigger"), (@"\bRANDOM\s*\(|\bGEN_RANDOM_UUID\s*\(|\bUUID_GENERATE", "a random value"),
        (@"\bNOW\s*\(|\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\bLOCALTIME(?:STAMP)?\b|\bCLOCK_TIMESTAMP\b|\b(?:DATETIME|STRFTIME|JULIANDAY|UNIXEPOCH)\s*\(", "the database's clock"),
        (@"\bNEXTVAL\b|\bLAST_INSERT_ROWID\b|\bRETURNING\b", "an id made by the database"), (@"\bROLLUP\b|\bCUBE\b|\bGROUPING SETS\b", "ROLLUP or CUBE"),
        (@"\bFOR (?:NO KEY )?(?:UPDATE|SHARE)\b|\bLOCK TABLE\b", "a row lock"), (@"\bON CONSTRAINT\b", "a constraint's name"), (@"\bxmin\b|\bctid\b", "the engine's own version of a row"),
    ];

    /// <summary>Objections to a statement; none for what the engines and their drivers say of themselves.</summary>
    public IEnumerable<string> Objections(SqlStatement statement)
    {
        if (NotData().IsMatch(statement.Text))
        {
            yield break;
        }

        foreach (var (pattern, why) in Banned.Where(b => Regex.IsMatch(statement.Text, b.Pattern, RegexOptions.IgnoreCase)))
        {
            yield return $"uses {why}";
        }

        if (CountDistinct().IsMatch(statement.Text))
        {
            yield return "counts distinct values";
        }

        foreach (var level in statement.Levels.Where(l => Limit().IsMatch(l) && !Order().IsMatch(l) && !IsDeclared(l)))
        {
            yield return $"has LIMIT without ORDER BY: {level}";
        }

        foreach (var level in statement.Levels)
        {
            if (JoinObjection(level) is { } join)
            {
                yield return join;
            }
        }

        foreach (var county in CountyObjections(statement))
        {
            yield return county;
        }
    }

    /// <summary>Declarations that no query needed.</summary>
    public IEnumerable<Declared> Idle() => declared.Except(_used);

    private bool IsDeclared(string level)
    {
        var covering = declared.FirstOrDefault(d => d.Covers(level.Trim()));
        if (covering is not null)
        {
            _used.Add(covering);
        }

        return covering is not null;
    }

    private string? JoinObjection(string level)
    {
        var joined = From().Matches(level).SelectMany(f => Source().Matches("," + f.Groups["tables"].Value)).Count(t => countyTables.Contains(t.Groups["table"].Value));
        return joined > 1 && CountyJoin().Count(level) < joined - 1 ? $"joins county tables without the county: {level}" : null;
    }

    private IEnumerable<string> CountyObjections(SqlStatement statement)
    {
        var insert = Insert().Match(statement.Text);
        if (insert.Success && countyTables.Contains(insert.Groups["table"].Value) && !Regex.IsMatch(insert.Groups["columns"].Value, @"\bcounty_code\b"))
        {
            yield return "inserts into a county table without the county";
        }

        var write = Write().Match(statement.Text);
        if (write.Success && countyTables.Contains(write.Groups["table"].Value) && !County().IsMatch(statement.Levels[^1]))
        {
            yield return "changes a county table without the county";
        }

        // Each query that reads a county table says which county; one within another may take it from outside.
        foreach (var level in statement.Levels.Where(l => From().Matches(l).SelectMany(f => Source().Matches("," + f.Groups["tables"].Value)).Any(t => countyTables.Contains(t.Groups["table"].Value))))
        {
            if (!County().IsMatch(level) && !IsDeclared(level))
            {
                yield return $"does not say which county: {level}";
            }
        }
    }

    [GeneratedRegex(@"^(?:PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SHOW|DISCARD|ANALYZE|VACUUM|START TRANSACTION|CLOSE|UNLISTEN|RESET|DEALLOCATE)\b|\bpg_(?:catalog|type|advisory|try_advisory)|^SELECT CASE WHEN pg_|__EFMigrationsHistory|sqlite_master|information_schema", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NotData();

    [GeneratedRegex(@"\bCOUNT\(\)?\s*DISTINCT|\bCOUNT\s*\(\s*DISTINCT", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CountDistinct();

    [GeneratedRegex(@"\bLIMIT\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\bORDER BY\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Order();

    [GeneratedRegex(@"\bFROM\b(?<tables>.*?)(?=\b(WHERE|GROUP BY|ORDER BY|LIMIT|UNION|EXCEPT|INTERSECT|ON CONFLICT|RETURNING|HAVING|SET)\b|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex From();

    [GeneratedRegex(@"(,|\bJOIN)\s*(main\.)?(?<table>[a-z_]+)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Source();

    [GeneratedRegex(@"\b\w+\.county_code\s*=\s*\w+\.county_code\b|\bUSING\s*\(county_code", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CountyJoin();

    [GeneratedRegex(@"^(INSERT INTO|COPY)\s+(?<table>[a-z_]+)\s*\((?<columns>[^)]*)\)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Insert();

    [GeneratedRegex(@"^(UPDATE|DELETE FROM)\s+(main\.)?(?<table>[a-z_]+)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Write();

    [GeneratedRegex(@"\bcounty_code\s*=|\bcounty_code IN\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex County();
}

/// <summary>A query that is meant to look at several counties, or to stop early in no order, and why that is right on many machines.</summary>
internal sealed record Declared(string Pattern, string Why)
{
    public bool Covers(string query) => Regex.IsMatch(query, Pattern, RegexOptions.IgnoreCase);
}
