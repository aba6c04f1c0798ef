using System.Globalization;
using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.KeepCatalogue;

/// <summary>The city's equipment catalogue: what may be installed, with its papers; samples that fail take a model out of it (C26).</summary>
public sealed class DeviceHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<DevicesAnswer> List(CultureInfo culture)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        return on.Programme is null ? new Error("programme-missing") : DeviceReader.List(on, culture);
    }

    public Result<DeviceLine> Save(string? key, DeviceRequest request, CultureInfo culture) => Repeating.Run<Result<DeviceLine>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "device");
        if (on.Programme is null)
        {
            return new Error("programme-missing");
        }

        var before = key is null ? null : DeviceReader.Find(on, key);
        if (key is not null && before is null)
        {
            return new Error("device-unknown", null, key);
        }

        var errors = DeviceRules.Objections(on, request);
        if (errors.Count > 0)
        {
            return Result<DeviceLine>.Fail(errors);
        }

        var row = new DeviceModelRow(
            workplace.Ids.Next(), request.Technology, request.Maker.Trim(), request.Model.Trim(), request.Cop, request.RatedPower, ProjectHandler.Trimmed(request.Certificate), ProjectHandler.Trimmed(request.CertificateTo),
            ProjectHandler.Trimmed(request.Report), ProjectHandler.Trimmed(request.ReportTo), DeviceState.Listed, null, on.Process.At, on.Process.Actor, 1);
        if (on.Devices.Where("maker = @p0 AND model = @p1", row.Maker, row.Model).FirstOrDefault() is { } same && same.ModelId != before?.ModelId)
        {
            return new Error("device-exists", new ErrorPlace(Path: "model"), row.Maker, row.Model);
        }

        if (before is null)
        {
            on.Devices.Insert(row);
            on.Journal.Append(0, "created", FirmModel.DeviceModel.Name, row.ModelId, row.ModelId, 1);
            return Done(on, row, culture);
        }

        // Samples are those of a maker's model: another name would take them along to another thing.
        if (before.Version != request.Version)
        {
            return FieldErrors.Stale(before.Version, before.ChangedBy);
        }

        if ((before.Maker, before.Model) != (row.Maker, row.Model))
        {
            return new Error("device-renamed", new ErrorPlace(Path: "model"), before.Maker, before.Model);
        }

        return Move(on, before, DeviceTrigger.Change, row with { ModelId = before.ModelId, State = before.State, Reason = before.Reason }, culture);
    });

    /// <summary>Suspends a model, or restores it.</summary>
    public Result<DeviceLine> Act(string key, string act, DeliveryActRequest request, CultureInfo culture) => Repeating.Run<Result<DeviceLine>>(workplace.Database, () =>
    {
        var reason = ProjectHandler.Trimmed(request.Reason);
        using var on = DeliveryTransaction.Write(workplace, programmes, "device", reason);
        if (DeviceReader.Find(on, key) is not { } before)
        {
            return new Error("device-unknown", null, key);
        }

        if (DeliveryWords.Parse<DeviceTrigger>(act) is not { } trigger || trigger is DeviceTrigger.Change or DeviceTrigger.Disqualify)
        {
            return new Error("delivery-act", null, act);
        }

        return before.Version != request.Version ? FieldErrors.Stale(before.Version, before.ChangedBy)
            : reason is null ? new Error("reason-missing", new ErrorPlace(Path: "reason"))
            : Move(on, before, trigger, before with { Reason = reason }, culture);
    });

    /// <summary>Records a tested sample; the failure that the programme names as one too many disqualifies the model in the same transaction.</summary>
    public Result<DeviceLine> AddSample(string key, DeviceSampleRequest request, CultureInfo culture) => Repeating.Run<Result<DeviceLine>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "device-sample");
        if (DeviceReader.Find(on, key) is not { } device)
        {
            return new Error("device-unknown", null, key);
        }

        var errors = DeviceRules.Objections(on, device, request);
        if (errors.Count > 0)
        {
            return Result<DeviceLine>.Fail(errors);
        }

        var sample = new DeviceSampleRow(
            workplace.Ids.Next(), device.ModelId, request.Serial.Trim(), request.Lab.Trim(), request.Day, request.IsPassed, ProjectHandler.Trimmed(request.Finding), on.Process.At, on.Process.Actor);
        on.Samples.Insert(sample);
        on.Journal.Append(0, "created", FirmModel.DeviceSample.Name, sample.SampleId, sample.SampleId, 0);
        var failed = on.Samples.Where("model_id = @p0 AND is_passed = 0", device.ModelId).Count;
        return on.Programme!.Plan.Delivery is { } rules && failed >= rules.Failures && DeviceLifeCycle.Find(device.State, DeviceTrigger.Disqualify).IsOk
            ? Move(on, device, DeviceTrigger.Disqualify, device with { Reason = sample.Finding ?? sample.Serial }, culture) : Done(on, device, culture);
    });

    private static Result<DeviceLine> Move(DeliveryTransaction on, DeviceModelRow before, DeviceTrigger trigger, DeviceModelRow after, CultureInfo culture)
    {
        var line = DeviceLifeCycle.Find(before.State, trigger);
        if (!line.IsOk)
        {
            return Result<DeviceLine>.Fail(line.Errors);
        }

        var row = after with { State = line.Value.To, ChangedAt = on.Process.At, ChangedBy = on.Process.Actor, Version = before.Version + 1 };
        on.Devices.Update(row);
        on.Journal.Append(0, trigger == DeviceTrigger.Change ? "updated" : DeliveryWords.Of(row.State), FirmModel.DeviceModel.Name, row.ModelId, row.ModelId, row.Version);
        return Done(on, row, culture);
    }

    private static Result<DeviceLine> Done(DeliveryTransaction on, DeviceModelRow row, CultureInfo culture)
    {
        var answer = DeviceReader.Line(on, row, culture);
        on.Commit();
        return answer;
    }
}
