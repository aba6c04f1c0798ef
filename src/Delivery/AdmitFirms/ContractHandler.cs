using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.AdmitFirms;

/// <summary>Contracts with firms, and the money kept back from them: never longer than the programme allows, and paid out by its day.</summary>
public sealed class ContractHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<FirmAnswer> Add(string key, FirmContractRequest request, CultureInfo culture) => Repeating.Run<Result<FirmAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "firm-contract");
        if (FirmReader.Find(on, key) is not { } firm || !FirmReader.MayChange(on, firm))
        {
            return new Error("firm-unknown", null, key);
        }

        if (firm.State != FirmState.Admitted)
        {
            return new Error("firm-not-admitted-here", null, firm.Name);
        }

        var errors = Objections(on, firm, request);
        if (errors.Count > 0)
        {
            return Result<FirmAnswer>.Fail(errors);
        }

        var row = new FirmContractRow(
            firm.County, workplace.Ids.Next(), firm.FirmId, request.Number.Trim(), request.Signed, request.AmountFen, request.Households, string.Join(',', (request.Villages ?? []).Distinct().Order(StringComparer.Ordinal)),
            request.RetainedFen, request.RetentionDue, null, on.Process.At, on.Process.Actor, 1);
        on.Contracts.Insert(row);
        on.Journal.Append(row.County, "created", FirmModel.FirmContract.Name, row.ContractId, row.ContractId, 1);
        return FirmHandler.Done(on, firm, culture);
    });

    /// <summary>Says that what was kept back is paid out.</summary>
    public Result<FirmAnswer> Release(string key, DeliveryVersionRequest request, CultureInfo culture) => Repeating.Run<Result<FirmAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "firm-contract");
        if (on.Programme is null || DeliveryKey.Parse(key) is not { } name || on.Contracts.Find(name.County, name.Id) is not { } row || on.Firms.Find(row.County, row.FirmId) is not { } firm || !FirmReader.MayChange(on, firm))
        {
            return new Error("contract-unknown", null, key);
        }

        if (row.Version != request.Version)
        {
            return FieldErrors.Stale(row.Version, row.ChangedBy);
        }

        if (row.Released is not null)
        {
            return new Error("contract-released", null, row.Released);
        }

        row = row with { Released = WorkDays.Text(on.Today), ChangedAt = on.Process.At, ChangedBy = on.Process.Actor, Version = row.Version + 1 };
        on.Contracts.Update(row);
        on.Journal.Append(row.County, "released", FirmModel.FirmContract.Name, row.ContractId, row.ContractId, row.Version);
        return FirmHandler.Done(on, firm, culture);
    });

    private static List<Error> Objections(DeliveryTransaction on, FirmRow firm, FirmContractRequest request)
    {
        var errors = new FieldErrors();
        errors.Text(request.Number, "number");
        errors.Require(string.IsNullOrWhiteSpace(request.Number) || on.Contracts.Where("county_code = @p0 AND number = @p1", firm.County, request.Number.Trim()).Count == 0, "contract-exists", "number", request.Number ?? "");
        errors.Day(request.Signed, "signed");
        errors.Day(request.RetentionDue, "retention_due");
        errors.Require(request.AmountFen is > 0 and < 1_000_000_000_000_000, "delivery-number", "amount_fen");
        errors.Require(request.RetainedFen >= 0 && request.RetainedFen <= request.AmountFen, "delivery-number", "retained_fen");
        errors.Require(request.Households is > 0 and < 1_000_000, "delivery-number", "households");
        foreach (var village in request.Villages ?? [])
        {
            var known = RegionCode.TryParse(village, out var code) && code.Level == RegionLevel.Village && code.CountyCode == firm.County && on.Divisions.Has(code);
            errors.Require(known, "region-unknown", "villages", village);
        }

        if (on.Programme!.Plan.Delivery is { } rules && WorkDays.TryParse(request.Signed) is { } signed && WorkDays.TryParse(request.RetentionDue) is { } due)
        {
            errors.Require(due >= signed, "delivery-days", "retention_due", request.RetentionDue);
            errors.Require(due <= signed.AddMonths(rules.RetentionMonths), "retention-too-long", "retention_due", request.RetentionDue, rules.RetentionMonths.ToString(CultureInfo.InvariantCulture));
        }

        return errors.All;
    }
}

/// <summary>An act that names the version alone.</summary>
public sealed record DeliveryVersionRequest(int Version);
