using ExcelDataReader.Exceptions;

namespace CleanHeating.Platform.Workbooks;

/// <summary>How far a workbook may unfold before it is taken for a trap.</summary>
/// <param name="FreeBytes">A part may always unfold this far.</param>
/// <param name="Ratio">Beyond that, no further than this many times its packed size; honest sheets stay under 25.</param>
/// <param name="RowBytes">Longest row.</param>
/// <param name="StringBytes">All shared strings together.</param>
public sealed record WorkbookLimits(long FreeBytes = 192L << 20, int Ratio = 60, int RowBytes = 32 << 20, long StringBytes = 192L << 20);

/// <summary>Opens workbooks. The content decides what a file is, never its extension.</summary>
public static class WorkbookFile
{
    private const int HeadLength = 8;

    /// <exception cref="WorkbookUnreadableException">The file is empty, damaged, encrypted, too large when unpacked, or no workbook.</exception>
    public static IWorkbookReader Open(string path, WorkbookLimits? limits = null)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        try
        {
            return Open(stream, limits ?? new WorkbookLimits());
        }
        catch (Exception exception) when (exception is not WorkbookUnreadableException)
        {
            stream.Dispose();
            throw Unreadable(exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What a failure inside a library or the file system means for the sender.</summary>
    internal static WorkbookUnreadableException Unreadable(Exception exception) => exception switch
    {
        WorkbookUnreadableException unreadable => unreadable,
        InvalidPasswordException => new(UnreadableReason.Encrypted, "The workbook asks for a password.", exception),
        HeaderException => new(UnreadableReason.NoWorkbook, "The content is no workbook.", exception),
        OutOfMemoryException => new(UnreadableReason.TooLarge, "The workbook does not fit into memory.", exception),
        _ => new(UnreadableReason.Damaged, "The workbook is damaged: " + exception.Message, exception),
    };

    private static IWorkbookReader Open(FileStream stream, WorkbookLimits limits)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        stream.Position = 0;
        if (length == 0)
        {
            throw new WorkbookUnreadableException(UnreadableReason.Empty, "The file is empty.");
        }

        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return new XlsxWorkbook(stream, limits);
        }

        if (head.SequenceEqual((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return HoldsEncryptedPackage(stream)
                ? throw new WorkbookUnreadableException(UnreadableReason.Encrypted, "The workbook asks for a password.")
                : new XlsWorkbook(stream);
        }

        throw new WorkbookUnreadableException(UnreadableReason.NoWorkbook, "The content is no workbook.");
    }

    // An encrypted .xlsx is a compound file with a stream of this name.
    private static bool HoldsEncryptedPackage(FileStream stream)
    {
        var name = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");
        var buffer = new byte[1 << 16];
        var kept = 0;
        var found = false;
        while (!found && stream.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            var all = kept + read;
            found = buffer.AsSpan(0, all).IndexOf(name) >= 0;
            kept = Math.Min(all, name.Length);
            buffer.AsSpan(all - kept, kept).CopyTo(buffer);
        }

        stream.Position = 0;
        return found;
    }
}
