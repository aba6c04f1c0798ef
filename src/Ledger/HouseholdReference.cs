using CleanHeating.Ledger.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanHeating.Ledger;

/// <summary>Makes tables of rooms below refer to households.</summary>
public static class HouseholdReference
{
    /// <summary>A row of this entity can't be without its household, which it names by CountyCode and HouseholdId.</summary>
    public static void BelongsToHousehold<T>(this EntityTypeBuilder<T> entity) where T : class =>
        entity.HasOne<StoredHousehold>().WithMany().HasForeignKey("CountyCode", "HouseholdId").OnDelete(DeleteBehavior.Restrict);
}
