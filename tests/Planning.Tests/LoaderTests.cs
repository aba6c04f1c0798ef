using System.Text;
using CleanHeating.Planning.Optimiser.ReadInstance;

namespace CleanHeating.Planning.Tests;

public sealed class LoaderTests
{
    private const string Good =
        """
        {"format":"clean-heating-plan/1","counties":[{"code":1,"name":"A","target":5}],
        "resources":[{"id":"S","kind":"substation","unit":"kW","capacity":10,"expansion":{"amount":5,"cost":7}},{"id":"B","kind":"budget","unit":"yuan","capacity":-1.5,"expansion":null}],
        "villages":[{"code":"v","county":1,"households":6,"options":[{"route":"r","cost":3,"uses":{"S":2}}]},{"code":"w","county":1,"households":6,"options":[]}],
        "adjacency":[{"a":"v","b":"w","saving":2}]}
        """;

    [Fact]
    public void Read_GoodFile_AllOfIt()
    {
        var instance = Read(Good).Value;

        Assert.Equal(("A", 5), (instance.Counties[0].Name, instance.Counties[0].Target));
        Assert.Equal((10, 5, 7), (instance.Resources[0].Capacity, instance.Resources[0].Expansion!.Amount, instance.Resources[0].Expansion!.Cost));
        Assert.Equal(-1.5, instance.Resources[1].Capacity);
        Assert.Equal((0, 2), (instance.Villages[0].Options[0].Uses[0].Resource, instance.Villages[0].Options[0].Uses[0].Amount));
        Assert.Empty(instance.Villages[1].Options);
        Assert.Equal((0, 1, 2), (instance.Adjacency[0].A, instance.Adjacency[0].B, instance.Adjacency[0].Saving));
    }

    [Fact]
    public void Read_ByteOrderMark_Ignored() => Assert.True(InstanceReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)], "plan.json").IsOk);

    [Theory]
    [InlineData("clean-heating-plan/1", "clean-heating-plan/2", "plan-format", "format")]
    [InlineData("\"households\":6", "\"households\":6.5", "plan-whole-number", "villages[0].households")]
    [InlineData("\"households\":6", "\"households\":-6", "plan-whole-number", "villages[0].households")]
    [InlineData("\"households\":6,", "", "plan-required", "villages[0].households")]
    [InlineData("\"target\":5", "\"target\":\"5\"", "plan-whole-number", "counties[0].target")]
    [InlineData("\"cost\":3", "\"cost\":-3", "plan-number", "villages[0].options[0].cost")]
    [InlineData("\"cost\":3", "\"cost\":1e300", "plan-number", "villages[0].options[0].cost")]
    [InlineData("{\"S\":2}", "{\"T\":2}", "plan-unknown", "villages[0].options[0].uses.T")]
    [InlineData("{\"S\":2}", "{\"S\":2,\"S\":3}", "plan-duplicate", "villages[0].options[0].uses.S")]
    [InlineData("{\"S\":2}", "{\"S\":-2}", "plan-number", "villages[0].options[0].uses.S")]
    [InlineData("\"uses\":{\"S\":2}", "\"uses\":[]", "plan-required", "villages[0].options[0].uses")]
    [InlineData("\"code\":\"w\"", "\"code\":\"v\"", "plan-duplicate", "villages[1].code")]
    [InlineData("\"id\":\"B\"", "\"id\":\"S\"", "plan-duplicate", "resources[1].id")]
    [InlineData("\"code\":\"v\",\"county\":1", "\"code\":\"v\",\"county\":2", "plan-unknown", "villages[0].county")]
    [InlineData("\"b\":\"w\"", "\"b\":\"x\"", "plan-unknown", "adjacency[0].b")]
    [InlineData("\"b\":\"w\"", "\"b\":\"v\"", "plan-own-neighbour", "adjacency[0]")]
    [InlineData("\"saving\":2", "\"saving\":null", "plan-number", "adjacency[0].saving")]
    [InlineData("\"amount\":5,", "", "plan-required", "resources[0].expansion.amount")]
    [InlineData("\"adjacency\":[{\"a\":\"v\",\"b\":\"w\",\"saving\":2}]", "\"adjacency\":{}", "plan-required", "adjacency")]
    public void Read_Malformed_RefusedWithCodeAndPlace(string right, string wrong, string code, string path)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        var result = Read(Good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.False(result.IsOk);
        Assert.Contains(result.Errors, e => e.Code == code && e.Place is { File: "plan.json" } place && place.Path == path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":")]
    [InlineData("no json")]
    public void Read_NoJson_RefusedWithLine(string text)
    {
        var error = Assert.Single(Read(text).Errors);

        Assert.Equal("plan-file-malformed", error.Code);
        Assert.NotNull(error.Place!.Line);
    }

    [Fact]
    public void Read_NoFile_Refused() => Assert.Equal("plan-file-unreadable", Assert.Single(InstanceReader.Read("/nowhere/plan.json").Errors).Code);

    [Fact]
    public void Read_EveryErrorAtOnce_AllNamed()
    {
        var result = Read(Good.Replace("\"cost\":3", "\"cost\":-3", StringComparison.Ordinal).Replace("\"b\":\"w\"", "\"b\":\"x\"", StringComparison.Ordinal));

        Assert.Equal(["plan-number", "plan-unknown"], result.Errors.Select(e => e.Code));
    }

    private static Kernel.Result<Optimiser.Domain.PlanInstance> Read(string text) => InstanceReader.Read(Encoding.UTF8.GetBytes(text), "plan.json");
}
