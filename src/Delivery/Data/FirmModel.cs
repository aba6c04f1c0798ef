using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>A firm in a county's register.</summary>
internal sealed class StoredFirm
{
    public int CountyCode { get; init; }
    public long FirmId { get; init; }
    public required string CreditCode { get; init; }
    public required string Name { get; init; }
    public long Capital { get; init; }
    public string? WorkDone { get; init; }
    public int State { get; init; }
    public string? Reason { get; init; }
    public string? DecidedOn { get; init; }
    public string? ListedUntil { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A qualification of a firm.</summary>
internal sealed class StoredFirmPaper
{
    public int CountyCode { get; init; }
    public long PaperId { get; init; }
    public long FirmId { get; init; }
    public required string Kind { get; init; }
    public required string Number { get; init; }
    public required string Issuer { get; init; }
    public required string ValidFrom { get; init; }
    public required string ValidTo { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A firm's contract, and the money kept back from it. Money in fen.</summary>
internal sealed class StoredFirmContract
{
    public int CountyCode { get; init; }
    public long ContractId { get; init; }
    public long FirmId { get; init; }
    public required string Number { get; init; }
    public required string Signed { get; init; }
    public long Amount { get; init; }
    public int Households { get; init; }
    public required string Villages { get; init; }
    public long Retained { get; init; }
    public required string RetentionDue { get; init; }
    public string? Released { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A maker's model in the city's catalogue. COP at −12 °C in 0.01, rated power in 0.01 kW.</summary>
internal sealed class StoredDeviceModel
{
    public long ModelId { get; init; }
    public required string Technology { get; init; }
    public required string Maker { get; init; }
    public required string Model { get; init; }
    public int? Cop { get; init; }
    public long? RatedPower { get; init; }
    public string? Certificate { get; init; }
    public string? CertificateTo { get; init; }
    public string? Report { get; init; }
    public string? ReportTo { get; init; }
    public int State { get; init; }
    public string? Reason { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A sample of a model that a laboratory tested.</summary>
internal sealed class StoredDeviceSample
{
    public long SampleId { get; init; }
    public long ModelId { get; init; }
    public required string Serial { get; init; }
    public required string Lab { get; init; }
    public required string Day { get; init; }
    public int IsPassed { get; init; }
    public string? Finding { get; init; }
    public long ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Tables of enterprises, contracts, catalogue and sampling.</summary>
internal static class FirmModel
{
    public static readonly SealedTable Firm = new(
        "firm", 2,
        ("county_code", ColumnType.Int), ("firm_id", ColumnType.Long), ("credit_code", ColumnType.Text), ("name", ColumnType.Text), ("capital", ColumnType.Long), ("work_done", ColumnType.Text), ("state", ColumnType.Int), ("reason", ColumnType.Text), ("decided_on", ColumnType.Text), ("listed_until", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable FirmPaper = new(
        "firm_paper", 2,
        ("county_code", ColumnType.Int), ("paper_id", ColumnType.Long), ("firm_id", ColumnType.Long), ("kind", ColumnType.Text), ("number", ColumnType.Text), ("issuer", ColumnType.Text), ("valid_from", ColumnType.Text), ("valid_to", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text));

    public static readonly SealedTable FirmContract = new(
        "firm_contract", 2,
        ("county_code", ColumnType.Int), ("contract_id", ColumnType.Long), ("firm_id", ColumnType.Long), ("number", ColumnType.Text), ("signed", ColumnType.Text), ("amount", ColumnType.Long), ("households", ColumnType.Int), ("villages", ColumnType.Text), ("retained", ColumnType.Long), ("retention_due", ColumnType.Text), ("released", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable DeviceModel = new(
        "device_model", 1,
        ("model_id", ColumnType.Long), ("technology", ColumnType.Text), ("maker", ColumnType.Text), ("model", ColumnType.Text), ("cop", ColumnType.Int), ("rated_power", ColumnType.Long), ("certificate", ColumnType.Text), ("certificate_to", ColumnType.Text), ("report", ColumnType.Text), ("report_to", ColumnType.Text), ("state", ColumnType.Int), ("reason", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable DeviceSample = new(
        "device_sample", 1,
        ("sample_id", ColumnType.Long), ("model_id", ColumnType.Long), ("serial", ColumnType.Text), ("lab", ColumnType.Text), ("day", ColumnType.Text), ("is_passed", ColumnType.Int), ("finding", ColumnType.Text), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text));

    public static IReadOnlyList<SealedTable> Sealed { get; } = [Firm, FirmPaper, FirmContract, DeviceModel, DeviceSample];

    public static void Configure(ModelBuilder model)
    {
        model.Entity<StoredFirm>(e =>
        {
            e.ToTable("firm");
            e.HasKey(r => new { r.CountyCode, r.FirmId });
            e.HasIndex(r => new { r.CountyCode, r.CreditCode }).IsUnique();
        });
        model.Entity<StoredFirmPaper>(e =>
        {
            e.ToTable("firm_paper");
            e.HasKey(r => new { r.CountyCode, r.PaperId });
            e.HasOne<StoredFirm>().WithMany().HasForeignKey(r => new { r.CountyCode, r.FirmId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredFirmContract>(e =>
        {
            e.ToTable("firm_contract");
            e.HasKey(r => new { r.CountyCode, r.ContractId });
            e.HasIndex(r => new { r.CountyCode, r.Number }).IsUnique();
            e.HasOne<StoredFirm>().WithMany().HasForeignKey(r => new { r.CountyCode, r.FirmId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredDeviceModel>(e =>
        {
            e.ToTable("device_model");
            e.HasKey(r => r.ModelId);
            e.HasIndex(r => new { r.Maker, r.Model }).IsUnique();
        });
        model.Entity<StoredDeviceSample>(e =>
        {
            e.ToTable("device_sample");
            e.HasKey(r => r.SampleId);
            e.HasIndex(r => new { r.ModelId, r.Serial }).IsUnique();
            e.HasOne<StoredDeviceModel>().WithMany().HasForeignKey(r => r.ModelId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
