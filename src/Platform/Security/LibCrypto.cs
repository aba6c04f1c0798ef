using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CleanHeating.Platform.Security;

/// <summary>
/// What we use of OpenSSL 3's libcrypto: ciphers, and keyed hashes. The library is the system's own, so that its administrator keeps it
/// up to date; CLEANHEAT_LIBCRYPTO names another file.
/// </summary>
internal static partial class LibCrypto
{
    private const string Library = "cleanheat-libcrypto";

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, (name, _, _) => name == Library ? Loaded.Value : 0);

    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>Whether the library is there at all, and of the line whose functions are used here.</summary>
    public static bool IsThere => Loaded.Value != 0 && NativeLibrary.TryGetExport(Loaded.Value, "EVP_MAC_fetch", out _);

    private static nint Load()
    {
        string[] names = Environment.GetEnvironmentVariable("CLEANHEAT_LIBCRYPTO") is { Length: > 0 } named ? [named]
            : OperatingSystem.IsWindows() ? ["libcrypto-3-x64.dll", "libcrypto-3-arm64.dll"]
            : OperatingSystem.IsMacOS() ? ["libcrypto.3.dylib", "/opt/homebrew/lib/libcrypto.3.dylib", "/usr/local/lib/libcrypto.3.dylib"]
            : ["libcrypto.so.3"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var library))
            {
                return library;
            }
        }

        return 0;
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_CIPHER_fetch(nint context, string algorithm, nint properties);

    [LibraryImport(Library)]
    public static partial CipherHandle EVP_CIPHER_CTX_new();

    [LibraryImport(Library)]
    public static partial void EVP_CIPHER_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_CipherInit_ex(CipherHandle context, nint cipher, nint engine, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, int encrypt);

    [LibraryImport(Library)]
    public static partial int EVP_CipherUpdate(CipherHandle context, Span<byte> output, out int written, ReadOnlySpan<byte> input, int length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_MD_fetch(nint context, string algorithm, nint properties);

    [LibraryImport(Library)]
    public static partial int EVP_Digest(ReadOnlySpan<byte> data, nuint length, Span<byte> output, out uint written, nint digest, nint engine);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_MAC_fetch(nint context, string algorithm, nint properties);

    [LibraryImport(Library)]
    public static partial MacHandle EVP_MAC_CTX_new(nint mac);

    [LibraryImport(Library)]
    public static partial void EVP_MAC_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_MAC_init(MacHandle context, ReadOnlySpan<byte> key, nuint length, nint parameters);

    [LibraryImport(Library)]
    public static partial int EVP_MAC_update(MacHandle context, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_MAC_final(MacHandle context, Span<byte> output, out nuint written, nuint size);

    public sealed class CipherHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle()
        {
            EVP_CIPHER_CTX_free(handle);
            return true;
        }
    }

    public sealed class MacHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle()
        {
            EVP_MAC_CTX_free(handle);
            return true;
        }
    }
}
