namespace CleanHeating.Server.Tests.SqlLint;

/// <summary>The one list of statements that look at several counties at once.</summary>
internal static class ManyCountiesList
{
    public static readonly IReadOnlyList<ManyCounties> All =
    [
    ];
}
