using System.Data.Common;
using CleanHeating.Acceptance.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanHeating.Acceptance;

/// <summary>Where an acceptance comes from.</summary>
public enum AcceptanceSource
{
    /// <summary>An inspection that was recorded in this system.</summary>
    Field = 0,

    /// <summary>A ledger's row that said so when it arrived.</summary>
    Workbook = 1,
}

/// <summary>Whether a household counts as accepted.</summary>
public enum AcceptanceState
{
    /// <summary>A workbook says so; nobody has vouched for it here.</summary>
    Unconfirmed = 0,

    /// <summary>An inspection passed, or the office confirmed the workbook.</summary>
    Standing = 1,

    /// <summary>It no longer counts. The row stays: what was built on it must be able to tell why.</summary>
    Withdrawn = 2,
}

/// <summary>Who ended an acceptance. Only what a workbook took back a workbook can give again.</summary>
public enum WithdrawnBy
{
    Nobody = 0,
    Person = 1,
    Ledger = 2,
    Inspection = 3,
}

/// <summary>A household's acceptance. A household has at most one; it is there only if some inspection passed or a workbook said so.</summary>
/// <param name="Household">The household.</param>
/// <param name="Programme">Number of the programme.</param>
/// <param name="Day">Day of acceptance.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="State">Whether it counts.</param>
/// <param name="WithdrawnBy">Who ended it.</param>
/// <param name="Inspection">Inspection that passed; null where a workbook said so.</param>
/// <param name="Reason">Why it was withdrawn.</param>
/// <param name="DecidedBy">Who confirmed or withdrew it.</param>
/// <param name="DecidedAt">When, UTC ticks.</param>
/// <param name="Version">Version of the row.</param>
public sealed record AcceptedHousehold(
    HouseholdId Household, int Programme, DateOnly Day, AcceptanceSource Source, AcceptanceState State, WithdrawnBy WithdrawnBy, long? Inspection, string? Reason, string? DecidedBy, long? DecidedAt, int Version)
{
    /// <summary>Whether it counts as accepted: standing, or said by a workbook and not taken back.</summary>
    public bool Counts => State != AcceptanceState.Withdrawn;
}

/// <summary>Reads acceptances for rooms below. Who reads answers for the scope: these are whole counties.</summary>
public static class AcceptedHouseholds
{
    /// <summary>The household's acceptance, whatever its state; null where there is none.</summary>
    public static AcceptedHousehold? Find(DbConnection connection, DbTransaction? transaction, HouseholdId household) => connection.Query(
        transaction, $"SELECT {AcceptanceRows.Columns} FROM acceptance WHERE county_code = @p0 AND household_id = @p1", household.CountyCode, household.Value).Select(AcceptanceRows.Read).FirstOrDefault();

    /// <summary>Acceptances of a county in one programme, whatever their state, by household.</summary>
    public static IEnumerable<AcceptedHousehold> OfCounty(DbConnection connection, DbTransaction? transaction, int programme, int county) => connection.Query(
        transaction, $"SELECT {AcceptanceRows.Columns} FROM acceptance WHERE county_code = @p0 AND programme = @p1 ORDER BY household_id", county, programme).Select(AcceptanceRows.Read);

    /// <summary>The same, keeping to acceptances whose seals are sound; throws at one that was changed behind the software's back.</summary>
    public static List<AcceptedHousehold> Sound(DbConnection connection, DbTransaction transaction, JournalWriter journal, int programme, int county)
    {
        var rows = connection.Query(
            transaction, $"SELECT {AcceptanceRows.Columns}, seal FROM acceptance WHERE county_code = @p0 AND programme = @p1 ORDER BY household_id", county, programme)
            .Select(r => (Accepted: AcceptanceRows.Read(r), Seal: r.GetFieldValue<byte[]>(AcceptanceRows.SealColumn))).ToList();
        var seal = journal.SealOf(county);
        foreach (var (accepted, stored) in rows.Where(r => !AcceptanceRows.Seal(seal, r.Accepted).Is(r.Seal)))
        {
            throw journal.Rows.Unsound(AcceptanceSeals.Acceptance, stored, accepted.Household.ToString(), county, accepted.Household.Value);
        }

        return [.. rows.Select(r => r.Accepted)];
    }

    /// <summary>Makes an entity of a room below refer to the household's acceptance: without one the database takes no row.</summary>
    /// <param name="entity">The entity, which has a county's code and a household's number under these names.</param>
    public static void BelongsToAcceptance<T>(this EntityTypeBuilder<T> entity) where T : class =>
        entity.HasOne<StoredAcceptance>().WithMany().HasForeignKey("CountyCode", "HouseholdId").OnDelete(DeleteBehavior.Restrict);
}
