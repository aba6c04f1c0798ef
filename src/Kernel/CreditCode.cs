namespace CleanHeating.Kernel;

/// <summary>
/// Unified social credit code (GB 32100-2015): 18 characters of 0-9 and A-Z without I, O, S, V, Z; the last one checks the others
/// with weights 3^(i-1) mod 31. Some real firms carry a code that fails, so a failure is a warning, never a refusal.
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static bool IsValid(ReadOnlySpan<char> code)
    {
        if (code.Length != 18)
        {
            return false;
        }

        int sum = 0, weight = 1;
        for (var i = 0; i < 17; i++)
        {
            var value = Alphabet.AsSpan().IndexOf(code[i]);
            if (value < 0)
            {
                return false;
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31] == code[17];
    }

    /// <summary>The check character that belongs to 17 characters of the alphabet.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> seventeen)
    {
        int sum = 0, weight = 1;
        foreach (var c in seventeen)
        {
            sum += Alphabet.AsSpan().IndexOf(c) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}

/// <summary>Bank card numbers: the Luhn check, asked only of numbers that begin 62 and have 16 to 19 digits.</summary>
public static class BankCard
{
    /// <summary>False when the number must pass the Luhn check and does not; passbook and corporate accounts pass untested.</summary>
    public static bool IsPlausible(ReadOnlySpan<char> number)
    {
        if (number.Length is < 16 or > 19 || !number.StartsWith("62") || number.ContainsAnyExceptInRange('0', '9'))
        {
            return true;
        }

        return LuhnSum(number) % 10 == 0;
    }

    /// <summary>The Luhn digit to append to these digits.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        Span<char> all = stackalloc char[digits.Length + 1];
        digits.CopyTo(all);
        all[^1] = '0';
        return (char)('0' + (10 - LuhnSum(all) % 10) % 10);
    }

    private static int LuhnSum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if ((i & 1) == 1)
            {
                digit *= 2;
                digit = digit > 9 ? digit - 9 : digit;
            }

            sum += digit;
        }

        return sum;
    }
}

/// <summary>Mobile numbers of mainland China: 1, then 3–9, then nine digits.</summary>
public static class MobileNumber
{
    public static bool IsValid(ReadOnlySpan<char> number) =>
        number.Length == 11 && number[0] == '1' && number[1] is >= '3' and <= '9' && !number.ContainsAnyExceptInRange('0', '9');

    /// <summary>First three and last four digits; the rest hidden.</summary>
    public static string Mask(string number) =>
        number.Length < 8 ? new string('*', number.Length) : string.Concat(number.AsSpan(0, 3), new string('*', number.Length - 7), number.AsSpan(number.Length - 4));
}
