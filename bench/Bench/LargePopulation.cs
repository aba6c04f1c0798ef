using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Bench;

/// <summary>
/// Invents stored households as an import leaves them: every field filled, personal numbers encrypted and indexed, some rows with
/// warnings, routes and stages in uneven shares. The same number is the same household.
/// </summary>
internal sealed class LargePopulation(Workplace workplace, LoadedProgramme programme) : IDisposable
{
    public static readonly DateOnly AsOf = new(2021, 12, 31);
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private const string Given = "伟芳娜秀英敏静丽强磊军洋勇艳杰涛明超霞平刚桂兰玉梅建国华文志红";

    // What a household has by chance: a warning of one in fifty, and the rare ones of one in twenty thousand.
    private static readonly string[] Warnings = ["phone-format", "bank-card-check", "uscc-checksum", "area-outlier", "subsidy-below-floor"];
    private static readonly int[] OneIn = [50, 200, 20_000, 400, 20_000];
    private readonly Random _random = new(5);
    private readonly FieldCipher _cipher = new(workplace.Keys);
    private readonly BlindIndex _index = new(workplace.Keys);
    private int _number;

    /// <summary>Identity number of the n-th household.</summary>
    public static string IdentityOf(int number)
    {
        var birth = new DateOnly(1938, 1, 1).AddDays(number % 22_000);
        var rest = number / 22_000;
        var text = string.Create(CultureInfo.InvariantCulture, $"3717{(rest / 999 % 2 == 0 ? 89 : 99)}{birth:yyyyMMdd}{rest % 999 + 1:D3}");
        return text + IdentityNumber.CheckCharacter(text);
    }

    public static string PhoneOf(int number) => string.Create(CultureInfo.InvariantCulture, $"13{number:D9}");

    public static string AccountOf(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"62319988{number:D10}");
        return body + BankCard.CheckDigit(body);
    }

    public HouseholdRecord Next(RegionCode village, int sequence)
    {
        var number = _number++;
        var record = new HouseholdRecord
        {
            CountyCode = village.CountyCode, HouseholdId = village.Value * 100_000 + sequence, Programme = programme.Number, Head = Name(),
            Route = _random.Next(100) switch { < 55 => 0, < 85 => 3 % programme.Routes.Count, var other => other % programme.Routes.Count },
            Rooms = 2 + _random.Next(3), Area = 2500 + _random.Next(6000), Hardship = _random.Next(100) < 7 ? "低保户" : null,
            Enterprise = programme.Plan.Divisions.NameOf(village.County) + "清洁能源有限公司", CreditCode = "91370000MA3000000X", Contract = "QN2021-1702-012",
            Brand = "清暖", Model = "KFR-36GW/A1", Serial = string.Create(CultureInfo.InvariantCulture, $"21{number:D10}"), RatedPower = 220 + _random.Next(6) * 120,
            UtilityAccount = string.Create(CultureInfo.InvariantCulture, $"3717{number:D8}"),
            ImportId = 1, SourceRow = sequence, Version = 1, Seal = new byte[RowSeal.Size],
        };
        for (var i = 0; i < Warnings.Length; i++)
        {
            record.Warnings |= _random.Next(OneIn[i]) == 0 ? LedgerPolicy.WarningBit(Warnings[i]) : 0;
        }

        _random.NextBytes(record.Seal);
        Personal(record, number);
        Progress(record);
        return record;
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _index.Dispose();
    }

    private void Personal(HouseholdRecord record, int number)
    {
        (record.IdentityCipher, record.IdentityIndex) = Hidden(PersonalField.Identity, IdentityOf(number));
        (record.PhoneCipher, record.PhoneIndex) = Hidden(PersonalField.Phone, PhoneOf(number));
        (record.AccountCipher, record.AccountIndex) = Hidden(PersonalField.Account, AccountOf(number));
    }

    private (byte[] Cipher, byte[] Index) Hidden(PersonalField field, string value) => (_cipher.Encrypt(field, value), _index.Of(field, value).ToArray());

    private string Name()
    {
        // The first surnames are the common ones, as in life.
        var surname = Surnames[Math.Min(_random.Next(Surnames.Length), _random.Next(Surnames.Length))];
        var first = Given[_random.Next(Given.Length)];
        return _random.Next(4) == 0 ? $"{surname}{first}" : $"{surname}{first}{Given[_random.Next(Given.Length)]}";
    }

    private void Progress(HouseholdRecord record)
    {
        var pick = _random.Next(1000);
        var started = AsOf.AddDays(-60 - _random.Next(150));
        record.Stage = (int)(pick >= 960 ? Stage.NotStarted : pick >= 850 ? Stage.Started : pick >= 600 ? Stage.Completed : pick >= 10 ? Stage.Passed : Stage.Failed);
        record.Started = pick < 960 ? Text(started) : null;
        record.Completed = pick < 850 ? Text(started.AddDays(4 + _random.Next(20))) : null;
        record.Accepted = pick < 600 ? Text(started.AddDays(25 + _random.Next(30))) : null;
        record.Result = pick < 10 ? 2 : pick < 600 ? 1 : 0;
        record.Paid = pick is >= 10 and < 400 ? 90_000 + _random.Next(3000) * 100 : 0;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
