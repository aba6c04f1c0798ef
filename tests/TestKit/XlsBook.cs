using System.Text;

namespace CleanHeating.TestKit;

/// <summary>
/// Writes a .xls (BIFF8 in a compound file) with one sheet of texts, numbers and dates: just enough of the old format to test its
/// reading with files that nobody's spreadsheet had to be started for.
/// </summary>
public static class XlsBook
{
    private const int Sector = 512;

    public static string Write(string path, string sheet, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        File.WriteAllBytes(path, Compound(Workbook(sheet, rows)));
        return path;
    }

    private static byte[] Workbook(string sheet, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        var globals = new MemoryStream();
        Record(globals, 0x0809, Words(0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0, 6, 0));
        Record(globals, 0x0042, Words(1200));
        Record(globals, 0x0022, Words(0));
        Record(globals, 0x041E, [.. Words(164), .. Text("yyyy-mm-dd", wide: 2)]);
        Record(globals, 0x00E0, Format(0));
        Record(globals, 0x00E0, Format(164));
        var bound = (int)globals.Length;
        var name = Text(sheet, wide: 1);
        Record(globals, 0x0085, [.. BitConverter.GetBytes(0), 0, 0, .. name]);
        Record(globals, 0x000A, []);
        var start = (int)globals.Length;
        var all = globals.ToArray();
        BitConverter.GetBytes(start).CopyTo(all, bound + 4);
        return [.. all, .. Sheet(rows)];
    }

    private static byte[] Sheet(IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        var sheet = new MemoryStream();
        Record(sheet, 0x0809, Words(0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0, 6, 0));
        Record(sheet, 0x0200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(rows.Count), .. Words(0, (ushort)rows.Max(r => r.Count), 0)]);
        for (var r = 0; r < rows.Count; r++)
        {
            Record(sheet, 0x0208, Words((ushort)r, 0, (ushort)rows[r].Count, 255, 0, 0, 0x0100, 0x0F));
        }

        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < rows[r].Count; c++)
            {
                var at = Words((ushort)r, (ushort)c);
                switch (rows[r][c])
                {
                    case null: break;
                    case string text: Record(sheet, 0x0204, [.. at, .. Words(0), .. Text(text, wide: 2)]); break;
                    case DateOnly date: Record(sheet, 0x0203, [.. at, .. Words(1), .. BitConverter.GetBytes((double)(date.DayNumber - new DateOnly(1899, 12, 30).DayNumber))]); break;
                    case var number: Record(sheet, 0x0203, [.. at, .. Words(0), .. BitConverter.GetBytes(Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture))]); break;
                }
            }
        }

        Record(sheet, 0x000A, []);
        return sheet.ToArray();
    }

    private static byte[] Format(ushort number) => [.. Words(0, number, 0x0001, 0x0020, 0, 0, 0, 0, 0, 0)];

    // A length of one or two bytes, then the flag for two-byte characters.
    private static byte[] Text(string text, int wide) => [.. wide == 1 ? [(byte)text.Length] : BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Words(params ushort[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    private static void Record(MemoryStream to, ushort type, byte[] body)
    {
        to.Write(BitConverter.GetBytes(type));
        to.Write(BitConverter.GetBytes((ushort)body.Length));
        to.Write(body);
    }

    // Compound file: header, one or more table sectors, the directory, the stream.
    private static byte[] Compound(byte[] stream)
    {
        var padded = new byte[Math.Max(4096, (stream.Length + Sector - 1) / Sector * Sector)];
        stream.CopyTo(padded, 0);
        var data = padded.Length / Sector;
        var tables = 1;
        while (tables * 128 < data + 1 + tables)
        {
            tables++;
        }

        var table = Enumerable.Repeat(0xFFFFFFFFu, tables * 128).ToArray();
        for (var i = 0; i < tables; i++)
        {
            table[i] = 0xFFFFFFFD;
        }

        table[tables] = 0xFFFFFFFE;
        for (var i = 0; i < data; i++)
        {
            table[tables + 1 + i] = i == data - 1 ? 0xFFFFFFFE : (uint)(tables + 2 + i);
        }

        var head = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(head, 0);
        Words(0x003E, 3, 0xFFFE, 9, 6).CopyTo(head, 24);
        BitConverter.GetBytes(tables).CopyTo(head, 44);
        BitConverter.GetBytes(tables).CopyTo(head, 48);
        BitConverter.GetBytes(4096).CopyTo(head, 56);
        BitConverter.GetBytes(0xFFFFFFFEu).CopyTo(head, 60);
        BitConverter.GetBytes(0xFFFFFFFEu).CopyTo(head, 68);
        for (var i = 0; i < 109; i++)
        {
            BitConverter.GetBytes(i < tables ? (uint)i : 0xFFFFFFFFu).CopyTo(head, 76 + 4 * i);
        }

        var directory = new byte[Sector];
        Entry(directory, 0, "Root Entry", 5, child: 1, 0xFFFFFFFE, 0);
        Entry(directory, 1, "Workbook", 2, child: -1, (uint)(tables + 1), padded.Length);
        return [.. head, .. table.SelectMany(BitConverter.GetBytes), .. directory, .. padded];
    }

    private static void Entry(byte[] directory, int index, string name, byte type, int child, uint start, int size)
    {
        var at = index * 128;
        Encoding.Unicode.GetBytes(name).CopyTo(directory, at);
        BitConverter.GetBytes((ushort)((name.Length + 1) * 2)).CopyTo(directory, at + 64);
        directory[at + 66] = type;
        directory[at + 67] = 1;
        BitConverter.GetBytes(-1).CopyTo(directory, at + 68);
        BitConverter.GetBytes(-1).CopyTo(directory, at + 72);
        BitConverter.GetBytes(child).CopyTo(directory, at + 76);
        BitConverter.GetBytes(start).CopyTo(directory, at + 116);
        BitConverter.GetBytes(size).CopyTo(directory, at + 120);
    }
}
