namespace CleanHeating.Kernel.Tests;

public sealed class ResultTests
{
    private static readonly Error First = new("first", null, "a", "b");
    private static readonly Error Second = new("second");

    [Fact]
    public void Value_Good_IsGiven()
    {
        Result<int> result = 7;

        Assert.True(result.IsOk);
        Assert.Equal(7, result.Value);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Value_Refused_ThrowsNamingEveryReason()
    {
        Result<int> result = new List<Error> { First, Second };

        var thrown = Assert.Throws<InvalidOperationException>(() => result.Value);

        Assert.False(result.IsOk);
        Assert.Equal([First, Second], result.Errors);
        Assert.Contains("first(a, b)", thrown.Message);
        Assert.Contains("second", thrown.Message);
    }

    [Fact]
    public void Fail_OneError_HoldsIt()
    {
        Result<string> result = First;

        Assert.False(result.IsOk);
        Assert.Null(result.ValueOrDefault);
        Assert.Equal([First], result.Errors);
    }

    [Fact]
    public void Fail_WithoutError_Throws() => Assert.Throws<ArgumentException>(() => Result<int>.Fail([]));

    [Fact]
    public void Default_NeverSet_IsNotAGoodResult()
    {
        // "Never both, never neither": an array element that nobody filled must not pass for a value.
        var result = default(Result<string>);

        Assert.False(result.IsOk);
        Assert.Throws<InvalidOperationException>(() => result.Value);
    }

    [Fact]
    public void At_Place_KeepsCodeAndArguments()
    {
        var placed = First.At(new ErrorPlace(File: "a.xlsx", Sheet: "1", Row: 5, Column: "C"));

        Assert.Equal("first", placed.Code);
        Assert.Equal(["a", "b"], placed.Args);
        Assert.Equal(5, placed.Place?.Row);
        Assert.Null(First.Place);
    }
}
