using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Kernel.Tests;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> Seventeens = Gen.Elements(Alphabet.ToCharArray()).ArrayOf(17).Select(characters => new string(characters));

    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91310115MA1H8R7C6D", false)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100m000100y43", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M000100Y433", false)]
    [InlineData("9135O100M000100Y43", false)]
    [InlineData("91350100M000100Y4I", false)]
    [InlineData("", false)]
    public void IsValid_Vectors_AsTheStandardSays(string code, bool expected) => Assert.Equal(expected, CreditCode.IsValid(code));

    [Fact]
    public void IsValid_WithItsCheckCharacter_Accepted() =>
        Always.Holds(Seventeens, code => CreditCode.IsValid(code + CreditCode.CheckCharacter(code)));

    [Fact]
    public void IsValid_OneCharacterWrong_IsAlwaysFound() =>
        Always.Holds(
            from code in Seventeens
            from place in Gen.Choose(0, 17)
            from other in Gen.Elements(Alphabet.ToCharArray())
            select (right: code + CreditCode.CheckCharacter(code), place, other),
            c => c.right[c.place] == c.other || !CreditCode.IsValid(string.Concat(c.right.AsSpan(0, c.place), [c.other], c.right.AsSpan(c.place + 1))));
}

public sealed class BankCardTests
{
    private static readonly Gen<string> Beginnings =
        from length in Gen.Choose(13, 16)
        from digits in Gen.Choose(0, 9).ArrayOf(length)
        select "62" + string.Concat(digits);

    [Theory]
    [InlineData("6222020000000000004", false)]
    [InlineData("6200000000000005", true)]
    [InlineData("6200000000000006", false)]
    [InlineData("62000000000", true)]
    [InlineData("62000000000000000006", true)]
    [InlineData("4111111111111112", true)]
    [InlineData("62000000000000A6", true)]
    [InlineData("", true)]
    public void IsPlausible_OnlyCardsBeginning62_AreChecked(string number, bool expected) => Assert.Equal(expected, BankCard.IsPlausible(number));

    [Theory]
    [InlineData("7992739871", '3')]
    [InlineData("0", '0')]
    public void CheckDigit_KnownNumbers_AsLuhnSays(string digits, char expected) => Assert.Equal(expected, BankCard.CheckDigit(digits));

    [Fact]
    public void IsPlausible_WithItsCheckDigit_Accepted() =>
        Always.Holds(Beginnings, digits => BankCard.IsPlausible(digits + BankCard.CheckDigit(digits)));

    [Fact]
    public void IsPlausible_OneDigitWrong_IsAlwaysFound() =>
        Always.Holds(
            from digits in Beginnings
            from place in Gen.Choose(2, digits.Length)
            from shift in Gen.Choose(1, 9)
            select IdentityNumberTests.Change(digits + BankCard.CheckDigit(digits), place, shift),
            wrong => !BankCard.IsPlausible(wrong));
}

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("13000000000", true)]
    [InlineData("19999999999", true)]
    [InlineData("12999999999", false)]
    [InlineData("23000000000", false)]
    [InlineData("1300000000", false)]
    [InlineData("130000000000", false)]
    [InlineData("1300000000a", false)]
    [InlineData("１3000000000", false)]
    [InlineData("0530-5310000", false)]
    [InlineData("", false)]
    public void IsValid_Numbers_AsThePlanOfNumbersSays(string number, bool expected) => Assert.Equal(expected, MobileNumber.IsValid(number));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("1234567", "*******")]
    [InlineData("", "")]
    public void Mask_Number_HidesTheMiddle(string number, string expected) => Assert.Equal(expected, MobileNumber.Mask(number));

    [Fact]
    public void IsValid_AnyMobile_Accepted() =>
        Always.Holds(Always.Longs(13_000_000_000, 19_999_999_999), number => MobileNumber.IsValid(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
