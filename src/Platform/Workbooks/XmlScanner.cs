using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>
/// A window over the unpacked bytes of one part. It grows until what is looked for lies wholly inside, up to a limit; the part's
/// checksum is compared at its end, so that damage never passes for data.
/// </summary>
internal sealed class XmlScanner : IDisposable
{
    private const int FirstWindow = 128 * 1024;
    private readonly Stream _stream;
    private readonly uint _crcExpected;
    private readonly long _limit;
    private readonly int _windowLimit;
    private readonly Crc32 _crc = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstWindow);
    private int _start, _end;
    private long _total;
    private bool _ended;

    public XmlScanner(Stream stream, uint crc, long limit, int windowLimit)
    {
        (_crcExpected, _limit, _windowLimit) = (crc, limit, windowLimit);
        _stream = stream;
        Fill();
        if (_end - _start >= 2 && (_buffer[0], _buffer[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            _stream = Transcode();
        }
    }

    /// <summary>Bytes at hand.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    public void Skip(int count) => _start += count;

    /// <summary>Offset in the window of the first place where the bytes stand, reading on as needed; -1 when the part ends without them.</summary>
    public int Find(ReadOnlySpan<byte> bytes, int from = 0)
    {
        while (true)
        {
            var at = from < Window.Length ? Window[from..].IndexOf(bytes) : -1;
            if (at >= 0)
            {
                return from + at;
            }

            from = Math.Max(from, Window.Length - bytes.Length + 1);
            if (!Fill())
            {
                return -1;
            }
        }
    }

    /// <summary>Makes sure that this many bytes are at hand; false when the part is shorter.</summary>
    public bool Need(int count)
    {
        while (Window.Length < count)
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads on to the end if the whole rest stays within the given size; true when it did.</summary>
    public bool TryHoldRest(int size)
    {
        while (!_ended && Window.Length < size)
        {
            Fill(hold: true);
        }

        return _ended;
    }

    public void Dispose()
    {
        _stream.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool Fill(bool hold = false)
    {
        if (_ended)
        {
            return false;
        }

        if (_start > 0 && _end - _start < _buffer.Length / 2)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Grow(hold);
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        if (read == 0)
        {
            _ended = true;
            return _crc.GetCurrentHashAsUInt32() == _crcExpected ? false : throw new WorkbookUnreadableException(UnreadableReason.Damaged, "A part's checksum does not match.");
        }

        _crc.Append(_buffer.AsSpan(_end, read));
        _end += read;
        _total += read;
        return _total <= _limit ? true : throw new WorkbookUnreadableException(UnreadableReason.TooLarge, "A part unfolds beyond the limit.");
    }

    private void Grow(bool hold)
    {
        if (!hold && _buffer.Length - _start >= _windowLimit)
        {
            throw new WorkbookUnreadableException(UnreadableReason.TooLarge, "A row is longer than the limit.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
        (_start, _end) = (0, _end - _start);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    // Some programs write UTF-16; it is turned into UTF-8 as a whole, being rare and small.
    private MemoryStream Transcode()
    {
        while (Fill(hold: true) && _total <= 64 << 20)
        {
        }

        var encoding = _buffer[_start] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = Encoding.UTF8.GetBytes(encoding.GetString(Window[2..]));
        _buffer.AsSpan().Clear();
        (_start, _end) = (0, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        text.CopyTo(_buffer, 0);
        _end = text.Length;
        return new MemoryStream();
    }
}
