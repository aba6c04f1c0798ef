using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Keys;

/// <summary>A small city with something of everything that is encrypted or sealed: households of two counties, refused rows, a second factor, a job that searches.</summary>
internal sealed class KeyedCity : IDisposable
{
    public const string SecondFactor = "JBSWY3DPEHPK3PXP", Searched = "13900000003";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private readonly List<Dictionary<string, object?>> _rows = [.. Enumerable.Range(1, 30).Select(i => i % 3 == 0 ? LedgerBook.Row(i, "沙河街道", "北关") : LedgerBook.Row(i))];

    public KeyedCity(string kind, CipherSuite suite = CipherSuite.Aes)
    {
        City = InventedCity.Open(kind, null, suite, Clock);
        Import();
        AddAccount();
        Jobs = new JobStore(Workplace.Database, Workplace.Keys);
        Assert.True(Jobs.TryAdd(new JobRecord
        {
            Id = Workplace.Ids.Next(), Kind = ExportKind.Kind, Caller = Caller.Machine("test"), Language = "en", QueuedAt = 1,
            Arguments = JobRecord.Write(ExportArguments.Of(new ListRequest { Search = Searched }, Workplace.Keys))!,
        }));
    }

    public MovableClock Clock { get; } = new();

    public InventedCity City { get; }

    public Workplace Workplace => City.Workplace;

    public JobStore Jobs { get; }

    public KeysHandler Keys => new(Workplace);

    public RenewAnswer Renew() => new RenewHandler(Workplace).Run().Value;

    /// <summary>Another import of the same ledger, in which a note of every household is another.</summary>
    public void Import(string note = "一")
    {
        foreach (var (row, number) in _rows.Select((r, i) => (r, i)))
        {
            row["备注"] = note;
            row["改造房间数"] = number % 10 == 9 ? 1 : 3;
        }

        var answer = City.Import(LedgerBook.Write(City.File($"{note}.xlsx"), _rows));
        Assert.Equal((27, 3), (answer.Imported + answer.Updated, answer.Quarantined));
    }

    public VerificationAnswer Verify() => Verify(Workplace);

    public static VerificationAnswer Verify(Workplace workplace) => new LedgerVerifier(workplace.Database, workplace.Keys).Run();

    public ListedGeneration Under(int generation) => Keys.List().Generations.Single(g => g.Number == generation);

    /// <summary>Reads whatever is encrypted, in its own way, with the key ring as its file now is.</summary>
    public void AssertReadable()
    {
        var workplace = Workplace with { Keys = KeyRing.OpenOrCreate(Workplace.Folder) };
        var found = new ListHouseholdsHandler(workplace, City.Programmes).List(new ListRequest { Search = Searched }, English).Value.Rows.Single();
        Assert.StartsWith("139****", found.Phone, StringComparison.Ordinal);
        using var connection = workplace.Database.Open();
        Assert.Equal(SecondFactor, AccountRows.Query(connection, null, workplace.Keys, "").Single().AuthenticatorKey);
        var job = connection.Query(null, $"SELECT {JobRecord.Columns} FROM job").Select(JobRecord.Read).Single();
        Assert.True(JobSeal.IsSound(job, workplace.Keys));
        Assert.Equal(Searched, System.Text.Json.JsonSerializer.Deserialize<ExportArguments>(job.Arguments, JobJson.Options)!.Whole(workplace.Keys).Search);
        using var cipher = new FieldCipher(workplace.Keys);
        var refused = connection.Query(null, "SELECT cells_cipher FROM quarantined_row").Select(r => cipher.Decrypt(PersonalField.RefusedRow, r.GetFieldValue<byte[]>(0))).ToList();
        Assert.Equal(3, refused.Count(cells => System.Text.Json.JsonSerializer.Deserialize<string?[]>(cells)!.Contains("一")));
        Assert.Equal(27, connection.Query(null, "SELECT identity_cipher FROM household").Select(r => cipher.Decrypt(PersonalField.Identity, r.GetFieldValue<byte[]>(0))).Distinct().Count());
    }

    public void Dispose() => City.Dispose();

    private void AddAccount() => JournaledWrite.Run<bool>(Workplace, Workplace.Begin("test", "test"), writing =>
    {
        var account = new Account { Id = 7, Name = "wang.li", DisplayName = "Wang Li", Role = Role.SecurityOfficer, HasSecondFactor = true, AuthenticatorKey = SecondFactor };
        AccountRows.Insert(writing.Journal.Rows, account, Workplace.Keys);
        writing.Journal.Append(0, "created", "account", 7, 7, 1);
        return true;
    });
}
