using System.Text;
using System.Text.Unicode;

namespace CleanHeating.Funds.Domain.Seasons;

/// <summary>A text file in memory, UTF-8 with or without a byte-order mark or GB18030, told apart by its content.</summary>
internal sealed class SeasonText
{
    private readonly byte[] _bytes;
    private readonly int _start;

    static SeasonText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public SeasonText(byte[] bytes)
    {
        _bytes = bytes;
        _start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        Encoding = Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.GetEncoding("GB18030");
    }

    public Encoding Encoding { get; }

    public ReadOnlySpan<byte> Body => _bytes.AsSpan(_start);

    public string Text(ReadOnlySpan<byte> bytes) => SeasonWords.Clean(Encoding.GetString(bytes));

    /// <summary>Takes the next line off the rest, without its end.</summary>
    public static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }
}

/// <summary>An account as a key that compares fast: its bytes where they are few, else their hash as well.</summary>
internal readonly record struct AccountKey(ulong High, ulong Low)
{
    /// <summary>From an account as it is stored; up to 16 bytes the key is the account itself, so that no two share one.</summary>
    public static AccountKey Of(ReadOnlySpan<byte> account)
    {
        if (account.Length > 16)
        {
            var hash = System.IO.Hashing.XxHash128.HashToUInt128(account);
            return new AccountKey((ulong)(hash >> 64) | 1UL << 63, (ulong)hash);
        }

        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        account.CopyTo(padded);
        return new AccountKey(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(padded), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(padded[8..]));
    }

    public override int GetHashCode() => unchecked((int)((High * 0x9E3779B97F4A7C15 ^ Low * 0xC2B2AE3D27D4EB4F) >> 32));
}

/// <summary>What a line of a bill file says; where <see cref="Fault"/> is not 0 it is refused for that alone.</summary>
/// <param name="Account">Account.</param>
/// <param name="Value">Hundredths.</param>
/// <param name="Month">Month of the season.</param>
/// <param name="Fault">0, or 1 + the position of its code in <see cref="SeasonWords.Codes"/>.</param>
internal readonly record struct BillLine(AccountKey Account, uint Value, sbyte Month, byte Fault);

/// <summary>Reads a utility's bills, line by line, over the bytes: no line becomes an object.</summary>
internal sealed class BillFile(SeasonText text, Season season)
{
    public const byte PeriodFault = 1, NumberFault = 2, NegativeFault = 3, UnknownFault = 4;
    private int _account = -1, _period = -1, _value = -1;

    /// <summary>Utility that the heading names; null where the heading lacks a column.</summary>
    public Metered? Heading()
    {
        var rest = text.Body;
        var line = SeasonText.Line(ref rest);
        var names = text.Encoding.GetString(line).Split(',');
        var utility = default(Metered?);
        for (var i = 0; i < names.Length; i++)
        {
            if (SeasonWords.IsOne(names[i], SeasonWords.Account))
            {
                _account = i;
            }
            else if (SeasonWords.IsOne(names[i], SeasonWords.Period))
            {
                _period = i;
            }
            else if (SeasonWords.IsOne(names[i], SeasonWords.Power) || SeasonWords.IsOne(names[i], SeasonWords.Gas))
            {
                (_value, utility) = (i, SeasonWords.IsOne(names[i], SeasonWords.Gas) ? Metered.Gas : Metered.Power);
            }
        }

        return _account >= 0 && _period >= 0 && _value >= 0 ? utility : null;
    }

    /// <summary>All lines after the heading; empty ones are passed over.</summary>
    public List<BillLine> Lines()
    {
        var lines = new List<BillLine>(text.Body.Length / 22);
        var rest = text.Body;
        SeasonText.Line(ref rest);
        while (!rest.IsEmpty)
        {
            var line = SeasonText.Line(ref rest);
            if (line.Length > 0)
            {
                lines.Add(Line(line));
            }
        }

        return lines;
    }

    private BillLine Line(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> account = default, period = default, value = default;
        for (var i = 0; ; i++)
        {
            var comma = line.IndexOf((byte)',');
            var field = comma < 0 ? line : line[..comma];
            if (i == _account)
            {
                account = field;
            }
            else if (i == _period)
            {
                period = field;
            }
            else if (i == _value)
            {
                value = field;
            }

            if (comma < 0)
            {
                break;
            }

            line = line[(comma + 1)..];
        }

        var key = AccountKey.Of(IsPlain(account) ? account : Encoding.UTF8.GetBytes(text.Text(account)));
        var month = Month(IsPlain(period) ? period : Encoding.UTF8.GetBytes(text.Text(period)));
        var fault = Number(IsPlain(value) ? value : Encoding.UTF8.GetBytes(text.Text(value)), out var units);
        return new BillLine(key, units, month, month < 0 ? PeriodFault : fault != 0 ? fault : account.IsEmpty ? UnknownFault : (byte)0);
    }

    // Almost every field is what it should be already: visible ASCII without quotation marks.
    private static bool IsPlain(ReadOnlySpan<byte> field) => !field.ContainsAnyExceptInRange((byte)'#', (byte)'~');

    private sbyte Month(ReadOnlySpan<byte> period)
    {
        if (period.Length != 7 || period[4] != '-' || !Digits(period[..4], out var year) || !Digits(period[5..], out var month) || month is < 1 or > 12)
        {
            return -1;
        }

        return (sbyte)(season.MonthOf(year, month) ?? -1);
    }

    private static byte Number(ReadOnlySpan<byte> text, out uint hundredths)
    {
        hundredths = 0;
        var negative = text is [(byte)'-', ..];
        var number = negative ? text[1..] : text;
        var point = number.IndexOf((byte)'.');
        var whole = point < 0 ? number : number[..point];
        var decimals = point < 0 ? default : number[(point + 1)..];
        var rest = 0;
        if (!Digits(whole, out var units) || decimals.Length > 2 || (point >= 0 && !Digits(decimals, out rest)))
        {
            return NumberFault;
        }

        var all = units * 100L + (decimals.Length == 1 ? rest * 10 : rest);
        hundredths = all <= uint.MaxValue ? (uint)all : 0;
        return negative && all > 0 ? NegativeFault : all > uint.MaxValue ? NumberFault : (byte)0;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        if (text.Length is 0 or > 8)
        {
            return false;
        }

        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                return false;
            }

            number = number * 10 + (int)digit;
        }

        return true;
    }
}
