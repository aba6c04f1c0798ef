using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using CleanHeating.Acceptance.DecideAcceptance;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Acceptance.PlanBatches;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.TestKit;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace CleanHeating.Storage.Tests.Inspections;

/// <summary>Days' routes, uploads in pieces, leads of pace and place, and packages.</summary>
public sealed class BatchAndFilesTests
{
    [Theory, EveryDatabase]
    public void Batch_ProposedPlannedAndWorkedThrough_TellsWhatIsLeft(string kind)
    {
        using var city = InspectedCity.Open(kind, 5);
        city.Submit(city.Good(city.Households()[0]));
        var rows = city.Households();

        var proposed = city.Batches().Propose(new ProposeBatchRequest([InspectedCity.Willow], city.Inspector, "2030-06-20", 3)).Value;
        var key = city.Batches().Plan(new PlanBatchRequest(city.Inspector, "2030-06-20", [.. proposed.Select(h => h.ToString())], "上午")).Value;
        var rest = city.Batches().Propose(new ProposeBatchRequest([InspectedCity.Willow], city.Inspector, "2030-06-20", 10)).Value;
        city.Submit(city.Good(rows[1]) with { Batch = key.ToString() });
        city.Submit(city.Bad(rows[2]) with { Batch = key.ToString() });
        city.Submit(new SubmitInspectionRequest("nobody-in-1", rows[3].Id, rows[3].Version, city.Clock.Now, "impossible", "solar/1", Reason: "家中无人", Batch: key.ToString()));

        Assert.Equal(rows.Skip(1).Take(3).Select(r => r.Id), proposed.Select(h => h.ToString()));
        Assert.Equal([rows[4].Id], rest.Select(h => h.ToString()));
        var batch = city.Reading().Batch(key.ToString(), InspectedCity.English).Value;
        Assert.Equal((3, 1, 1, 1, 1, InspectedCity.Willow), (batch.Batch.Households, batch.Batch.Passed, batch.Batch.Failed, batch.Batch.Impossible, batch.Batch.Left, batch.Batch.RegionCode));
        Assert.Equal(["passed", "failed", "impossible"], batch.Households.Select(h => h.Outcome));
        Assert.Equal("batch-elsewhere", city.Batches().Plan(new PlanBatchRequest(city.Inspector, "2030-06-21", [rows[3].Id])).Errors[0].Code);
        Assert.Equal("batch-not-waiting", city.Batches().Plan(new PlanBatchRequest(city.Inspector, "2030-06-21", [rows[0].Id])).Errors[0].Code);
        Assert.Equal("reason-missing", city.Batches().Cancel(key.ToString(), new BatchActRequest(1)).Errors[0].Code);
        Assert.True(city.Batches().Close(key.ToString(), new BatchActRequest(1)).IsOk);
        Assert.Equal("batch-state", city.Batches().Cancel(key.ToString(), new BatchActRequest(2, "rain")).Errors[0].Code);
        Assert.Equal([rows[3].Id, rows[4].Id], city.Batches().Propose(new ProposeBatchRequest([InspectedCity.Willow], city.Inspector, "2030-06-20", 10)).Value.Select(h => h.ToString()));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Today_OfTheInspector_HoldsEverythingThatThePhoneNeeds(string kind)
    {
        using var city = InspectedCity.Open(kind);
        city.Submit(city.Bad(city.Households()[0]));
        city.Clock.Now = city.Clock.Now.AddDays(1);
        var rows = city.Households();
        var mended = city.Reading().Household(rows[0].Id, InspectedCity.English).Value.Rectifications[0];
        city.Mending().Report(mended.Id, new Acceptance.MendHousehold.RectificationActRequest(1, "done"), InspectedCity.English);
        city.Batches().Plan(new PlanBatchRequest(city.Inspector, "2030-06-21", [rows[1].Id, rows[0].Id]));
        TodayAnswer Read(string actor, string? day = null)
        {
            var by = city.As(Role.Inspector, actor);
            return new TodayHandler(by, new ProgrammeStore(by), city.Acceptances(by)).Read(day, InspectedCity.English).Value;
        }

        var today = Read(InspectedCity.InspectorName);

        var batch = Assert.Single(today.Batches);
        Assert.Equal([rows[1].Id, rows[0].Id], batch.Households.Select(h => h.Household.Id));
        Assert.Equal((2, "solar/1", "reported"), (batch.Households[1].Household.Version, batch.Households[1].Checklist, batch.Households[1].Rectification!.State));
        Assert.Equal(("failed", "Loss of pressure"), (batch.Households[1].Inspections.Single().Outcome, batch.Households[1].Inspections.Single().FailedItems.Single(i => i.StartsWith("Loss", StringComparison.Ordinal))));
        Assert.Equal(5, Assert.Single(today.Checklists).Items.Count);
        Assert.True(Assert.Single(today.Qualifications).IsValid);
        Assert.Empty(Read("stranger").Batches);
        Assert.Empty(Read(InspectedCity.InspectorName, "2030-06-20").Batches);
        Assert.DoesNotContain(LedgerBook.Identity(1), JsonSerializer.Serialize(today), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Upload_InPiecesOverABadLine_GoesOnWhereItWas(string kind)
    {
        using var city = InspectedCity.Open(kind, 1);
        var (handler, household) = (city.Attaching(), city.Households()[0].Id);
        var bytes = File.ReadAllBytes(Repository.Locate("tests/Acceptance.Tests/Pictures/exif.jpg"));
        var request = new AnnounceAttachmentRequest(household, "after", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        async Task<Kernel.Result<AttachmentAnswer>> Send(string id, int offset, int end) => await handler.Append(id, offset, new MemoryStream(bytes[offset..end]), TestContext.Current.CancellationToken);

        var id = handler.Announce(request).Value.Id;
        Assert.Equal(1000, (await Send(id, 0, 1000)).Value.Received);
        Assert.Equal(("attachment-offset", "1000"), ((await Send(id, 500, 1500)).Errors[0].Code, (await Send(id, 500, 1500)).Errors[0].Args[0]));
        Assert.Equal("attachment-incomplete", handler.Complete(id).Errors[0].Code);
        var again = handler.Announce(request).Value;
        Assert.Equal((id, 1000), (again.Id, again.Received));
        Assert.Equal(bytes.Length, (await Send(id, 1000, bytes.Length)).Value.Received);
        var done = handler.Complete(id).Value;

        Assert.Equal(("complete", "image/jpeg", new DateTime(2030, 6, 2, 9, 8, 7)), (done.State, done.MediaType, done.TakenAt!.Value.DateTime));
        Assert.Equal(done, handler.Complete(id).Value);
        Assert.Equal(bytes, handler.Content(id).Value.Bytes);
        var stored = Directory.GetFiles(Path.Combine(city.Workplace.Folder, "attachments"), "*", SearchOption.AllDirectories);
        Assert.Equal(-1, File.ReadAllBytes(Assert.Single(stored)).AsSpan().IndexOf(bytes.AsSpan(300, 64)));
        Assert.Equal("attachment-unknown", city.Attaching("stranger").Read(id).Errors[0].Code);
        city.AssertSound();
    }

    [Fact]
    public async Task Upload_OtherThanAnnounced_IsRefusedAndBegunAnew()
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite, 1);
        var (handler, household) = (city.Attaching(), city.Households()[0].Id);
        var bytes = File.ReadAllBytes(Repository.Locate("tests/Acceptance.Tests/Pictures/first.jpg"));
        var id = handler.Announce(new AnnounceAttachmentRequest(household, "after", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)))).Value.Id;
        var wrong = (byte[])bytes.Clone();
        wrong[^1] ^= 1;

        await handler.Append(id, 0, new MemoryStream(wrong), TestContext.Current.CancellationToken);
        Assert.Equal("attachment-differs", handler.Complete(id).Errors[0].Code);
        Assert.Equal(0, handler.Read(id).Value.Received);
        Assert.Equal("attachment-offset", (await handler.Append(id, 0, new MemoryStream([.. bytes, 1]), TestContext.Current.CancellationToken)).Errors[0].Code);
        Assert.Equal("attachment-type", city.Upload(household, "plate", "<svg onload='alert(1)'/>"u8.ToArray()).Errors[0].Code);
        Assert.Equal("attachment-type", city.Upload(household, "plate", "%PDF-1.7 x"u8.ToArray()).Errors[0].Code);
        Assert.Equal("attachment-size", handler.Announce(new AnnounceAttachmentRequest(household, "after", 0, new string('a', 64))).Errors[0].Code);
        Assert.Equal("attachment-size", handler.Announce(new AnnounceAttachmentRequest(household, "after", AttachmentHandler.Largest + 1, new string('a', 64))).Errors[0].Code);
        Assert.Equal("attachment-kind", handler.Announce(new AnnounceAttachmentRequest(household, "selfie", 5, new string('a', 64))).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Sweep_TooFastAndTooFar_BecomeLeads(string kind)
    {
        using var city = InspectedCity.Open(kind, 14);
        var rows = city.Households();
        for (var i = 0; i < rows.Count; i++)
        {
            var good = city.Good(rows[i]);
            var position = i == 3 ? new InspectionPosition(35.30m, 115.48m, 9) : new InspectionPosition(35.241m + (i * 0.0001m), 115.48m, 9);
            Assert.True(city.Submit(good with { At = city.Clock.Now.AddHours(-3).AddSeconds(i * (i < 12 ? 50 : 800)), Position = position }).IsOk);
        }

        var counts = city.Sweeping().Sweep(TestContext.Current.CancellationToken).Value.Counts;

        Assert.Equal((1, 1), (counts["position-far"], counts["inspection-pace"]));
        var leads = city.Sweeping().Latest(InspectedCity.English).Value.Leads;
        var pace = leads.Single(l => l.Pattern == "inspection-pace");
        Assert.Equal((12, InspectedCity.InspectorName, 9, "minutes"), (pace.Households.Count, pace.Actor, pace.Figure, pace.Unit));
        var far = leads.Single(l => l.Pattern == "position-far");
        Assert.Equal(rows[3].Id, far.Households.Single().Id);
        Assert.InRange(far.Figure!.Value, 6000, 7000);
        Assert.Empty(city.Sweeping(city.As(Role.CountyOffice, "foreign", "980103000000")).Latest(InspectedCity.English).Value.Leads);
    }

    [Theory, EveryDatabase]
    public void Archive_OfAHousehold_IsCompleteOrSaysWhatIsMissing(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var id = city.Submit(city.Good(city.Households()[0])).Value.Household;
        Assert.Equal(["missing-contract"], city.Archive().Look(id, InspectedCity.English).Value.Missing.Select(m => m.Code));
        Assert.Equal("attached", city.Upload(id, "contract", "%PDF-1.7 contract"u8.ToArray()).Value.State);
        var path = city.City.File("package.zip");

        var manifest = city.Archive().Household(id, path, InspectedCity.English).Value;

        Assert.True(manifest.IsComplete);
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(manifest.Files.Select(f => f.Path).Append("manifest.json").Order(StringComparer.Ordinal), zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, f => Assert.Equal((f.Sha256, f.Size), HashOf(zip.GetEntry(f.Path)!)));
        Assert.Contains(manifest.Files, f => f.Path.StartsWith("contract/", StringComparison.Ordinal) && f.Path.EndsWith(".pdf", StringComparison.Ordinal));
        Assert.Equal(4, manifest.Files.Count(f => f.Path.StartsWith("photos/", StringComparison.Ordinal)));
        using var document = WordprocessingDocument.Open(new MemoryStream(Bytes(zip.GetEntry("acceptance-form.docx")!)), false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description));
        Assert.Contains("张三", document.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
        Assert.Equal(2, document.MainDocumentPart.ImageParts.Count());
        Assert.Equal(1, city.Count("journal_entry", "action = 'exported' AND target = 'acceptance'"));
    }

    [Fact]
    public void Archive_WhereBytesWereMeddledWith_SaysSo()
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite);
        var id = city.Submit(city.Good(city.Households()[0])).Value.Household;
        var file = Directory.GetFiles(Path.Combine(city.Workplace.Folder, "attachments"), "*.bin", SearchOption.AllDirectories)[0];
        var bytes = File.ReadAllBytes(file);
        bytes[^20] ^= 1;
        File.WriteAllBytes(file, bytes);

        var missing = city.Archive().Look(id, InspectedCity.English).Value.Missing.Select(m => m.Code);

        Assert.Contains("missing-bytes", missing);
    }

    [Theory, EveryDatabase]
    public void Archive_OfAVillage_NamesEveryHouseholdAndWhatItLacks(string kind)
    {
        using var city = InspectedCity.Open(kind);
        city.Import(InspectedCity.Row(1), InspectedCity.Row(2, "合格"), InspectedCity.Row(3));
        city.Submit(city.Good(city.Households()[0]));
        city.Submit(city.Bad(city.Households()[2]));
        var path = city.City.File("village.zip");

        var manifest = city.Archive().Village(InspectedCity.Willow, path, InspectedCity.English, null, TestContext.Current.CancellationToken).Value;

        Assert.Equal((0, 3), (manifest.Complete, manifest.Incomplete));
        Assert.Equal(
            ["missing-contract", "missing-confirmation,missing-inspection,missing-contract", "missing-acceptance,missing-rectification,missing-inspection,missing-contract"],
            manifest.Households.Select(h => string.Join(',', h.Missing.Select(m => m.Code))));
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(manifest.Households.Sum(h => h.Files.Count) + 1, zip.Entries.Count);
        Assert.Equal("region-unknown", city.Archive(city.As(Role.CountyOffice, "foreign", "980103000000")).Village(InspectedCity.Willow, path, InspectedCity.English, null, default).Errors[0].Code);
    }

    private static (string Sha256, long Size) HashOf(ZipArchiveEntry entry) => (Convert.ToHexStringLower(SHA256.HashData(Bytes(entry))), entry.Length);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
