using System.Globalization;
using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Kernel.Tests;

public sealed class IdentityNumberTests
{
    private const string Vector = "11010519491231002X";
    private static readonly DateOnly Today = new(2021, 9, 6);

    private static readonly Gen<string> Seventeens =
        from region in Gen.Choose(110000, 999999)
        from days in Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, Today.DayNumber)
        from sequence in Gen.Choose(0, 999)
        select string.Create(CultureInfo.InvariantCulture, $"{region}{DateOnly.FromDayNumber(days):yyyyMMdd}{sequence:D3}");

    private static readonly Gen<string> Numbers = Seventeens.Select(digits => digits + IdentityNumber.CheckCharacter(digits));

    [Fact]
    public void TryParse_StandardVector_Accepted()
    {
        var fault = IdentityNumber.TryParse(Vector, Today, out var number);

        Assert.Equal(IdentityFault.None, fault);
        Assert.Equal(Vector, number.Value);
        Assert.Equal(new DateOnly(1949, 12, 31), number.BirthDate);
    }

    [Fact]
    public void TryParse_FifteenDigits_IsTheSamePerson()
    {
        var fault = IdentityNumber.TryParse("110105491231002", Today, out var number);

        Assert.Equal(IdentityFault.None, fault);
        Assert.Equal(Vector, number.Value);
    }

    [Theory]
    [InlineData("", IdentityFault.Format)]
    [InlineData("1101051949123100", IdentityFault.Format)]
    [InlineData("1101051949123100200", IdentityFault.Format)]
    [InlineData("11010519491231002x", IdentityFault.Format)]
    [InlineData("1101051949123100XX", IdentityFault.Format)]
    [InlineData("11010549123100X", IdentityFault.Format)]
    [InlineData("１1010519491231002X", IdentityFault.Format)]
    [InlineData("110105194912310020", IdentityFault.Checksum)]
    [InlineData("110105194912310000", IdentityFault.Checksum)]
    [InlineData("110105194902290020", IdentityFault.BirthDate)]
    [InlineData("110105194913010020", IdentityFault.BirthDate)]
    [InlineData("110105194900010020", IdentityFault.BirthDate)]
    [InlineData("110105194901000020", IdentityFault.BirthDate)]
    [InlineData("110105000001010020", IdentityFault.BirthDate)]
    [InlineData("110105490229002", IdentityFault.BirthDate)]
    [InlineData("110105202109070020", IdentityFault.BirthDate)]
    public void TryParse_Faulty_NamesTheFaultAndGivesNothing(string text, IdentityFault expected)
    {
        var fault = IdentityNumber.TryParse(text, Today, out var number);

        Assert.Equal(expected, fault);
        Assert.Equal(default, number);
    }

    [Theory]
    [InlineData("372901")]
    [InlineData("371727")]
    [InlineData("999999")]
    public void TryParse_RegionLongGone_Accepted(string region)
    {
        var digits = region + "19660214123";

        Assert.Equal(IdentityFault.None, IdentityNumber.TryParse(digits + IdentityNumber.CheckCharacter(digits), Today, out _));
    }

    [Fact]
    public void ToString_Number_HidesThePerson()
    {
        IdentityNumber.TryParse(Vector, Today, out var number);

        Assert.Equal("110***********002X", number.ToString());
        Assert.Equal("*******", IdentityNumber.Mask("1234567"));
    }

    [Fact]
    public void TryParse_AnyDateUpToToday_Accepted() =>
        Always.Holds(Numbers, text => IdentityNumber.TryParse(text, Today, out var number) == IdentityFault.None && number.Value == text
            && number.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture) == text[6..14]);

    [Fact]
    public void TryParse_OneDigitWrong_IsAlwaysFound() =>
        Always.Holds(
            from text in Numbers
            from place in Gen.Choose(0, 16)
            from shift in Gen.Choose(1, 9)
            select (text, wrong: Change(text, place, shift)),
            pair => IdentityNumber.TryParse(pair.wrong, Today, out _) != IdentityFault.None);

    [Fact]
    public void TryParse_NeighboursExchanged_IsAlwaysFound() =>
        Always.Holds(
            from text in Numbers
            from place in Gen.Choose(0, 15)
            select (text, wrong: string.Concat(text.AsSpan(0, place), [text[place + 1], text[place]], text.AsSpan(place + 2))),
            pair => pair.text == pair.wrong || IdentityNumber.TryParse(pair.wrong, Today, out _) != IdentityFault.None);

    [Fact]
    public void TryParse_FifteenDigitForm_LeadsToTheSameNumber() =>
        Always.Holds(Numbers.Where(text => text[6..8] == "19"), text =>
            IdentityNumber.TryParse(string.Concat(text.AsSpan(0, 6), text.AsSpan(8, 9)), Today, out var number) == IdentityFault.None && number.Value == text);

    internal static string Change(string text, int place, int shift) =>
        string.Concat(text.AsSpan(0, place), [(char)('0' + (text[place] - '0' + shift) % 10)], text.AsSpan(place + 1));
}
