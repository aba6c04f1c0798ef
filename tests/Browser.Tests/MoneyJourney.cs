using System.Globalization;
using System.Text;
using CleanHeating.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

/// <summary>Money from an inspection without a signal to a household's account, with a payment that comes back on the way.</summary>
[Collection(Office.Name)]
public sealed class MoneyJourney(Office office) : IDisposable
{
    private const int Households = 700;
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Payment_FromInspectionToReturnAndCorrection_ReachesTheHousehold()
    {
        using var city = new ServedCity(WithoutNoticePeriod(), Households);
        await using var desk = await Phone.Begin(office.Browser, city, "county-office");
        var household = await Inspect(desk, city);
        await office.Journey(city, visit => Pay(visit, desk, household), "zh", "township", nameof(Payment_FromInspectionToReturnAndCorrection_ReachesTheHousehold));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task Pay(Visit visit, Phone desk, string household)
    {
        await visit.Open("/payments");
        await visit.Button("funds.payments.propose").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("funds.payments.propose"), Exact = true }).ClickAsync();
        await visit.Follow(dialog.Locator("ul a").First);
        var batch = new Uri(visit.Page.Url).AbsolutePath;

        await visit.BecomeAsync("county-office");
        await visit.Open(batch);
        await Act(visit, "check");
        await Act(visit, "publish");
        await visit.Open(batch + "/notice");
        await Expect(visit.Page.Locator(".sheet").First).ToBeVisibleAsync();
        Assert.Contains("*", await visit.Page.Locator(".sheet td").Nth(1).InnerTextAsync(), StringComparison.Ordinal);

        await visit.BecomeAsync("finance");
        await visit.Open(batch);
        await Act(visit, "approve");
        await Act(visit, "send");
        var sent = await Download(visit, 0);
        var reference = await ReferenceOf(desk, batch, household);
        await Answer(visit, sent, reference, "账户已销户");
        await Expect(visit.Page.Locator("main .table").First).ToContainTextAsync(household);

        var file = await desk.Ask("GET", $"/ledger/households/{household}");
        await desk.Ask("POST", $"/ledger/households/{household}/correct", new { version = file.GetProperty("household").GetProperty("version").GetInt32(), fields = new { account = "6231234567890123459" }, reason = "new card" });
        await Act(visit, "resend");
        await Answer(visit, await Download(visit, -1), null, "");

        await Expect(visit.Page.Locator("h1 ~ p .chip")).ToHaveTextAsync("已办结");
        await visit.Open($"/funds/households/{household}");
        await Expect(visit.Page.GetByText(visit.Text("funds.why.paid"), new() { Exact = true })).ToBeVisibleAsync();
        await visit.Open("/funds");
        await Expect(visit.Page.GetByText(visit.Text("funds.flow"), new() { Exact = true })).ToBeVisibleAsync();
    }

    private async Task<string> Inspect(Phone desk, ServedCity city)
    {
        await using var phone = await Phone.Begin(office.Browser, city);
        var household = (await FieldJourney.PlanDay(desk, phone))[0];
        await phone.Prepare();
        await phone.Cut();
        await phone.OpenHousehold(household);
        await phone.AnswerAll(70);
        await phone.Button("locate").ClickAsync();
        await phone.Button("passed").ClickAsync();
        await phone.Sign("householdSigns");
        await phone.Sign("inspectorSigns");
        await phone.Button("finish").ClickAsync();
        await phone.Reconnect();
        await phone.GoTo("/queue");
        await Expect(phone.Page.GetByText(phone.Text("state.sent"), new() { Exact = true })).ToBeVisibleAsync();
        return household;
    }

    private static async Task Act(Visit visit, string act)
    {
        await visit.Button($"funds.payments.acts.{act}").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text($"funds.payments.acts.{act}"), Exact = true }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await visit.Settled();
    }

    /// <summary>The bank file that stands nth in the list; negative counts from its end.</summary>
    private static async Task<string[]> Download(Visit visit, int index)
    {
        var files = visit.Page.Locator("main table button.link-button");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => (index < 0 ? files.Last : files.Nth(index)).ClickAsync());
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content, Encoding.GetEncoding("GB18030"));
        return (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The bank answers: everything is paid but the payment with this reference.</summary>
    private static async Task Answer(Visit visit, string[] sent, string? failed, string reason)
    {
        var lines = sent.Skip(1).Select(line => line.Split(',')).Select(cells => string.Join(',', cells[1], cells[3], cells[4], cells[1] == failed ? "失败" : "成功", cells[1] == failed ? reason : ""));
        var answer = Encoding.GetEncoding("GB18030").GetBytes(string.Join("\r\n", lines.Prepend("业务编号,一卡通账号,金额（元）,处理结果,失败原因")));
        await visit.Button("funds.payments.acts.answer").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = string.Create(CultureInfo.InvariantCulture, $"answer-{sent.Length}.csv"), MimeType = "text/csv", Buffer = answer });
        await Expect(dialog.Locator("strong")).ToBeVisibleAsync();
        await dialog.Locator(".el-dialog__headerbtn").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await visit.Settled();
    }

    private static async Task<string> ReferenceOf(Phone desk, string batch, string household)
    {
        for (string? cursor = null; ;)
        {
            var page = await desk.Ask("GET", $"{batch}/lines?limit=500{(cursor is null ? "" : "&cursor=" + cursor)}");
            if (page.GetProperty("lines").EnumerateArray().FirstOrDefault(l => l.GetProperty("household").GetString() == household) is { ValueKind: System.Text.Json.JsonValueKind.Object } line)
            {
                return line.GetProperty("reference").GetString()!;
            }

            cursor = page.GetProperty("next").GetString() ?? throw new InvalidOperationException("The inspected household is not in the batch.");
        }
    }

    // A week of waiting is for villages, not for tests.
    private string WithoutNoticePeriod()
    {
        var folder = Directory.CreateDirectory(_folder.File("heze")).FullName;
        foreach (var file in Directory.GetFiles(InventedCity.HezeFolder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var funds = Path.Combine(folder, "funds.yaml");
        File.WriteAllText(funds, File.ReadAllText(funds).Replace("notice_days: 7", "notice_days: 0", StringComparison.Ordinal));
        return folder;
    }
}
