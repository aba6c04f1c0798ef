using System.Text.Json;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Planning on the command line, as scripts run it: answers, refusals and exit codes.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private const string Instance =
        """
        {"format":"clean-heating-plan/1","counties":[{"code":1,"name":"甲县","target":10}],
        "resources":[{"id":"S","kind":"substation","unit":"kW","capacity":5,"expansion":{"amount":5,"cost":7}}],
        "villages":[{"code":"v","county":1,"households":6,"options":[{"route":"far-infrared","cost":30,"uses":{"S":4}},{"route":"gas-wall-boiler","cost":39,"uses":{"S":1}}]},
        {"code":"w","county":1,"households":6,"options":[{"route":"far-infrared","cost":20,"uses":{"S":4}}]}],
        "adjacency":[{"a":"v","b":"w","saving":3}]}
        """;

    private readonly TempFolder _folder = new();
    private readonly Cleanheat _program;

    public PlanCommandTests() => _program = new Cleanheat(_folder.File("data"), null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Solve_Instance_SolutionOfTheFormatAndTheSameInTheFile()
    {
        var exit = _program.Run(out var answer, "plan", "solve", Write(Instance), "--time-limit", "20", "--out", _folder.File("out.json"));

        Assert.Equal(0, exit);
        // Both are needed: expanding costs 7, the other route 9.
        Assert.Equal("far-infrared", answer.GetProperty("choices").GetProperty("v").GetString());
        Assert.Equal("S", Assert.Single(answer.GetProperty("expansions").EnumerateArray().ToArray()).GetString());
        Assert.Equal((54, 54), (answer.GetProperty("objective").GetDouble(), answer.GetProperty("bound").GetDouble()));
        Assert.True(answer.GetProperty("seconds").GetDouble() < 20);
        Assert.Equal(answer.GetRawText(), JsonDocument.Parse(File.ReadAllText(_folder.File("out.json"))).RootElement.GetRawText());
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public void Solve_Contradiction_ExitOneAndTheLimitsInWords()
    {
        var exit = _program.Run(out var answer, "plan", "solve", Write(Instance.Replace("\"cost\":39,\"uses\":{\"S\":1}", "\"cost\":39,\"uses\":{\"S\":9}", StringComparison.Ordinal).Replace("\"amount\":5", "\"amount\":1", StringComparison.Ordinal)));

        var errors = answer.GetProperty("errors").EnumerateArray().ToArray();
        Assert.Equal(1, exit);
        Assert.Equal(["plan-infeasible", "plan-limit-target", "plan-limit-expanded"], errors.Select(e => e.GetProperty("code").GetString()));
        Assert.Equal("甲县 must reach 10 households", errors[1].GetProperty("message").GetString());
        Assert.Equal("S (substation) has a capacity of only 5 kW, with an expansion of 1 more at most", errors[2].GetProperty("message").GetString());
    }

    [Fact]
    public void Solve_MalformedFile_ExitThreeWithPlace()
    {
        var exit = _program.Run(out var answer, "plan", "solve", Write(Instance.Replace("\"households\":6", "\"households\":\"6\"", StringComparison.Ordinal)));

        var error = answer.GetProperty("errors")[0];
        Assert.Equal(3, exit);
        Assert.Equal("plan-whole-number", error.GetProperty("code").GetString());
        Assert.Equal("villages[0].households", error.GetProperty("place").GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("NaN")]
    [InlineData("soon")]
    public void Solve_BadTimeLimit_WrongUse(string limit) => Assert.Equal(2, _program.Run(out _, "plan", "solve", Write(Instance), "--time-limit", limit));

    [Fact]
    public void ExportLp_Instance_RowsAndColumns()
    {
        var exit = _program.Run(out var answer, "plan", "export-lp", Write(Instance), _folder.File("out.lp"));

        Assert.Equal(0, exit);
        Assert.Equal((6, 5), (answer.GetProperty("rows").GetInt32(), answer.GetProperty("columns").GetInt32()));
        Assert.EndsWith("End\n", File.ReadAllText(_folder.File("out.lp")), StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        var file = _folder.File("plan.json");
        File.WriteAllText(file, text);
        return file;
    }
}
