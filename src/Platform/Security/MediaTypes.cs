using CleanHeating.Acceptance.Domain;

namespace CleanHeating.Acceptance.KeepAttachments;

/// <summary>Tells what a file is by its content; names and headers that a client sends prove nothing.</summary>
internal static class MediaTypes
{
    public const string Jpeg = "image/jpeg", Png = "image/png", Webp = "image/webp", Pdf = "application/pdf", Unknown = "application/octet-stream";

    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? Webp
        : content.StartsWith("%PDF-"u8) ? Pdf : null;

    /// <summary>A paper may be a PDF; what was seen is a picture.</summary>
    public static bool Suits(AttachmentKind kind, string type) => type != Pdf || kind is AttachmentKind.Contract or AttachmentKind.Payment;

    public static string Extension(string? type) => type switch { Jpeg => ".jpg", Png => ".png", Webp => ".webp", Pdf => ".pdf", _ => ".bin" };
}
