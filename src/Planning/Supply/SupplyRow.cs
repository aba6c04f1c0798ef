using CleanHeating.Kernel;
using CleanHeating.Planning.Data;

namespace CleanHeating.Planning.Supply;

/// <summary>A row of a sheet as it was read: what it says, or why it is refused.</summary>
internal sealed record SupplyRow(SupplyKind Kind, string Sheet, int Row, int County, string Code, SupplyItem Item, IReadOnlyList<Error> Errors, IReadOnlyList<string> Cells);

/// <summary>A sheet as it was understood.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds; null where it was not recognised and is left out.</param>
/// <param name="Columns">Columns that were recognised, by key.</param>
/// <param name="Unknown">Headings that were not.</param>
/// <param name="Missing">Needed columns that it lacks.</param>
public sealed record SupplySheet(string Name, string? Kind, IReadOnlyList<string> Columns, IReadOnlyList<string> Unknown, IReadOnlyList<string> Missing);

/// <summary>A workbook as it was read.</summary>
internal sealed record SupplyBook(IReadOnlyList<SupplySheet> Sheets, IReadOnlyList<SupplyRow> Rows);
