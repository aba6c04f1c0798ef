using System.Globalization;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.AdmitFirms;

/// <summary>The county's register of firms: admission, black list, qualifications (C26).</summary>
public sealed class FirmHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<FirmsAnswer> List(string? county, CultureInfo culture)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        return on.Programme is null ? new Error("programme-missing") : FirmReader.List(on, county, culture);
    }

    public Result<FirmAnswer> Read(string key, CultureInfo culture)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        return FirmReader.Find(on, key) is { } row ? FirmReader.Answer(on, row, culture) : new Error("firm-unknown", null, key);
    }

    public Result<FirmAnswer> Save(string? key, FirmRequest request, CultureInfo culture) => Repeating.Run<Result<FirmAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "firm");
        if (on.Programme is null)
        {
            return new Error("programme-missing");
        }

        var county = on.County(request.County, whole: true);
        if (!county.IsOk)
        {
            return Result<FirmAnswer>.Fail(county.Errors);
        }

        var errors = Objections(request);
        if (errors.Count > 0)
        {
            return Result<FirmAnswer>.Fail(errors);
        }

        var before = key is null ? null : FirmReader.Find(on, key);
        if (key is not null && (before is null || before.County != county.Value.CountyCode))
        {
            return new Error("firm-unknown", null, key);
        }

        var same = on.Firms.Where("county_code = @p0 AND credit_code = @p1", county.Value.CountyCode, request.CreditCode.Trim()).FirstOrDefault();
        if (same is not null && same.FirmId != before?.FirmId)
        {
            return new Error("firm-exists", new ErrorPlace(Path: "credit_code"), same.CreditCode, same.Name);
        }

        return Write(on, county.Value.CountyCode, before, request, culture);
    });

    /// <summary>Admits, refuses, black-lists or lifts.</summary>
    public Result<FirmAnswer> Act(string key, string act, DeliveryActRequest request, CultureInfo culture) => Repeating.Run<Result<FirmAnswer>>(workplace.Database, () =>
    {
        var reason = ProjectHandler.Trimmed(request.Reason);
        using var on = DeliveryTransaction.Write(workplace, programmes, "firm-decision", reason);
        if (FirmReader.Find(on, key) is not { } before || !FirmReader.MayChange(on, before))
        {
            return new Error("firm-unknown", null, key);
        }

        if (DeliveryWords.Parse<FirmTrigger>(act) is not { } trigger || trigger == FirmTrigger.Change)
        {
            return new Error("delivery-act", null, act);
        }

        if (before.Version != request.Version)
        {
            return FieldErrors.Stale(before.Version, before.ChangedBy);
        }

        var line = FirmLifeCycle.Find(before.State, trigger);
        if (!line.IsOk)
        {
            return Result<FirmAnswer>.Fail(line.Errors);
        }

        if (Objection(on, before, line.Value, reason, request.Until) is { } objection)
        {
            return objection;
        }

        var row = before with
        {
            State = line.Value.To, Reason = reason, DecidedOn = WorkDays.Text(on.Today), ListedUntil = trigger == FirmTrigger.Blacklist ? ProjectHandler.Trimmed(request.Until) : null, ChangedAt = on.Process.At,
            ChangedBy = on.Process.Actor, Version = before.Version + 1,
        };
        on.Firms.Update(row);
        on.Journal.Append(row.County, trigger == FirmTrigger.Lift ? "lifted" : DeliveryWords.Of(row.State), FirmModel.Firm.Name, row.FirmId, row.FirmId, row.Version);
        return Done(on, row, culture);
    });

    public Result<FirmAnswer> AddPaper(string key, FirmPaperRequest request, CultureInfo culture) => Repeating.Run<Result<FirmAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "firm-paper");
        if (FirmReader.Find(on, key) is not { } firm || !FirmReader.MayChange(on, firm))
        {
            return new Error("firm-unknown", null, key);
        }

        var errors = new FieldErrors();
        errors.Require(on.Programme!.Plan.Delivery?.Qualifications.Any(q => q.Code == request.Kind) ?? false, "qualification-unknown", "kind", request.Kind ?? "");
        errors.Text(request.Number, "number");
        errors.Text(request.Issuer, "issuer");
        errors.Day(request.ValidFrom, "valid_from");
        errors.Day(request.ValidTo, "valid_to");
        errors.Require(errors.All.Count > 0 || string.CompareOrdinal(request.ValidFrom, request.ValidTo) <= 0, "delivery-days", "valid_to", request.ValidTo ?? "");
        if (errors.All.Count > 0)
        {
            return Result<FirmAnswer>.Fail(errors.All);
        }

        var paper = new FirmPaperRow(firm.County, workplace.Ids.Next(), firm.FirmId, request.Kind!, request.Number.Trim(), request.Issuer.Trim(), request.ValidFrom, request.ValidTo!, on.Process.At, on.Process.Actor);
        on.Qualifications.Insert(paper);
        on.Journal.Append(firm.County, "created", FirmModel.FirmPaper.Name, paper.PaperId, paper.PaperId, 0);
        return Done(on, firm, culture);
    });

    internal static Result<FirmAnswer> Done(DeliveryTransaction on, FirmRow row, CultureInfo culture)
    {
        var answer = FirmReader.Answer(on, row, culture);
        on.Commit();
        return answer;
    }

    private Result<FirmAnswer> Write(DeliveryTransaction on, int county, FirmRow? before, FirmRequest request, CultureInfo culture)
    {
        var row = new FirmRow(
            county, workplace.Ids.Next(), request.CreditCode.Trim(), request.Name.Trim(), request.CapitalFen, ProjectHandler.Trimmed(request.WorkDone), FirmState.Registered, null, null, null, on.Process.At, on.Process.Actor, 1);
        if (before is null)
        {
            on.Firms.Insert(row);
            on.Journal.Append(county, "created", FirmModel.Firm.Name, row.FirmId, row.FirmId, 1);
            return Done(on, row, culture);
        }

        if (before.Version != request.Version)
        {
            return FieldErrors.Stale(before.Version, before.ChangedBy);
        }

        var line = FirmLifeCycle.Find(before.State, FirmTrigger.Change);
        if (!line.IsOk)
        {
            return Result<FirmAnswer>.Fail(line.Errors);
        }

        // Admitted was who had this code; another one must ask anew.
        var to = before.CreditCode == row.CreditCode ? line.Value.To : FirmState.Registered;
        row = row with { FirmId = before.FirmId, State = to, Reason = before.Reason, DecidedOn = before.DecidedOn, Version = before.Version + 1 };
        on.Firms.Update(row);
        on.Journal.Append(county, "updated", FirmModel.Firm.Name, row.FirmId, row.FirmId, row.Version);
        return Done(on, row, culture);
    }

    // Who is admitted holds at least one qualification that is valid today, wherever the programme names any.
    private static Error? Objection(DeliveryTransaction on, FirmRow firm, FirmTransition line, string? reason, string? until)
    {
        var today = WorkDays.Text(on.Today);
        return line.NeedsReason && reason is null ? new Error("reason-missing", new ErrorPlace(Path: "reason"))
            : line.Trigger == FirmTrigger.Blacklist && ProjectHandler.Trimmed(until) is { } last && !(WorkDays.TryParse(last) >= on.Today) ? new Error("delivery-days", new ErrorPlace(Path: "until"), last)
            : line.Trigger == FirmTrigger.Admit && on.Programme!.Plan.Delivery is { Qualifications.Count: > 0 }
                && on.Qualifications.Where("county_code = @p0 AND firm_id = @p1 AND valid_from <= @p2 AND valid_to >= @p2", firm.County, firm.FirmId, today).Count == 0
                ? new Error("firm-unqualified", null, firm.Name) : null;
    }

    private static List<Error> Objections(FirmRequest request)
    {
        var errors = new FieldErrors();
        errors.Require(CreditCode.IsValid(request.CreditCode?.Trim()), "firm-credit-code", "credit_code", request.CreditCode ?? "");
        errors.Text(request.Name, "name");
        errors.Require(request.CapitalFen is >= 0 and < 1_000_000_000_000_000, "delivery-number", "capital_fen");
        return errors.All;
    }
}
