namespace CleanHeating.Kernel;

/// <summary>What is wrong with a text that should be an identity number.</summary>
public enum IdentityFault
{
    None = 0,

    /// <summary>Neither 17 digits + digit or X, nor 15 digits.</summary>
    Format,

    /// <summary>The birth date in it does not exist, or lies after the reference date.</summary>
    BirthDate,

    /// <summary>Wrong check character (GB 11643-1999; ISO 7064 MOD 11-2).</summary>
    Checksum,
}

/// <summary>
/// Citizen identity number (GB 11643-1999). Always held in its 18-character form: the older 15-digit number
/// (yymmdd, no check) is the same person with 19 before the year and the check character appended.
/// The first six digits are the place of first registration and are never judged.
/// </summary>
public readonly record struct IdentityNumber
{
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<char> CheckCharacters => "10X98765432";

    private IdentityNumber(string value) => Value = value;

    /// <summary>18 characters.</summary>
    public string Value { get; }

    public DateOnly BirthDate => new(Digits(Value, 6, 4), Digits(Value, 10, 2), Digits(Value, 12, 2));

    /// <summary>First three and last four characters; the rest hidden.</summary>
    public string Masked => Mask(Value);

    public static string Mask(string value) => value.Length < 8 ? new string('*', value.Length) : string.Concat(value.AsSpan(0, 3), new string('*', value.Length - 7), value.AsSpan(value.Length - 4));

    /// <summary>Reads a normalised text (half-width, no spaces, upper-case X).</summary>
    public static IdentityFault TryParse(ReadOnlySpan<char> text, DateOnly asOf, out IdentityNumber number)
    {
        number = default;
        if (!HasFormat(text))
        {
            return IdentityFault.Format;
        }

        Span<char> full = stackalloc char[18];
        if (text.Length == 15)
        {
            text[..6].CopyTo(full);
            "19".CopyTo(full[6..]);
            text[6..].CopyTo(full[8..]);
            full[17] = CheckCharacter(full[..17]);
        }
        else
        {
            text.CopyTo(full);
        }

        if (!HasBirthDate(full, asOf))
        {
            return IdentityFault.BirthDate;
        }

        if (full[17] != CheckCharacter(full[..17]))
        {
            return IdentityFault.Checksum;
        }

        number = new IdentityNumber(full.ToString());
        return IdentityFault.None;
    }

    /// <summary>The check character that belongs to 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (seventeen[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    public override string ToString() => Masked;

    private static bool HasFormat(ReadOnlySpan<char> text) => text.Length switch
    {
        15 => !text.ContainsAnyExceptInRange('0', '9'),
        18 => !text[..17].ContainsAnyExceptInRange('0', '9') && (text[17] == 'X' || char.IsAsciiDigit(text[17])),
        _ => false,
    };

    private static bool HasBirthDate(ReadOnlySpan<char> full, DateOnly asOf)
    {
        var (year, month, day) = (Digits(full, 6, 4), Digits(full, 10, 2), Digits(full, 12, 2));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && new DateOnly(year, month, day) <= asOf;
    }

    private static int Digits(ReadOnlySpan<char> text, int start, int length)
    {
        var value = 0;
        foreach (var c in text.Slice(start, length))
        {
            value = value * 10 + (c - '0');
        }

        return value;
    }
}
