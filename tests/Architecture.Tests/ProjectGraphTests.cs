using System.Xml.Linq;
using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

public sealed class ProjectGraphTests
{
    [Fact]
    public void Objections_Product_None()
    {
        var projects = Project.ReadProduct();

        Assert.NotEmpty(projects);
        Assert.Empty(HouseRules.Objections(projects));
    }

    [Fact]
    public void ReadProduct_Ledger_SeesItsArrows()
    {
        var ledger = Assert.Single(Project.ReadProduct(), project => project.Name == "Ledger");

        Assert.Contains("Programme", ledger.Uses);
        Assert.Contains("CleanHeating.Ledger.Tests", ledger.Friends);
    }

    [Fact]
    public void DirectoryBuildProps_Packages_AreAnalyzersThatNobodyInherits()
    {
        var props = XDocument.Load(Repository.Locate("Directory.Build.props"));

        var inherited = props.Descendants("PackageReference").Where(package => (string?)package.Attribute("PrivateAssets") != "all");

        Assert.Empty(inherited);
    }

    [Theory]
    [InlineData("Kernel", "Platform")]
    [InlineData("Platform", "Ledger")]
    [InlineData("Programme", "Ledger")]
    [InlineData("Acceptance", "Funds")]
    [InlineData("Planning.Optimiser", "Platform")]
    [InlineData("Ledger", "Planning.Optimiser")]
    [InlineData("Ledger", "Ledger")]
    [InlineData("Ledger", "Storage.Sqlite")]
    [InlineData("Ledger", "Server")]
    [InlineData("Supervision", "Cli")]
    [InlineData("Storage.Postgres", "Storage.Sqlite")]
    [InlineData("Storage.Sqlite", "Server")]
    [InlineData("Server", "Cli")]
    [InlineData("Ledger", "Core")]
    [InlineData("Core", "Kernel")]
    public void Objections_ForbiddenArrow_Named(string from, string to)
    {
        var objections = HouseRules.Objections([new Project(from, to)]);

        Assert.Contains(objections, objection => objection.Contains(from, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Platform", "Kernel")]
    [InlineData("Supervision", "Platform")]
    [InlineData("Funds", "Acceptance")]
    [InlineData("Planning", "Planning.Optimiser")]
    [InlineData("Planning.Optimiser", "Kernel")]
    [InlineData("Storage.Sqlite", "Supervision")]
    [InlineData("Server", "Storage.Postgres")]
    [InlineData("Cli", "Server")]
    public void Objections_AllowedArrow_None(string from, string to) => Assert.Empty(HouseRules.Objections([new Project(from, to)]));

    [Fact]
    public void Objections_WaysAroundTheGraph_Named()
    {
        Project[] projects =
        [
            new("Kernel") { Packages = ["Newtonsoft.Json"] },
            new("Programme") { LinkedFrom = ["Ledger"] },
            new("Ledger") { Friends = ["CleanHeating.Funds"] },
            new("Funds") { Binaries = ["../Season/bin/CleanHeating.Season.dll"] },
        ];

        Assert.Equal(4, HouseRules.Objections(projects).Count());
    }
}
