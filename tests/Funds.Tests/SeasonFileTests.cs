using System.Text;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Programme.Plan;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Funds.Tests;

/// <summary>Bills, registers and bank files as bytes.</summary>
public sealed class SeasonFileTests
{
    private static readonly Season Season = new(2021);

    [Theory]
    [InlineData("utf-8", "\n", false)]
    [InlineData("utf-8", "\r\n", true)]
    [InlineData("GB18030", "\r\n", false)]
    public void Lines_AnyEncoding_AreRead(string encoding, string end, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = string.Join(end, "户号,账期,气量（立方米）", "G1,2021-11,12.34", "", "\"G 2\" ,２０２１－１２,7", "G1,2022-03,0.5") + end;
        byte[] bytes = [.. mark ? [0xEF, 0xBB, 0xBF] : Array.Empty<byte>(), .. Encoding.GetEncoding(encoding).GetBytes(text)];
        var file = new BillFile(new SeasonText(bytes), Season);

        Assert.Equal(Metered.Gas, file.Heading());
        Assert.Equal([(Key("G1"), 1234u, 4, 0), (Key("G2"), 700u, 5, 0), (Key("G1"), 50u, 8, 0)], file.Lines().Select(l => (l.Account, l.Value, (int)l.Month, (int)l.Fault)));
    }

    [Theory]
    [InlineData("G1,2021-13,1", "period-format")]
    [InlineData("G1,2021-6,1", "period-format")]
    [InlineData("G1,2021-06,1", "period-format")]
    [InlineData("G1,2022-07,1", "period-format")]
    [InlineData("G1,2021-11,", "number-format")]
    [InlineData("G1,2021-11", "number-format")]
    [InlineData("G1,2021-11,1.", "number-format")]
    [InlineData("G1,2021-11,1.234", "number-format")]
    [InlineData("G1,2021-11,1e5", "number-format")]
    [InlineData("G1,2021-11,99999999", "number-format")]
    [InlineData("G1,2021-11,-5.00", "reading-negative")]
    [InlineData("G1,2021-11,-0.00", null)]
    [InlineData(",2021-11,5", "account-unknown")]
    public void Lines_WithAFault_AreRefusedForIt(string line, string? code)
    {
        var file = new BillFile(new SeasonText(Encoding.UTF8.GetBytes("户号,账期,电量（千瓦时）\n" + line + "\n")), Season);
        Assert.Equal(Metered.Power, file.Heading());

        var read = Assert.Single(file.Lines());

        Assert.Equal(code, read.Fault == 0 ? null : SeasonWords.Codes[read.Fault - 1]);
    }

    [Theory]
    [InlineData("户号,账期")]
    [InlineData("户名,账期,电量")]
    [InlineData("")]
    public void Heading_LackingAColumn_IsNone(string heading) => Assert.Null(new BillFile(new SeasonText(Encoding.UTF8.GetBytes(heading)), Season).Heading());

    [Fact]
    public void MeterPack_AnyReadings_ComeBackAsTheyWere() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Arb.From(Gen.Choose(1, 99_999).Zip(Gen.Choose(0, 1)).Zip(Gen.Choose(1, 4095)).Zip(Gen.Choose(0, int.MaxValue)).ListOf()), drawn =>
        {
            var entries = drawn.GroupBy(d => (d.Item1.Item1.Item1, d.Item1.Item1.Item2)).OrderBy(g => g.Key)
                .Select(g => (g.Key.Item1, Utility: (Metered)g.Key.Item2, Months: g.First().Item1.Item2, Values: Enumerable.Range(0, 12).Select(m => (g.First().Item1.Item2 & 1 << m) == 0 ? 0u : (uint)g.First().Item2 + (uint)m).ToArray())).ToList();
            var writer = new MeterPack.Writer();
            writer.Begin();
            entries.ForEach(e => writer.Add(e.Item1, e.Utility, e.Months, e.Values));

            var reader = new MeterPack.Reader(writer.Written);
            var values = new uint[12];
            foreach (var entry in entries)
            {
                Assert.True(reader.Next(values));
                Assert.Equal((entry.Item1, entry.Utility, entry.Months), (reader.Sequence, reader.Utility, reader.Months));
                Assert.Equal(entry.Values, values);
            }

            Assert.False(reader.Next(values));
        }));

    [Fact]
    public void CountedWithin_Certificate_CountsMonthsOnTheirLastDay()
    {
        int Count(string from, string to) => System.Numerics.BitOperations.PopCount((uint)Season.CountedWithin(DateOnly.ParseExact(from, "yyyy-MM-dd", null), DateOnly.ParseExact(to, "yyyy-MM-dd", null)));

        Assert.Equal(5, Count("2020-01-01", "2023-12-31"));
        Assert.Equal(2, Count("2020-01-01", "2021-12-31"));
        Assert.Equal(1, Count("2020-01-01", "2021-12-30"));
        Assert.Equal(2, Count("2022-02-10", "2023-12-31"));
        Assert.Equal(0, Count("2022-04-01", "2023-12-31"));
        Assert.Equal(["2021-07", "2021-12", "2022-01", "2022-06"], new[] { 0, 5, 6, 11 }.Select(Season.PeriodOf));
        Assert.Null(Season.Parse("2021-2023"));
    }

    [Fact]
    public void RegisterFile_Lines_AreReadOrRefusedWithTheirCode()
    {
        const string text = "身份证号,姓名,困难类别,证书编号,认定部门,生效日期,失效日期\n"
            + "371799198509062054,康艳,贫困残疾人家庭,ZS1,扶贫开发部门,2020-01-01,2023-12-31\n371799198509062055,康艳,低保户,ZS2,民政部门,2020-01-01,2023-12-31\n371799198509062054,康艳,低保户,ZS3,村民委员会,2020-01-01,2023-12-31\n"
            + "371799198509062054,康艳,低保户,ZS4,民政部门,2020-13-01,2023-12-31\n371799198509062054,康艳,低保户,ZS5,民政部门,2024-01-01,2023-12-31\n371799198509062054,康艳,,ZS6,民政部门,2020-01-01,2023-12-31\n";
        var refused = new List<string>();

        var lines = new RegisterFile(new SeasonText(Encoding.UTF8.GetBytes(text)), new DateOnly(2026, 1, 1)).Read(refused.Add)!;

        Assert.Equal(("ZS1", Issuer.PovertyRelief, new DateOnly(2023, 12, 31)), (lines.Single().Number, lines[0].Issuer, lines[0].To));
        Assert.Equal(["id-checksum", "issuer-invalid", "date-format", "date-order", "required"], refused);
    }

    [Theory]
    [InlineData("csv", "utf-8")]
    [InlineData("csv", "gb18030")]
    [InlineData("fixed", "gb18030")]
    public void BankFiles_WrittenAndAnswered_FitTheFormat(string layout, string encoding)
    {
        var plan = new BankPlan(
            layout, encoding, layout == "csv", [new("reference", "编号", 10), new("name", "姓名", 12), new("account", "账号", 20), new("amount", "金额", 12), new("amount-fen", "分", 10), new("line", "行", 4)],
            [new("reference", "编号", 10), new("amount", "金额", 12), new("result", "结果", 4), new("reason", "原因", 20)], ["成功", "00"]);
        var files = new BankFiles(plan);
        BankPayment[] payments = [new(1, "7-1", "张三,\"小\"", "6231000000000001", 90050, "x", "2030-01-01"), new(2, "7-2", "=1+1", "6231000000000002", 5, "x", "2030-01-01")];

        var text = Encoding.GetEncoding(encoding).GetString(files.Write(payments));
        var answer = layout == "csv" ? "编号,金额,结果,原因\n7-1,900.50,成功,\n\"7-2\",0.05,失败,\"账号,户名不符\"\n坏行\n" : "7-1".PadRight(10) + "900.5".PadLeft(12) + "成功\r\n" + "7-2".PadRight(10) + "0.05".PadLeft(12) + "失败账号,户名不符\r\n坏行\r\n";
        var (answers, unread) = files.Read(Encoding.GetEncoding(encoding).GetBytes(answer));

        Assert.Equal(layout == "csv" ? "编号,姓名,账号,金额,分,行\r\n7-1,\"张三,\"\"小\"\"\",6231000000000001,900.50,90050,1\r\n7-2,'=1+1,6231000000000002,0.05,5,2\r\n"
            : "7-1       张三,\"小\"   6231000000000001          900.5000000900500001\r\n7-2       =1+1        6231000000000002            0.0500000000050002\r\n", text);
        Assert.Equal([("7-1", 90050L, true, ""), ("7-2", 5L, false, "账号,户名不符")], answers.Select(a => (a.Reference, a.Fen ?? 0, a.IsPaid, a.Reason)));
        Assert.Single(unread);
    }

    private static AccountKey Key(string account) => AccountKey.Of(Encoding.UTF8.GetBytes(account));
}
