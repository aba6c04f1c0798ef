namespace CleanHeating.Platform.Security;

/// <summary>Tells what a file is by its content; names and headers that a client sends prove nothing.</summary>
public static class MediaTypes
{
    public const string Jpeg = "image/jpeg", Png = "image/png", Webp = "image/webp", Pdf = "application/pdf", Unknown = "application/octet-stream";

    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? Webp
        : content.StartsWith("%PDF-"u8) ? Pdf : null;

    public static string Extension(string? type) => type switch { Jpeg => ".jpg", Png => ".png", Webp => ".webp", Pdf => ".pdf", _ => ".bin" };
}
