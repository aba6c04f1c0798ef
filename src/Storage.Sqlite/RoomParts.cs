using CleanHeating.Acceptance;
using CleanHeating.Delivery;
using CleanHeating.Funds;
using CleanHeating.Ledger;
using CleanHeating.Planning;
using CleanHeating.Platform;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using CleanHeating.Programme;
using CleanHeating.Supervision;

// Shared by both storage projects (linked): the rooms' parts of the data model, in the order of the house.
#pragma warning disable IDE0130
namespace CleanHeating.Storage;

internal static class RoomParts
{
    public static IReadOnlyList<IModelPart> All { get; } =
    [
        PlatformModule.ModelPart,
        CleanHeating.Platform.Accounts.AccountsModule.ModelPart,
        ProgrammeModule.ModelPart,
        LedgerModule.ModelPart,
        PlanningModule.ModelPart,
        DeliveryModule.ModelPart,
        AcceptanceModule.ModelPart,
        FundsModule.ModelPart,
        SupervisionModule.ModelPart,
    ];

    public static IReadOnlyList<ICountyProof> Proofs { get; } = [.. All.SelectMany(part => part.Proofs)];

    public static IReadOnlyList<JobCipher> JobCiphers { get; } = [.. All.SelectMany(part => part.JobCiphers)];

    public static IReadOnlyList<SealedTable> SealedTables { get; } = [.. All.SelectMany(part => part.Sealed)];
}
