using CleanHeating.Funds.Domain.Seasons;

namespace CleanHeating.Funds.Domain.Payments;

/// <summary>Headings under which workbooks tell what a retrofit cost.</summary>
internal static class CostWords
{
    private static readonly string[] Names = ["改造费用", "改造总费用", "改造造价", "工程造价", "总造价", "设备及安装费用"];

    public static bool IsCost(string heading) => SeasonWords.IsOne(heading, Names);
}
