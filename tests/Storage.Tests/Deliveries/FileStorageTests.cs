using System.Text;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Domain;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Delivery.KeepFiles;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Deliveries.DeliveryCity;

namespace CleanHeating.Storage.Tests.Deliveries;

/// <summary>Files of projects, firms and models, on every database.</summary>
public sealed class FileStorageTests
{
    private static readonly byte[] Scan = Encoding.ASCII.GetBytes("%PDF-1.7 a permit");

    private static FileHandler By(DeliveryCity city, Workplace? by = null) => new(by ?? city.Office, new ProgrammeStore(city.Workplace));

    [Theory, EveryDatabase]
    public void Add_AScanOfAPermit_IsKeptEncryptedAndReadBack(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var project = city.Submitted().Project;
        city.Projects().AddPaper(project.Id, new ProjectPaperRequest("land", "土-7", "国土局", "2030-06-19"), English);
        var paper = Assert.Single(By(city).List(FileSubject.Project, project.Id).Value.Papers);

        var file = Assert.Single(By(city).Add(FileSubject.Project, project.Id, "用地批复.pdf", paper.Key, Scan).Value.Files);

        Assert.Equal(("用地批复.pdf", "application/pdf", Scan.Length, "土-7", 1), (file.Name, file.MediaType, (int)file.Size, file.PaperName, file.Version));
        var back = By(city, city.Department).Content(FileSubject.Project, project.Id, file.Id).Value;
        Assert.Equal(Scan, back.Bytes);
        Assert.Equal("用地批复.pdf", back.Name);
        var stored = Assert.Single(Directory.GetFiles(Path.Combine(city.Workplace.Folder, "attachments"), "*", SearchOption.AllDirectories));
        Assert.Equal(-1, File.ReadAllBytes(stored).AsSpan().IndexOf("a permit"u8));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Add_TheSameAgain_ChangesNothingAndTheRestIsRefused(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var firm = city.Registered().Firm.Id;
        string[] Refused(string? name, string? paper, byte[] content) => [.. By(city).Add(FileSubject.Firm, firm, name, paper, content).Errors.Select(e => e.Code)];

        By(city).Add(FileSubject.Firm, firm, "a.pdf", null, Scan);
        Assert.Single(By(city).Add(FileSubject.Firm, firm, "b.pdf", null, Scan).Value.Files);
        Assert.Equal(["file-name", "file-size"], Refused(" ", null, []));
        Assert.Equal(["file-type"], Refused("a.html", null, Encoding.ASCII.GetBytes("<html>")));
        Assert.Equal(["file-size"], Refused("a.pdf", null, [.. Scan, .. new byte[FileHandler.Largest]]));
        Assert.Equal(["file-paper"], Refused("a.pdf", "7", Scan));
        Assert.Equal(["file-name"], Refused(new string('a', 201), null, Scan));
        Assert.Equal("report.pdf", By(city).Add(FileSubject.Firm, firm, "../../report.pdf", null, [.. Scan, 1]).Value.Files[0].Name);
    }

    [Theory, EveryDatabase]
    public void Remove_WrongFile_StaysInTheRecord(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var firm = city.Registered().Firm.Id;
        var file = By(city).Add(FileSubject.Firm, firm, "a.pdf", null, Scan).Value.Files[0];
        DeliveryFilesAnswer Removed() => By(city).Remove(FileSubject.Firm, firm, file.Id, new RemoveFileRequest(1, "错传")).Value;

        Assert.Equal("reason-missing", By(city).Remove(FileSubject.Firm, firm, file.Id, new RemoveFileRequest(1, " ")).Errors[0].Code);
        Assert.Equal("version-conflict", By(city).Remove(FileSubject.Firm, firm, file.Id, new RemoveFileRequest(2, "错传")).Errors[0].Code);
        var removed = Assert.Single(Removed().Files);
        Assert.Equal(("错传", 2), (removed.Reason, removed.Version));
        Assert.NotNull(removed.RemovedAt);
        Assert.Equal("file-unknown", By(city).Remove(FileSubject.Firm, firm, file.Id, new RemoveFileRequest(2, "再撤")).Errors[0].Code);
        Assert.Equal(Scan, By(city).Content(FileSubject.Firm, firm, file.Id).Value.Bytes);
        Assert.Equal(2, By(city).Add(FileSubject.Firm, firm, "a.pdf", null, Scan).Value.Files.Count);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Files_OfOthers_AreNeitherSeenNorReachedThroughOnesOwn(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var (project, firm) = (city.Project().Project.Id, city.Registered().Firm.Id);
        var file = By(city).Add(FileSubject.Project, project, "a.pdf", null, Scan).Value.Files[0].Id;
        var foreign = city.As(Role.CountyOffice, Other);

        Assert.Equal("project-unknown", By(city, foreign).List(FileSubject.Project, project).Errors[0].Code);
        Assert.Equal("project-unknown", By(city, foreign).Content(FileSubject.Project, project, file).Errors[0].Code);
        Assert.Equal("project-unknown", By(city, foreign).Add(FileSubject.Project, project, "b.pdf", null, Scan).Errors[0].Code);
        Assert.Equal("file-unknown", By(city).Content(FileSubject.Firm, firm, file).Errors[0].Code);
        Assert.Equal("permission-missing", By(city, city.Firm).Add(FileSubject.Project, project, "b.pdf", null, Scan).Errors[0].Code);
        Assert.False(By(city, city.Firm).List(FileSubject.Project, project).Value.MayChange);
        Assert.Equal(Scan, By(city, city.Firm).Content(FileSubject.Project, project, file).Value.Bytes);
    }

    [Theory, EveryDatabase]
    public void Content_ChangedOnTheDisk_IsNotGivenOut(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var firm = city.Registered().Firm.Id;
        var file = By(city).Add(FileSubject.Firm, firm, "a.pdf", null, Scan).Value.Files[0].Id;
        var stored = Directory.GetFiles(Path.Combine(city.Workplace.Folder, "attachments"), "*", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(stored);
        bytes[^1] ^= 1;
        File.WriteAllBytes(stored, bytes);

        Assert.Equal("file-gone", By(city).Content(FileSubject.Firm, firm, file).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Catalogue_TestReport_IsTheCitys(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var model = city.Devices().Save(null, new DeviceRequest(0, "solar-thermal", "甲", "M1", null, null, null, null, null, null), English).Value.Id;
        var office = city.As(Role.CityOffice, "980100000000");

        Assert.Equal(["certificate", "report"], By(city, office).List(FileSubject.Device, model).Value.Papers.Select(p => p.Key));
        Assert.Equal("report", By(city, office).Add(FileSubject.Device, model, "r.pdf", "report", Scan).Value.Files[0].Paper);
        Assert.Equal("permission-missing", By(city).Add(FileSubject.Device, model, "x.pdf", null, Scan).Errors[0].Code);
        Assert.Single(By(city).List(FileSubject.Device, model).Value.Files);
        city.AssertSound();
    }
}
