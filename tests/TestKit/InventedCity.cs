using System.Globalization;
using CleanHeating.Funds;
using CleanHeating.Acceptance;
using CleanHeating.Delivery;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Planning;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Supervision;

namespace CleanHeating.TestKit;

/// <summary>
/// A workplace over a fresh database with a programme in it. The usual one is an invented city of three counties, so that nothing
/// of a real city can hide in the code.
/// </summary>
public sealed class InventedCity : IDisposable
{
    public static readonly DateOnly AsOf = new(2030, 7, 1);
    private readonly TempFolder _folder = new();

    private InventedCity(IDatabase database, string programme, CipherSuite suite, TimeProvider time)
    {
        Workplace = new Workplace(_folder.Path, database, KeyRing.OpenOrCreate(_folder.Path, suite, time), Texts, time, new TimeOrderedId(time)) { Extensions = [PlanningModule.LedgerRule, DeliveryModule.LedgerRule] };
        Programmes = new ProgrammeStore(Workplace);
        Programme = Programmes.Save(ProgrammeLoader.Load(programme).Value, "test").Value;
    }

    public static TextCatalog Texts { get; } = new([SupervisionModule.Texts, FundsModule.Texts, AcceptanceModule.Texts, .. DeliveryModule.Texts, .. PlanningModule.Texts, LedgerModule.Texts, ProgrammeModule.Texts]);

    public static string ProgrammeFolder { get; } = Repository.Locate("tests/programmes/linyuan-2030");

    public static string HezeFolder { get; } = Repository.Locate("programmes/heze-2021");

    public Workplace Workplace { get; }

    public ProgrammeStore Programmes { get; }

    public LoadedProgramme Programme { get; }

    /// <param name="kind">Kind of database.</param>
    /// <param name="programme">Folder of the programme; the invented one where none is given.</param>
    /// <param name="suite">Suite of its keys.</param>
    /// <param name="time">Clock; the machine's where none is given.</param>
    public static InventedCity Open(string kind, string? programme = null, CipherSuite suite = CipherSuite.Aes, TimeProvider? time = null) =>
        new(TestDatabases.Open(kind), programme ?? ProgrammeFolder, suite, time ?? TimeProvider.System);

    public string File(string name) => _folder.File(name);

    public Result<ImportAnswer> TryImport(IReadOnlyList<string> files, DateOnly? asOf = null, bool dryRun = false, Scope? scope = null) =>
        new ImportHandler(Workplace, Programmes).Run(new ImportRequest(files, asOf ?? AsOf, dryRun, "test", CultureInfo.GetCultureInfo("en")) { Scope = scope ?? Scope.All }, null);

    public ImportAnswer Import(params string[] files) => TryImport(files).Value;

    public void Dispose()
    {
        Workplace.Dispose();
        _folder.Dispose();
    }
}
