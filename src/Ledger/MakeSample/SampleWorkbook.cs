using System.Globalization;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.MakeSample;

/// <summary>Writes a county's invented ledger as counties do: notes first, title and unit above the header, a total and a signature below.</summary>
internal sealed class SampleWorkbook(SampleWords words, DateOnly asOf, string county, bool perTownship)
{
    private static readonly string[] Fields =
    [
        "seq", "township", "village", "head", "identity", "phone", "account", "route", "rooms", "area", "hardship", "enterprise", "credit_code", "contract",
        "brand", "model", "serial", "power", "utility", "started", "completed", "accepted", "result", "paid", "note",
    ];

    private XlsxSheetWriter? _sheet;
    private int _number;
    private decimal _area, _paid;

    public void Write(XlsxWriter writer, IEnumerable<SampleHousehold> households)
    {
        var notes = writer.AddSheet(words.SheetNotes);
        foreach (var note in words.Notes)
        {
            notes.BeginRow();
            notes.Text(note);
        }

        string? open = null;
        foreach (var household in households)
        {
            var name = perTownship ? household.Township : words.SheetLedger;
            if (name != open)
            {
                End();
                Begin(writer.AddSheet(name, new SheetLayout([6, 14, 18, 10, 21, 14, 22, 16], 3)));
                open = name;
            }

            Row(household);
        }

        End();
    }

    private void Begin(XlsxSheetWriter sheet)
    {
        (_sheet, _number, _area, _paid) = (sheet, 0, 0, 0);
        sheet.BeginRow();
        sheet.Text(string.Format(CultureInfo.InvariantCulture, words.Title, county, asOf.Year), CellStyle.Title);
        sheet.Merge(1, 0, 1, Fields.Length - 1);
        sheet.BeginRow();
        sheet.Text(string.Format(CultureInfo.InvariantCulture, words.Unit, county));
        sheet.BeginRow();
        foreach (var field in Fields)
        {
            sheet.Text(words.Headers[field], CellStyle.Header);
        }
    }

    private void Row(SampleHousehold h)
    {
        _sheet!.BeginRow();
        _sheet.Number((long)++_number);
        foreach (var value in (object?[])[h.Township, h.Village, h.Head, h.Identity, h.Phone, h.Account, h.Route, h.Rooms, h.Area, h.Hardship, h.Enterprise, h.CreditCode,
            h.Contract, h.Brand, h.Model, h.Serial, h.Power, h.Utility, h.Started, h.Completed, h.Accepted, h.Result, h.Paid])
        {
            Value(value);
        }

        _area += h.Area;
        _paid += h.Paid is decimal paid ? paid : 0;
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null: _sheet!.Blank(); break;
            case string text: _sheet!.Text(text); break;
            case int whole: _sheet!.Number((long)whole); break;
            case decimal amount: _sheet!.Hundredths((long)(amount * 100)); break;
            case double number: _sheet!.Number(number); break;
            case DateOnly date: _sheet!.Date(date); break;
            default: throw new InvalidOperationException(value.GetType().Name);
        }
    }

    private void End()
    {
        if (_sheet is null)
        {
            return;
        }

        _sheet.BeginRow();
        _sheet.Text(words.Total);
        for (var c = 1; c < Fields.Length; c++)
        {
            if (Fields[c] is "area" or "paid")
            {
                _sheet.Hundredths((long)((Fields[c] == "area" ? _area : _paid) * 100));
            }
            else
            {
                _sheet.Blank();
            }
        }

        _sheet.BeginRow();
        _sheet.Text(words.Signature);
    }
}
