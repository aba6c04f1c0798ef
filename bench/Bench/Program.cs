using System.Globalization;
using CleanHeating.Bench;

// Children do one piece of work in a process of their own, so that time and memory are theirs alone.
switch (args)
{
    case ["floor-walk", .. var files]:
        Console.WriteLine(Floors.WalkWorkbooks(files).ToString(CultureInfo.InvariantCulture));
        return 0;
    case ["floor-insert", var file, var rows]:
        Floors.InsertRows(file, int.Parse(rows, CultureInfo.InvariantCulture));
        return 0;
    case ["floor-bills", .. var bills]:
        Console.WriteLine(SeasonMoney.TimedRead(bills).ToString(CultureInfo.InvariantCulture));
        return 0;
    case ["floor-zip", var file, var rows]:
        Floors.WriteZip(file, int.Parse(rows, CultureInfo.InvariantCulture));
        return 0;
    case ["reader", var which, .. var files]:
        Console.WriteLine(Readers.Walk(which, files).ToString(CultureInfo.InvariantCulture));
        return 0;
    case ["fill", var data, var households]:
        Sizes.Fill(data, int.Parse(households, CultureInfo.InvariantCulture));
        return 0;
    case ["clicks", var data]:
        Sizes.Clicks(data);
        return 0;
    case ["pages", var data]:
        Sizes.Pages(data);
        return 0;
    case ["suites"]:
        Suites.Run();
        return 0;
    default:
        return Report.Run(args);
}
