using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Acceptance;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Backups;

/// <summary>Acceptances and the files of households go with a backup, from either database to the other.</summary>
public sealed class AttachmentBackupTests
{
    [Theory, InlineData(TestDatabases.Sqlite, TestDatabases.Postgres), InlineData(TestDatabases.Postgres, TestDatabases.Sqlite)]
    public async Task Restore_WithAcceptancesAndPapers_BringsBoth(string from, string to)
    {
        using var source = new Place(from);
        using var target = new Place(to);
        FilledPlace.Fill(source, 80);
        var content = "%PDF-1.7 a contract"u8.ToArray();
        string id;
        long accepted;
        using (var workplace = source.Open())
        {
            var programmes = new ProgrammeStore(workplace);
            accepted = new WorkbookAcceptances(workplace).CatchUp(TestContext.Current.CancellationToken).Adopted;
            var household = new ListHouseholdsHandler(workplace, programmes).List(new ListRequest { Limit = 1 }, CultureInfo.InvariantCulture).Value.Rows[0].Id;
            var handler = new AttachmentHandler(workplace, programmes);
            id = handler.Announce(new AnnounceAttachmentRequest(household, "contract", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)))).Value.Id;
            await handler.Append(id, 0, new MemoryStream(content), TestContext.Current.CancellationToken);
            Assert.Equal("attached", handler.Complete(id).Value.State);
        }

        FilledPlace.Backup(source, source.File("a.backup"));
        Assert.True(FilledPlace.Restore(target, source.File("a.backup"), keys: KeyRing.PathIn(source.Folder)).IsOk);

        using var restored = target.Open();
        using var connection = restored.Database.Open();
        Assert.True(accepted > 0);
        Assert.Equal(accepted, connection.ScalarLong(null, "SELECT COUNT(*) FROM acceptance"));
        Assert.Equal(content, new AttachmentHandler(restored, new ProgrammeStore(restored)).Content(id).Value.Bytes);
        Assert.Empty(Product.Verify(restored.Database, restored.Keys).Broken);
    }
}
