using System.Globalization;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.TestKit;

namespace CleanHeating.Ledger.Tests;

/// <summary>Each rule of the ledger format, on the invented city.</summary>
public sealed class ImportRulesTests : IDisposable
{
    private readonly InventedCity _city = InventedCity.Open(TestDatabases.Sqlite);

    public static TheoryData<string, string, object?> Spoiled => new()
    {
        { "required", "户主姓名", null },
        { "required", "改造房间数", "　" },
        { "village-unknown", "行政村", "无此村" },
        { "village-unknown", "乡镇", "无此镇" },
        { "village-ambiguous", "行政村", "东柳村" },
        { "id-precision-lost", "身份证号", 980199195001010000d },
        { "id-format", "身份证号", "98019919500101" },
        { "id-birthdate", "身份证号", "980199195013010016" },
        { "id-birthdate", "身份证号", "980199203012010016" },
        { "id-checksum", "身份证号", "980199195001010010" },
        { "route-unknown", "改造方式", "热风机" },
        { "route-banned", "改造方式", "煤炉" },
        { "rooms-minimum", "改造房间数", 2 },
        { "number-format", "改造房间数", 3.5 },
        { "number-format", "取暖面积（㎡）", "八十" },
        { "number-format", "已拨付金额（元）", -1 },
        { "date-format", "开工日期", "2030-02-30" },
        { "date-format", "开工日期", "五月" },
        { "date-order", "开工日期", new DateOnly(2030, 5, 21) },
        { "date-order", "竣工日期", null },
        { "date-future", "验收日期", new DateOnly(2030, 7, 2) },
        { "acceptance-result", "验收结论", null },
        { "acceptance-result", "验收结论", "通过" },
        { "paid-before-acceptance", "验收结论", "不合格" },
    };

    public void Dispose() => _city.Dispose();

    [Theory, MemberData(nameof(Spoiled))]
    public void Import_SpoiledCell_RefusesTheRowAtItsCell(string code, string header, object? value)
    {
        var row = LedgerBook.Row(1);
        row[header] = value;

        var answer = _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(2), row]));

        Assert.Equal((1, 1), (answer.Imported, answer.Quarantined));
        var refusal = answer.Refusals!.First(r => r.Code == code);
        Assert.Equal(4, refusal.Row);
        Assert.NotNull(refusal.Column);
        Assert.NotEqual(code, refusal.Message);
    }

    [Theory]
    [InlineData("柳林村委会", 980101001202)]
    [InlineData("柳林", 980101001202)]
    [InlineData("柳林村", 980101001202)]
    [InlineData(" 柳 林 ", 980101001202)]
    [InlineData("东柳村委会", 980101001203)]
    [InlineData("东柳社区", 980101001204)]
    [InlineData("后寨村委会", 980101001205)]
    [InlineData("桥头村居委会", 980101001201)]
    public void Import_VillageNames_FindTheirVillage(string name, long code)
    {
        var answer = _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1, village: name)]));

        Assert.Equal(1, answer.Imported);
        using var connection = _city.Workplace.Database.Open();
        Assert.Equal(code, connection.ScalarLong(null, "SELECT household_id FROM household") / 100_000);
    }

    [Theory]
    [InlineData("2030-05-01")]
    [InlineData("2030/05/01")]
    [InlineData("2030.5.1")]
    [InlineData("2030年5月1日")]
    [InlineData("20300501")]
    [InlineData("２０３０－０５－０１")]
    public void Import_DateForms_AreTheSameDay(string text)
    {
        var row = LedgerBook.Row(1);
        row["开工日期"] = text;

        _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [row]));

        using var connection = _city.Workplace.Database.Open();
        Assert.Equal("2030-05-01", connection.Query(null, "SELECT started FROM household").Select(r => r.GetString(0)).Single());
    }

    [Fact]
    public void Import_OldAndNewIdentityForms_AreOnePerson()
    {
        var first = LedgerBook.Row(1);
        var second = LedgerBook.Row(2);
        var identity = (string)first["身份证号"]!;
        second["身份证号"] = identity[..6] + identity[8..17];

        var answer = _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [first, second]));

        Assert.Equal(("id-duplicate", 4), (answer.Refusals!.Single().Code, answer.Refusals!.Single().Row));
    }

    [Fact]
    public void Import_SeveralFaults_ReportsEveryOne()
    {
        var row = LedgerBook.Row(1);
        (row["户主姓名"], row["改造方式"], row["改造房间数"], row["取暖面积（㎡）"]) = (null, "不知", 1, "x");

        var answer = _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [row]));

        Assert.Equal(["number-format", "required", "rooms-minimum", "route-unknown"], answer.Refusals!.Select(r => r.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Import_Warnings_EnterTheLedgerMarked()
    {
        var row = LedgerBook.Row(1);
        (row["联系电话"], row["一卡通账号"], row["取暖面积（㎡）"], row["已拨付金额（元）"]) = ("12345", "6231998800000000019", 900, 1200);

        var answer = _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [row]));

        Assert.Equal(1, answer.Imported);
        Assert.Equal(["area-outlier", "bank-card-check", "phone-format", "subsidy-below-floor"], answer.Warnings.Keys);
    }

    [Fact]
    public void Import_SameFileTwice_ChangesNothing()
    {
        var file = LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2), LedgerBook.Row(2)]);
        _city.Import(file);
        var before = Dump();

        var answer = _city.Import(file);

        Assert.Equal((0, 0, 2, 1), (answer.Imported, answer.Updated, answer.Unchanged, answer.Quarantined));
        Assert.Equal(before, Dump());
    }

    [Fact]
    public void Import_ChangedRow_IsUpdatedFieldByField()
    {
        _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1)]));
        var row = LedgerBook.Row(1);
        (row["联系电话"], row["已拨付金额（元）"], row["备注"]) = ("13800138000", 1300.25, "补发");

        var answer = _city.Import(LedgerBook.Write(_city.File("b.xlsx"), [row]));

        Assert.Equal(1, answer.Updated);
        using var connection = _city.Workplace.Database.Open();
        var detail = connection.Query(null, "SELECT detail FROM journal_entry WHERE action = 'updated'").Select(r => r.GetString(0)).Single();
        Assert.Contains("\"field\":\"paid\",\"before\":\"1200.5\",\"after\":\"1300.25\"", detail, StringComparison.Ordinal);
        Assert.Contains("\"field\":\"note\"", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", detail, StringComparison.Ordinal);
        var total = new ProgressHandler(_city.Workplace, _city.Programmes).Read(Kernel.RegionLevel.County, null).Value.Total;
        Assert.Equal((1, 130025), (total.Ledger, total.PaidFen));
    }

    [Fact]
    public void Import_ColumnAbsent_LeavesTheFieldAlone()
    {
        _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1)]));

        var answer = _city.Import(LedgerBook.Write(_city.File("b.xlsx"), [LedgerBook.Row(1)], headers: [.. LedgerBook.Headers.Where(h => h is not ("联系电话" or "品牌" or "备注"))]));

        Assert.Equal((0, 1), (answer.Updated, answer.Unchanged));
    }

    [Fact]
    public void Import_PersonInAnotherVillage_IsRefused()
    {
        _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1)]));

        var answer = _city.Import(LedgerBook.Write(_city.File("b.xlsx"), [LedgerBook.Row(1, village: "桥头村")]));

        Assert.Equal("id-duplicate", answer.Refusals!.Single().Code);
    }

    [Fact]
    public void Import_ErrorWorkbookCorrected_IsImported()
    {
        var (noName, badRooms) = (LedgerBook.Row(1), LedgerBook.Row(2));
        (noName["户主姓名"], badRooms["改造房间数"]) = (null, 1);
        var answer = _city.Import(LedgerBook.Write(_city.File("河东区台账.xlsx"), [noName, LedgerBook.Row(3), badRooms]));
        var book = Assert.Single(answer.ErrorWorkbooks);
        var rows = Read(book);

        // Uncorrected, it is refused again for the same reasons; corrected in place, it is taken.
        var again = _city.Import(book);
        var corrected = Correct(book, _city.File("corrected.xlsx"));
        var taken = _city.Import(corrected);

        Assert.Contains("Row 3", rows[2][^1], StringComparison.Ordinal);
        Assert.Equal(answer.Refusals!.Select(r => r.Code), again.Refusals!.Select(r => r.Code));
        Assert.Equal((2, 0), (taken.Imported, taken.Quarantined));
    }

    [Fact]
    public void Import_TotalsAndFooters_AreNotRows()
    {
        var (total, footer) = (LedgerBook.Row(0), LedgerBook.Row(0));
        foreach (var header in LedgerBook.Headers)
        {
            (total[header], footer[header]) = (null, null);
        }

        (total["序号"], total["取暖面积（㎡）"], total["已拨付金额（元）"], footer["序号"]) = ("合 计", 161.1, 2401.0, "填表人：李四");

        var answer = _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2), total, footer]));

        Assert.Equal((2, 2), (answer.Rows, answer.Imported));
        Assert.Equal("total-mismatch", Assert.Single(answer.SheetFindings).Code);
    }

    [Fact]
    public void Import_OldFormat_IsReadAlike()
    {
        var row = LedgerBook.Row(1);
        var file = XlsBook.Write(_city.File("a.xls"), "台账", [["填报单位：河 东 区"], [.. LedgerBook.Headers], [.. LedgerBook.Headers.Select(h => row.GetValueOrDefault(h))]]);

        var answer = _city.Import(file);

        Assert.Empty(answer.Refusals!);
        Assert.Equal(1, answer.Imported);
        Assert.Equal(1, _city.Import(LedgerBook.Write(_city.File("b.xlsx"), [row])).Unchanged);
    }

    [Fact]
    public void Import_DryRun_StoresNothingAndFindsTheSame()
    {
        var bad = LedgerBook.Row(2);
        bad["改造房间数"] = 1;
        var file = LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1), bad]);
        var before = Dump();

        var dry = _city.TryImport([file], dryRun: true).Value;

        Assert.Equal(before, Dump());
        Assert.Equal((1, 1), (dry.Imported, dry.Quarantined));
    }

    [Theory]
    [InlineData("河东区2030台账.xlsx", "台账", "标题", 0)]
    [InlineData("a.xlsx", "台账", "填报单位：高 新 区", 1)]
    [InlineData("a.xlsx", "台账", "无名", -1)]
    [InlineData("河东区.xlsx", "填表说明", "填报单位：河东区", -2)]
    public void Import_County_ComesFromPreambleThenFileName(string file, string sheet, string unit, int outcome)
    {
        var row = outcome == 1 ? LedgerBook.Row(1, "新城镇", "马村") : LedgerBook.Row(1);

        var answer = _city.Import(LedgerBook.Write(_city.File(file), [row], unit, sheet));

        Assert.Equal(outcome >= 0 ? 1 : 0, answer.Imported);
        Assert.Equal(outcome == -1 ? ["county-unknown"] : [], answer.SheetFindings.Select(f => f.Code));
    }

    [Fact]
    public void Import_NoHeader_IsASheetFinding()
    {
        var answer = _city.Import(LedgerBook.Write(_city.File("河东区.xlsx"), [LedgerBook.Row(1)], headers: ["序号", "备注", "品牌"]));

        Assert.Equal("header-not-found", Assert.Single(answer.SheetFindings).Code);
    }

    [Fact]
    public void Import_SecondImportAtOnce_IsRefusedWhole()
    {
        var file = LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1)]);
        using var lease = _city.Workplace.Database.TryAcquireLease("ledger-import");

        var result = _city.TryImport([file]);

        Assert.Equal("import-running", Assert.Single(result.Errors).Code);
    }

    private static List<string[]> Read(string path)
    {
        using var workbook = WorkbookFile.Open(path);
        using var sheet = workbook.OpenSheet(0);
        var rows = new List<string[]>();
        while (sheet.Read())
        {
            rows.Add([.. sheet.Cells.ToArray().Select(c => c.Text ?? c.Number.ToString(CultureInfo.InvariantCulture))]);
        }

        return rows;
    }

    // Does what a clerk does: fills the red cells and leaves everything else.
    private static string Correct(string book, string to)
    {
        using var workbook = WorkbookFile.Open(book);
        using var sheet = workbook.OpenSheet(0);
        using var writer = new XlsxWriter(File.Create(to));
        var copy = writer.AddSheet(workbook.Sheets[0].Name);
        var row = 0;
        while (sheet.Read())
        {
            copy.BeginRow();
            row++;
            for (var c = 0; c < sheet.Cells.Length; c++)
            {
                var fix = row > 2 && ((c == 3 && sheet.Cells[c].Kind == CellKind.Blank) || (c == 8 && sheet.Cells[c].Number < 3));
                if (fix && c == 3)
                {
                    copy.Text("王五");
                }
                else if (fix)
                {
                    copy.Number(4L);
                }
                else
                {
                    copy.Copy(sheet.Cells[c]);
                }
            }
        }

        return to;
    }

    private string Dump()
    {
        using var connection = _city.Workplace.Database.Open();
        string Of(string table, string where = "1 = 1") => string.Join("\n", connection.Query(null, $"SELECT * FROM {table} WHERE {where} ORDER BY 1, 2").Select(r =>
            string.Join("|", Enumerable.Range(0, r.FieldCount).Select(i => r.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(r.GetValue(i), CultureInfo.InvariantCulture)))));

        // That an import ran, with its parts and its sweep, is itself written down; of anything else it must say nothing.
        return Of("household") + Of("person_claim") + Of("quarantined_row") + Of("progress_counter") + Of("journal_entry", "target NOT IN ('import_run', 'import_part', 'lead_sweep')");
    }
}
