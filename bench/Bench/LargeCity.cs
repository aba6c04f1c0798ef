using System.Buffers.Binary;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Bench;

/// <summary>Fills a database with households straight through the bulk writer: for sizes that no workbook has.</summary>
internal static class LargeCity
{
    private const int RowsPerTransaction = 500_000;

    public static void Fill(Workplace workplace, LoadedProgramme programme, int households)
    {
        var villages = programme.Plan.Divisions.All.Where(d => d.Code.Level == RegionLevel.Village).Select(d => d.Code).ToList();
        using var connection = workplace.Database.Open();
        var made = 0;
        var village = 0;
        while (made < households)
        {
            using var transaction = workplace.Database.BeginWrite(connection);
            var counters = new CounterDeltas(programme.Number);
            using (var insert = workplace.Database.BulkInsert(connection, HouseholdRecord.Shape))
            {
                for (var inTransaction = 0; inTransaction < RowsPerTransaction && village < villages.Count; village++)
                {
                    var share = (int)((long)households * (village + 1) / villages.Count) - (int)((long)households * village / villages.Count);
                    for (var i = 1; i <= share; i++)
                    {
                        var record = Record(programme, villages[village], i, made++);
                        record.Write(insert);
                        counters.Add(villages[village], record.Route, (Stage)record.Stage, 1, new Area(record.Area), new Money(record.Paid), Money.Zero);
                    }

                    inTransaction += share;
                }

                insert.Complete();
            }

            counters.Apply(workplace.Database, connection);
            transaction.Commit();
        }
    }

    private static HouseholdRecord Record(LoadedProgramme programme, RegionCode village, int sequence, int number)
    {
        var bytes = new byte[47];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), unchecked((ulong)number * 0x9E3779B97F4A7C15));
        return new HouseholdRecord
        {
            CountyCode = village.CountyCode, HouseholdId = village.Value * 100_000 + sequence, Programme = programme.Number, Head = "王小明", IdentityCipher = bytes, IdentityIndex = bytes[..16],
            Route = number % programme.Routes.Count, Rooms = 3, Area = 6000, Enterprise = "某清洁能源有限公司", Brand = "某牌", Serial = "S", Started = "2021-08-01", Completed = "2021-08-20",
            Stage = number % 5, Paid = number % 5 == 3 ? 90_000 : 0, Version = 1, Seal = bytes[..16],
        };
    }
}
