using System.IO.Hashing;

namespace CleanHeating.Platform.Workbooks;

/// <summary>Remembers lately seen inline texts by their bytes, so that a village's name is one object and not fifteen thousand.</summary>
internal sealed class TextCache
{
    private const int Slots = 4096;
    private const int LongestCached = 160;
    private readonly (byte[]? Bytes, string Text)[] _slots = new (byte[]?, string)[Slots];

    public bool TryGet(ReadOnlySpan<byte> bytes, out string text)
    {
        var slot = bytes.Length > LongestCached ? default : _slots[XxHash3.HashToUInt64(bytes) % Slots];
        text = slot.Text ?? "";
        return slot.Bytes is not null && bytes.SequenceEqual(slot.Bytes);
    }

    public string Add(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length <= LongestCached)
        {
            _slots[XxHash3.HashToUInt64(bytes) % Slots] = (bytes.ToArray(), text);
        }

        return text;
    }
}
