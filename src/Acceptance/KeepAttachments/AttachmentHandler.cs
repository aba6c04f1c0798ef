using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.KeepAttachments.Pictures;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.KeepAttachments;

/// <summary>Announces an attachment.</summary>
/// <param name="Household">Household that it shows.</param>
/// <param name="Kind">before, after, plate, detail, household_signature, inspector_signature, contract or payment.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
public sealed record AnnounceAttachmentRequest(string Household, string Kind, long Size, string Sha256);

/// <summary>How far an attachment is. Bytes follow at the offset of what was received; the same announcement again gives the same attachment.</summary>
public sealed record AttachmentAnswer(string Id, string Household, string Kind, string State, long Size, long Received, string? MediaType, string? Inspection, DateTimeOffset? TakenAt);

/// <summary>Takes in photos and signatures piece by piece, so that a bad line costs a piece and not a photo.</summary>
public sealed class AttachmentHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Largest attachment: what phones make in their usual setting is half of it.</summary>
    public const long Largest = 20L * 1024 * 1024;

    /// <summary>Largest piece of one request.</summary>
    public const long LargestPiece = 4L * 1024 * 1024;

    private readonly AttachmentFiles _files = new(workplace);

    public Result<AttachmentAnswer> Announce(AnnounceAttachmentRequest request) => Repeating.Run(workplace.Database, () =>
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "attachment");
        if (!HouseholdId.TryParse(request.Household, out var id) || HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id) is null)
        {
            return HouseholdReader.Missing(on.Connection, on.Transaction, on.Scope, request.Household ?? "");
        }

        var errors = new List<Error>();
        var kind = Words.Parse<AttachmentKind>(request.Kind);
        Require(errors, kind is not null, "attachment-kind", "kind", request.Kind ?? "");
        Require(errors, request.Size is > 0 and <= Largest, "attachment-size", "size", (Largest / 1024 / 1024).ToString(CultureInfo.InvariantCulture));
        Require(errors, request.Sha256 is { Length: 64 } && request.Sha256.All(char.IsAsciiHexDigitLower), "attachment-hash", "sha256");
        if (errors.Count > 0)
        {
            return Result<AttachmentAnswer>.Fail(errors);
        }

        // Papers come from offices too; what was seen and signed comes from who inspects.
        if (kind is not (AttachmentKind.Contract or AttachmentKind.Payment) && !workplace.Caller.May(Permission.Inspect))
        {
            return new Error("permission-missing");
        }

        if (on.Attachments.Alike(id.CountyCode, request.Sha256).Find(a => a.Household == id.Value && a.Kind == kind && a.CreatedBy == workplace.Caller.Actor && a.Inspection is null) is { } there)
        {
            return Answer(there);
        }

        var attachment = new Attachment
        {
            County = id.CountyCode, Id = workplace.Ids.Next(), Household = id.Value, Kind = kind!.Value, State = AttachmentState.Coming, Size = request.Size, Sha256 = request.Sha256, CreatedAt = on.Process.At,
            CreatedBy = on.Process.Actor, Version = 1,
        };
        on.Attachments.Insert(attachment);
        on.Journal.Append(attachment.County, "announced", AcceptanceSeals.Attachment.Name, attachment.Household, attachment.Household, 1);
        on.Commit();
        return Answer(attachment);
    });

    public async Task<Result<AttachmentAnswer>> Append(string key, long offset, Stream content, CancellationToken cancellation)
    {
        var own = Own(key);
        if (!own.IsOk)
        {
            return Result<AttachmentAnswer>.Fail(own.Errors);
        }

        var attachment = own.Value;
        if (attachment.State != AttachmentState.Coming)
        {
            return Answer(attachment);
        }

        var (fits, received) = await _files.Append(KeyOf(attachment), offset, attachment.Size, content, cancellation);
        return fits ? Answer(attachment) : new Error("attachment-offset", new ErrorPlace(Path: "offset"), received.ToString(CultureInfo.InvariantCulture), attachment.Size.ToString(CultureInfo.InvariantCulture));
    }

    public Result<AttachmentAnswer> Read(string key) => Own(key) is { IsOk: true } own ? Answer(own.Value) : new Error("attachment-unknown", null, key);

    /// <summary>Holds what came against what was announced, looks at the picture and keeps it.</summary>
    public Result<AttachmentAnswer> Complete(string key) => Repeating.Run(workplace.Database, () =>
    {
        var own = Own(key);
        if (!own.IsOk || own.Value.State != AttachmentState.Coming)
        {
            return own.IsOk ? Answer(own.Value) : Result<AttachmentAnswer>.Fail(own.Errors);
        }

        var name = KeyOf(own.Value);
        if (_files.ReadComing(name) is not { } content || content.LongLength < own.Value.Size)
        {
            return new Error("attachment-incomplete", null, key);
        }

        if (Convert.ToHexStringLower(SHA256.HashData(content)) != own.Value.Sha256)
        {
            // Whatever came is not it; the phone begins again.
            _files.Forget(name);
            return new Error("attachment-differs");
        }

        if (MediaTypes.Of(content) is not { } type || !Suits(own.Value.Kind, type))
        {
            _files.Forget(name);
            return new Error("attachment-type");
        }

        return Keep(name, content, type);
    });

    /// <summary>The bytes, for whoever may see the household.</summary>
    public Result<KeptContent> Content(string key)
    {
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        if (Seen(on, key) is not { State: not AttachmentState.Coming } found)
        {
            return new Error("attachment-unknown", null, key);
        }

        return _files.Read(KeyOf(found), found.Sha256) is { } bytes
            ? new KeptContent(bytes, found.MediaType ?? MediaTypes.Unknown, $"{Words.Of(found.Kind)}-{found.Id.ToString(CultureInfo.InvariantCulture)}{MediaTypes.Extension(found.MediaType)}")
            : new Error("attachment-gone", null, key);
    }

    private Result<AttachmentAnswer> Keep(CountyKey name, byte[] content, string type)
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "attachment");
        if (on.Attachments.Find(name.County, name.Id) is not { State: AttachmentState.Coming } attachment)
        {
            return new Error("attachment-unknown", null, name.ToString());
        }

        using var cipher = new FieldCipher(workplace.Keys);
        var taken = Exif.Read(content);
        var complete = attachment with
        {
            State = attachment.Kind is AttachmentKind.Contract or AttachmentKind.Payment ? AttachmentState.Attached : AttachmentState.Complete, MediaType = type, PictureHash = PictureHash.Of(content),
            TakenAt = taken.At, PositionCipher = taken.Place is { } place ? cipher.Encrypt(PersonalField.Position, Positions.Write(place)) : null, Version = attachment.Version + 1,
        };

        // The file first: a row never speaks of bytes that are not there.
        _files.Keep(name, content);
        on.Attachments.Update(complete);
        on.Journal.Append(complete.County, "received", AcceptanceSeals.Attachment.Name, complete.Household, complete.Household, complete.Version);
        on.Commit();
        _files.Forget(name);
        return Answer(complete);
    }

    // Bytes come from whoever announced them.
    private Result<Attachment> Own(string key)
    {
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        return Seen(on, key) is { } found && found.CreatedBy == workplace.Caller.Actor ? found : new Error("attachment-unknown", null, key);
    }

    private static Attachment? Seen(AcceptanceTransaction on, string key) =>
        CountyKey.Parse(key) is { } name && on.Attachments.Find(name.County, name.Id) is { } found && HouseholdId.TryFrom(found.Household, out var household)
        && HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, household) is not null ? found : null;

    private AttachmentAnswer Answer(Attachment a) => new(
        KeyOf(a).ToString(), HouseholdId.TryFrom(a.Household, out var id) ? id.ToString() : "", Words.Of(a.Kind), Words.Of(a.State), a.Size, a.State == AttachmentState.Coming ? _files.Received(KeyOf(a)) : a.Size, a.MediaType,
        a.Inspection is { } i ? new CountyKey(a.County, i).ToString() : null, a.TakenAt is { } at ? new DateTimeOffset(at, TimeSpan.FromHours(8)) : null);

    // A paper may be a PDF; what was seen is a picture.
    private static bool Suits(AttachmentKind kind, string type) => type != MediaTypes.Pdf || kind is AttachmentKind.Contract or AttachmentKind.Payment;

    private static CountyKey KeyOf(Attachment a) => new(a.County, a.Id);

    private static void Require(List<Error> errors, bool good, string code, string path, params IReadOnlyList<string> args)
    {
        if (!good)
        {
            errors.Add(new Error(code, new ErrorPlace(Path: path), args));
        }
    }
}
