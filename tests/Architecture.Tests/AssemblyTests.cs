namespace CleanHeating.Architecture.Tests;

public sealed class AssemblyTests
{
    private static readonly string[] AlwaysBuilt = ["Kernel", "Platform", "Programme", "Ledger", "Planning.Optimiser", "Planning", "Delivery", "Acceptance", "Funds", "Supervision", "Storage.Sqlite", "Storage.Postgres"];

    public static TheoryData<string> Projects => [.. Project.ReadProduct().Select(project => project.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void UsedProjects_Built_StandInTheProjectFileAndAreAllowed(string project)
    {
        using var assembly = Find(project);
        var declared = Project.ReadProduct().Single(p => p.Name == project).Uses;

        Assert.Empty(assembly.UsedProjects.Select(used => HouseRules.Objection(project, used)).OfType<string>());
        Assert.Empty(assembly.UsedProjects.Except(declared));
    }

    [Theory, MemberData(nameof(Projects))]
    public void Domain_Built_KnowsNoDatabaseAndNoWeb(string project)
    {
        using var assembly = Find(project);

        Assert.Empty(TypeRules.DomainObjections(assembly));
    }

    [Theory, MemberData(nameof(Projects))]
    public void Names_Built_SaySomething(string project)
    {
        using var assembly = Find(project);

        Assert.Empty(TypeRules.NameObjections(assembly.OwnTypes.Select(type => TypeNames.Of(assembly.Metadata, type))));
    }

    [Fact]
    public void Kernel_Built_DoesNoInputOrOutput()
    {
        using var kernel = Find("Kernel");

        Assert.Empty(TypeRules.KernelObjections(kernel.ForeignTypes));
    }

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Console")]
    [InlineData("Microsoft.EntityFrameworkCore.DbContext")]
    public void KernelObjections_ForbiddenType_Named(string type) => Assert.Single(TypeRules.KernelObjections(["System.Int128", type]));

    [Theory]
    [InlineData("CleanHeating.Ledger.Common")]
    [InlineData("CleanHeating.Ledger.Import+RowHelpers")]
    [InlineData("CleanHeating.Funds.PaymentManager`1")]
    public void NameObjections_EmptyWord_Named(string type) => Assert.Single(TypeRules.NameObjections(["CleanHeating.Ledger.Commonwealth", type]));

    [Fact]
    public void DomainObjections_MadeUpDomain_AllFound()
    {
        using var assembly = CompiledAssembly.OfTheseTests();

        var objections = TypeRules.DomainObjections(assembly).ToList();

        Assert.Contains(objections, o => o.Contains("InField", StringComparison.Ordinal));
        Assert.Contains(objections, o => o.Contains("InSignature", StringComparison.Ordinal));
        Assert.Contains(objections, o => o.Contains("InBody", StringComparison.Ordinal));
        Assert.Contains(objections, o => o.Contains("InLambda", StringComparison.Ordinal));
        Assert.DoesNotContain(objections, o => o.Contains("Innocent", StringComparison.Ordinal));
    }

    private static CompiledAssembly Find(string project)
    {
        var assembly = CompiledAssembly.Find(project);
        if (assembly is null && !AlwaysBuilt.Contains(project))
        {
            Assert.Skip($"{project} is not built (Release).");
        }

        return Assert.IsType<CompiledAssembly>(assembly);
    }
}
