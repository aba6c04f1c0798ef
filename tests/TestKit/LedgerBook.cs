using CleanHeating.Kernel;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.TestKit;

/// <summary>Writes small ledgers for tests: a header and rows of texts, numbers and dates.</summary>
public static class LedgerBook
{
    public static readonly IReadOnlyList<string> Headers =
    [
        "序号", "乡镇", "行政村", "户主姓名", "身份证号", "联系电话", "一卡通账号", "改造方式", "改造房间数", "取暖面积（㎡）", "困难群众类别", "实施企业", "品牌", "出厂编号", "户号",
        "开工日期", "竣工日期", "验收日期", "验收结论", "已拨付金额（元）", "备注",
    ];

    /// <summary>A sound row of the invented city, by header; change what the test is about.</summary>
    public static Dictionary<string, object?> Row(int number, string township = "桥头镇", string village = "柳林村委会") => new(StringComparer.Ordinal)
    {
        ["序号"] = number, ["乡镇"] = township, ["行政村"] = village, ["户主姓名"] = "张三", ["身份证号"] = Identity(number), ["联系电话"] = $"139{number:D8}", ["一卡通账号"] = Account(number),
        ["改造方式"] = "太阳能", ["改造房间数"] = 3, ["取暖面积（㎡）"] = 80.5, ["实施企业"] = "某公司", ["品牌"] = "某牌", ["出厂编号"] = $"S{number:D6}", ["户号"] = $"U{number:D6}",
        ["开工日期"] = new DateOnly(2030, 5, 1), ["竣工日期"] = new DateOnly(2030, 5, 20), ["验收日期"] = new DateOnly(2030, 6, 1), ["验收结论"] = "合格", ["已拨付金额（元）"] = 1200.5,
    };

    /// <summary>A valid identity number of a place that was never assigned.</summary>
    public static string Identity(int number)
    {
        var body = $"980199{new DateOnly(1950, 1, 1).AddDays(number % 20000):yyyyMMdd}{number / 20000 % 1000:D3}";
        return body + IdentityNumber.CheckCharacter(body);
    }

    public static string Account(int number)
    {
        var body = $"62319988{number:D10}";
        return body + BankCard.CheckDigit(body);
    }

    public static string Write(string path, IEnumerable<Dictionary<string, object?>> rows, string unit = "填报单位：河东区", string sheet = "台账", IReadOnlyList<string>? headers = null)
    {
        using var writer = new XlsxWriter(System.IO.File.Create(path));
        AddSheet(writer, sheet, unit, rows, headers ?? Headers);
        return path;
    }

    public static void AddSheet(XlsxWriter writer, string sheet, string unit, IEnumerable<Dictionary<string, object?>> rows, IReadOnlyList<string> headers)
    {
        var to = writer.AddSheet(sheet);
        to.BeginRow();
        to.Text(unit);
        to.BeginRow();
        foreach (var header in headers)
        {
            to.Text(header);
        }

        foreach (var row in rows)
        {
            to.BeginRow();
            foreach (var header in headers)
            {
                Cell(to, row.GetValueOrDefault(header));
            }
        }
    }

    private static void Cell(XlsxSheetWriter to, object? value)
    {
        switch (value)
        {
            case null: to.Blank(); break;
            case string text: to.Text(text); break;
            case int whole: to.Number((long)whole); break;
            case double number: to.Number(number); break;
            case DateOnly date: to.Date(date); break;
            default: throw new ArgumentOutOfRangeException(nameof(value), value, "Text, number or date.");
        }
    }
}
