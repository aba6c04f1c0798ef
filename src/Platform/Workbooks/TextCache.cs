using System.IO.Hashing;
using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>
/// Remembers lately seen texts by their bytes, so that a village's name is one object and not fifteen thousand. A text of ASCII
/// alone is its own evidence; of others the bytes are kept beside.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 4096;
    private const int LongestCached = 120;
    private readonly (byte[]? Bytes, string? Text)[] _slots = new (byte[]?, string?)[Slots];

    /// <summary>The text of bytes that hold no markup.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestCached)
        {
            return XmlText.Decode(bytes);
        }

        ref var slot = ref _slots[XxHash3.HashToUInt64(bytes) % Slots];
        if (slot.Text is null || !(slot.Bytes is null ? Ascii.Equals(bytes, slot.Text) : bytes.SequenceEqual(slot.Bytes)))
        {
            var text = XmlText.Decode(bytes);
            slot = (Ascii.Equals(bytes, text) ? null : bytes.ToArray(), text);
        }

        return slot.Text!;
    }
}
