using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Bench;

/// <summary>Fills a database with households straight through the bulk writer: for sizes that no workbook has.</summary>
internal static class LargeCity
{
    private const int RowsPerTransaction = 200_000;

    public static void Fill(Workplace workplace, LoadedProgramme programme, int households)
    {
        var villages = programme.Plan.Divisions.All.Where(d => d.Code.Level == RegionLevel.Village).Select(d => d.Code).ToList();
        using var connection = workplace.Database.Open();
        using var people = new LargePopulation(workplace, programme);
        var village = 0;
        while (village < villages.Count)
        {
            var records = new List<HouseholdRecord>();
            for (; records.Count < RowsPerTransaction && village < villages.Count; village++)
            {
                var share = (int)((long)households * (village + 1) / villages.Count) - (int)((long)households * village / villages.Count);
                records.AddRange(Enumerable.Range(1, share).Select(i => people.Next(villages[village], i)));
            }

            Store(workplace, connection, programme, records);
        }

        connection.Execute(
            null,
            "INSERT INTO import_run (id, programme, started_at, actor, state, as_of, files) VALUES (@p0, @p1, 0, 'bench', 'done', @p2, '[]')",
            workplace.Ids.Next(), programme.Number, LargePopulation.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static void Store(Workplace workplace, System.Data.Common.DbConnection connection, LoadedProgramme programme, List<HouseholdRecord> records)
    {
        var floor = LedgerPolicy.SubsidyFloor(programme.Plan);
        using var transaction = workplace.Database.BeginWrite(connection);
        var counters = new CounterDeltas(programme.Number);
        using (var insert = workplace.Database.BulkInsert(connection, HouseholdRecord.Shape))
        {
            foreach (var record in records)
            {
                record.Write(insert);
                var outstanding = record.Stage == (int)Stage.Passed ? Math.Max(0, floor.Fen - record.Paid) : 0;
                counters.Add(RegionCode.From(record.VillageCode), record.Route, (Stage)record.Stage, 1, new Area(record.Area), new Money(record.Paid), new Money(outstanding));
            }

            insert.Complete();
        }

        PersonClaims.Write(workplace.Database, connection, [.. records.OrderBy(r => r.IdentityIndex, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))]);
        counters.Apply(workplace.Database, connection);
        transaction.Commit();
    }
}
