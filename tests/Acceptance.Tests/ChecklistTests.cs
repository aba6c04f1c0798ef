using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.KeepArchive;
using CleanHeating.Kernel;
using CleanHeating.Programme.Loading;
using CleanHeating.Programme.Plan;
using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Acceptance.Tests;

/// <summary>Checklists of the programmes, and answers judged by them.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public void Heze_EveryTechnology_HasOneChecklistThatCitesItsSources()
    {
        var plan = ProgrammeLoader.Load(InventedCity.HezeFolder).Value;

        Assert.All(plan.Technologies, t => Assert.Single(plan.Checklists, c => c.Routes.Contains(t.Code)));
        Assert.All(plan.Checklists.SelectMany(c => c.Items), i => Assert.True(i.Clause is not null || i.Standard is not null));
        Assert.All(plan.Checklists, c => Assert.Contains(c.Items, i => i is { Code: "rooms", Clause: "C21", Fails: true }));
        var gas = plan.Checklists.Single(c => c.Code == "gas");
        Assert.Equal(("gas/1", 18), (gas.Key, gas.Items.Count));
        Assert.Equal((ItemKind.Measure, "Pa", 0L), (gas.Items[0].Kind, gas.Items[0].Unit, gas.Items[0].AtMost));
    }

    [Fact]
    public void Judge_RandomValues_AreGoodExactlyWithinTheLimits() => Prop.ForAll(Gen.Choose(-10_000, 10_000).Three().ToArbitrary(), values =>
    {
        var (value, least, most) = (values.Item1, (long)Math.Min(values.Item2, values.Item3), (long)Math.Max(values.Item2, values.Item3));
        var list = List(new ChecklistItem("m", "测", "m", ItemKind.Measure, true, false, ItemPhoto.Never, "Pa", least, most, "C1", null));
        var errors = new List<Error>();

        var judged = ChecklistRules.Judge(list, [new ItemAnswer("m", null, FixedPoint.Format(value, 2))], errors);

        return errors.Count == 0 && judged.Single().Value == value && judged.Single().IsGood == (value >= least && value <= most)
            && ChecklistRules.Failing(list, judged).Count == (judged.Single().IsGood ? 0 : 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Judge_RandomAnswers_EachItemIsJudgedOrObjectedTo() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var list = ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value.Checklists[0];
        string[] words = ["yes", "no", "not_applicable", "perhaps", ""];
        var answers = list.Items.Select(i => i.Code).Append("moon").Where(_ => random.Next(4) > 0).SelectMany(code => Enumerable.Repeat(code, random.Next(8) == 0 ? 2 : 1))
            .Select(code => new ItemAnswer(code, words[random.Next(5)], random.Next(2) == 0 ? "12.5" : "x", random.Next(2) == 0 ? "note" : null, random.Next(2) == 0 ? ["980101-7"] : ["?"])).ToList();
        var errors = new List<Error>();

        var judged = ChecklistRules.Judge(list, answers, errors);

        return list.Items.All(i => judged.Exists(j => j.Item == i.Code) != errors.Exists(e => e.Place!.Path == "answers." + i.Code))
            && errors.Exists(e => e.Code == "item-unknown") == answers.Exists(a => a.Item == "moon");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Form_TextsOfAnyKind_AreEscapedAndFitBothFiles()
    {
        var form = new FormContent("<b>标题</b>", [("a&b", "\u0001\u0002<i>"), ("c", "\"'")], ["x", "y"], [["<script>alert(1)</script>", "1"]], ["& remark"], []);

        var page = System.Text.Encoding.UTF8.GetString(FormPage.Of(form, "zh-CN"));
        var document = FormDocument.Of(form);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(document));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        Assert.Contains("&lt;script&gt;", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    private static Checklist List(params IReadOnlyList<ChecklistItem> items) => new("c", 1, "c", "c", ["x"], [], items);
}
