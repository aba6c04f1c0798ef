using CleanHeating.Acceptance;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Funds.Data;

/// <summary>The room's tables. What may never happen to money is refused by the database itself: checks, foreign keys, unique indexes.</summary>
internal sealed class FundsModel : IModelPart
{
    public IReadOnlyList<SealedTable> Sealed => FundsSeals.All;

    public IReadOnlyList<Platform.Verification.ICountyProof> Proofs { get; } = [new VerifyFunds.FundsProof()];

    public void Configure(ModelBuilder model)
    {
        Season(model);
        Payments(model);
        Books(model);
    }

    private static void Season(ModelBuilder model)
    {
        model.Entity<StoredMeterPack>(e =>
        {
            e.ToTable("meter_pack");
            e.HasKey(k => new { k.CountyCode, k.Season, k.VillageCode });
        });
        model.Entity<StoredHardshipCertificate>(e =>
        {
            e.ToTable("hardship_certificate");
            e.HasKey(k => new { k.CountyCode, k.IdentityIndex, k.Certificate });
            e.HasIndex(c => new { c.CountyCode, c.HouseholdId });
        });
        model.Entity<StoredSeasonImport>(e =>
        {
            e.ToTable("season_import");
            e.HasKey(k => k.Id);
        });
        model.Entity<StoredParameterDecision>(e =>
        {
            e.ToTable("parameter_decision");
            e.HasKey(k => new { k.Programme, k.Code, k.EffectiveFrom });
        });
    }

    private static void Payments(ModelBuilder model)
    {
        model.Entity<StoredPayableRight>(e =>
        {
            e.ToTable("payable_right", t =>
            {
                t.HasCheckConstraint("ck_payable_right_amounts", "amount >= 0 AND city >= 0 AND city <= amount AND paid_before >= 0 AND paid >= 0 AND held >= 0 AND overpaid >= 0 AND recovered >= 0");
                t.HasCheckConstraint("ck_payable_right_never_more", "paid + held = 0 OR paid_before + paid + held <= amount + overpaid + recovered");
            });
            e.HasKey(k => new { k.CountyCode, k.HouseholdId, k.Kind, k.Period });
            e.BelongsToAcceptance();
            e.HasIndex(r => new { r.CountyCode, r.Kind, r.Period, r.State, r.HouseholdId });
        });
        model.Entity<StoredPaymentBatch>(e =>
        {
            e.ToTable("payment_batch");
            e.HasKey(k => new { k.CountyCode, k.Id });
            e.HasIndex(b => new { b.Programme, b.Id });
        });
        model.Entity<StoredPaymentStep>(e =>
        {
            e.ToTable("payment_step");
            e.HasKey(k => new { k.CountyCode, k.BatchId, k.Id });
            e.HasOne<StoredPaymentBatch>().WithMany().HasForeignKey(x => new { x.CountyCode, x.BatchId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredPaymentLine>(e =>
        {
            e.ToTable("payment_line", t =>
            {
                t.HasCheckConstraint("ck_payment_line_amount", "amount > 0 AND city >= 0 AND city <= amount");
                t.HasCheckConstraint("ck_payment_line_live", "live IS NULL OR live = 1");
            });
            e.HasKey(k => new { k.CountyCode, k.BatchId, k.HouseholdId, k.Kind, k.Period });
            e.HasOne<StoredPaymentBatch>().WithMany().HasForeignKey(x => new { x.CountyCode, x.BatchId }).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<StoredPayableRight>().WithMany().HasForeignKey(x => new { x.CountyCode, x.HouseholdId, x.Kind, x.Period }).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(l => new { l.CountyCode, l.HouseholdId, l.Kind, l.Period }).HasDatabaseName("ix_payment_line_live").IsUnique().HasFilter("live = 1");
        });
        model.Entity<StoredBankFile>(e =>
        {
            e.ToTable("bank_file");
            e.HasKey(k => new { k.CountyCode, k.BatchId, k.Number });
            e.HasOne<StoredPaymentBatch>().WithMany().HasForeignKey(x => new { x.CountyCode, x.BatchId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredRecoveryClaim>(e =>
        {
            e.ToTable("recovery_claim", t =>
            {
                t.HasCheckConstraint("ck_recovery_claim_amount", "amount > 0 AND recovered >= 0 AND recovered <= amount");
            });
            e.HasKey(k => new { k.CountyCode, k.Id });
            e.HasOne<StoredPayableRight>().WithMany().HasForeignKey(x => new { x.CountyCode, x.HouseholdId, x.Kind, x.Period }).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(c => new { c.CountyCode, c.HouseholdId, c.Kind, c.Period }).HasDatabaseName("ix_recovery_claim_open").IsUnique().HasFilter("open = 1");
        });
        model.Entity<StoredObjection>(e =>
        {
            e.ToTable("objection");
            e.HasKey(k => new { k.CountyCode, k.BatchId, k.Id });
            e.HasOne<StoredPaymentBatch>().WithMany().HasForeignKey(x => new { x.CountyCode, x.BatchId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Books(ModelBuilder model)
    {
        model.Entity<StoredFundEntry>(e =>
        {
            e.ToTable("fund_entry", t =>
            {
                t.HasCheckConstraint("ck_fund_entry_amount", "amount > 0 AND debit <> credit");
            });
            e.HasKey(k => new { k.CountyCode, k.Id });
            e.HasIndex(x => new { x.CountyCode, x.Programme, x.Day, x.Id });
        });
        model.Entity<StoredRetention>(e =>
        {
            e.ToTable("retention", t =>
            {
                t.HasCheckConstraint("ck_retention_amount", "amount > 0 AND released >= 0 AND released <= amount");
            });
            e.HasKey(k => new { k.CountyCode, k.Id });
        });
        model.Entity<StoredBankBalance>(e =>
        {
            e.ToTable("bank_balance");
            e.HasKey(k => new { k.CountyCode, k.Id });
        });
        model.Entity<StoredCountySanction>(e =>
        {
            e.ToTable("county_sanction");
            e.HasKey(k => new { k.CountyCode, k.Id });
            e.HasIndex(s => new { s.CountyCode, s.Programme }).HasDatabaseName("ix_county_sanction_in_force").IsUnique().HasFilter("in_force = 1");
        });
        model.Entity<StoredFundBalance>(e =>
        {
            e.ToTable("fund_balance", t => t.HasCheckConstraint("ck_fund_balance_amount", "account = 0 OR amount >= 0"));
            e.HasKey(k => new { k.CountyCode, k.Programme, k.Source, k.Account });
        });
    }
}
