using System.Globalization;
using System.Resources;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Texts;
using CleanHeating.Server.Composition;
using Spectre.Console;

namespace CleanHeating.Cli.Output;

/// <summary>Exit codes, as the command-line document has them.</summary>
internal static class Exit
{
    public const int Done = 0;

    /// <summary>Done, but something was refused or found broken; the answer says what.</summary>
    public const int Refused = 1;
    public const int WrongUse = 2;

    /// <summary>Failed; nothing changed.</summary>
    public const int Failed = 3;
}

/// <summary>Answers to a person (tables on the terminal) or to a program (one JSON document on standard output).</summary>
internal sealed class Terminal
{
    public static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private const int UnfoldedWidth = 400;
    private static readonly TextCatalog OwnTexts = new([new ResourceManager("CleanHeating.Cli.Texts", typeof(Terminal).Assembly)]);

    public Terminal(CultureInfo culture, bool json)
    {
        Culture = culture;
        Json = json;
        Errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        Screen = json ? Errors : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            // Nobody's window: lines are not folded, so that they can be searched.
            Screen.Profile.Width = Errors.Profile.Width = UnfoldedWidth;
        }
    }

    public CultureInfo Culture { get; }

    public bool Json { get; }

    /// <summary>Where tables and sentences for people go; standard error when a program reads the answer.</summary>
    public IAnsiConsole Screen { get; }

    public IAnsiConsole Errors { get; }

    private bool Silent { get; init; }

    /// <summary>The same terminal for a step of a larger command: it speaks to people and leaves the one document to its caller.</summary>
    public Terminal WithoutAnswers() => new(Culture, Json) { Silent = true };

    /// <summary>Bars are for people at a terminal, not for files.</summary>
    public bool ShowsBars => !Json && !Console.IsErrorRedirected;

    /// <summary>A table for people; nothing where there are no rows or a program reads the answer.</summary>
    public void Table(IReadOnlyList<string> headers, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (Json || all.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < headers.Count; i++)
        {
            var column = new TableColumn(Markup.Escape(Text(headers[i])));
            table.AddColumn(all.TrueForAll(r => r[i].Length > 0 && (char.IsAsciiDigit(r[i][0]) || r[i] == "–")) ? column.RightAligned() : column);
        }

        all.ForEach(r => table.AddRow([.. r.Select(Markup.Escape)]));
        Screen.Write(table);
    }

    public string Text(string key, params ReadOnlySpan<object?> args) => OwnTexts.Get(key, Culture, args);

    public string Message(Error error) => Product.Texts.Message(error, Culture);

    /// <summary>The one JSON document of this command.</summary>
    public void Answer<T>(T document)
    {
        if (!Json || Silent)
        {
            return;
        }

        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, document, JsonOptions);
        output.WriteByte((byte)'\n');
    }

    public void Line(string text) => Screen.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{text}");

    /// <summary>A remark beside the answer.</summary>
    public void Warn(string text) => Errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{text}[/]");

    /// <summary>Work with a bar for people at a terminal.</summary>
    public T WithBar<T>(string what, Func<Action<JobProgress>?, T> run) => !ShowsBars ? run(null)
        : Errors.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).Start(bars =>
        {
            var bar = bars.AddTask(Text(what), maxValue: 100);
            return run(progress => bar.Value = progress.Percent);
        });

    /// <summary>Refusals that stopped the command: shown to people, and as a JSON document with their codes.</summary>
    public int Refuse(IReadOnlyList<Error> errors, int exit = Exit.Failed)
    {
        foreach (var error in errors)
        {
            Errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{error.Code}[/] {Place(error.Place)}{Message(error)}");
        }

        Answer(new { errors = errors.Select(e => new { code = e.Code, message = Message(e), place = e.Place }) });
        return exit;
    }

    private static string Place(ErrorPlace? place) => place switch
    {
        null => "",
        { Line: { } line } => string.Create(CultureInfo.InvariantCulture, $"{place.File}:{line} "),
        _ => string.Join(" ", new[] { place.File, place.Sheet, place.Column + place.Row?.ToString(CultureInfo.InvariantCulture) }.Where(p => !string.IsNullOrEmpty(p))) + " ",
    };
}
