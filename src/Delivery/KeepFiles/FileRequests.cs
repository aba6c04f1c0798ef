namespace CleanHeating.Delivery.KeepFiles;

/// <summary>A file of a project, a firm or a model.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Paper">What it shows: of a project the key of a paper, of a firm that of a qualification or contract, of a model certificate, report or the serial number of a sample; null for the whole.</param>
/// <param name="PaperName">The number or name of that.</param>
/// <param name="Name">The file's name.</param>
/// <param name="MediaType">image/jpeg, image/png, image/webp or application/pdf, told by the content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="AddedBy">Account that added it.</param>
/// <param name="RemovedAt">When it was taken out; its content stays for audit.</param>
/// <param name="RemovedBy">Account that took it out.</param>
/// <param name="Reason">Why.</param>
/// <param name="Version">Its version.</param>
public sealed record DeliveryFileLine(
    string Id, string? Paper, string? PaperName, string Name, string MediaType, long Size, string Sha256, DateTimeOffset AddedAt, string AddedBy, DateTimeOffset? RemovedAt, string? RemovedBy, string? Reason, int Version);

/// <summary>Something that a file can show.</summary>
public sealed record FilePaper(string Key, string Name);

/// <summary>Files of a project, a firm or a model, newest first, what they can show, and whether the caller adds and removes.</summary>
public sealed record DeliveryFilesAnswer(IReadOnlyList<DeliveryFileLine> Files, IReadOnlyList<FilePaper> Papers, bool MayChange);

/// <summary>Takes a file out over the version that the person saw.</summary>
public sealed record RemoveFileRequest(int Version, string Reason);
