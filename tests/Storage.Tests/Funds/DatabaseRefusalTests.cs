using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Funds;

/// <summary>What may never happen to money is refused by the database itself, whoever writes to it.</summary>
public sealed class DatabaseRefusalTests
{
    private const string RightColumns =
        "county_code, household_id, kind, period, programme, day, amount, city, paid_before, paid, held, overpaid, recovered, state, reason, rules, minted_at, version, seal";

    private const string LineColumns = "county_code, batch_id, household_id, kind, period, number, amount, city, state, live, payee, file, version, seal";

    [Theory, EveryDatabase]
    public void Right_WithoutAcceptanceTwiceOrMoreThanItself_IsRefused(string kind)
    {
        using var city = FundsCity.Filled(kind, 2);
        var (first, other) = (Id(city, 1), Id(city, 2) + 50);
        string Insert(long household, int of, string period, long amount, long paid, long held) =>
            $"INSERT INTO payable_right ({RightColumns}) VALUES (980101, {household}, {of}, '{period}', 1, '2030-06-01', {amount}, 0, 0, {paid}, {held}, 0, 0, 0, NULL, 1, 1, 1, @p0)";

        Refused(city, DatabaseFault.Reference, Insert(other, 1, "", 100, 0, 0));
        Refused(city, DatabaseFault.Duplicate, Insert(first, 1, "", 100, 0, 0));
        Refused(city, DatabaseFault.Other, Insert(first, 2, "2029-2030", 100, 101, 0));
        Refused(city, DatabaseFault.Other, Insert(first, 2, "2029-2030", 100, 60, 41));
        Refused(city, DatabaseFault.Other, Insert(first, 2, "2029-2030", -1, 0, 0));
        Refused(city, DatabaseFault.Other, $"UPDATE payable_right SET paid = amount + 1 WHERE county_code = 980101 AND household_id = {first}");
        Refused(city, DatabaseFault.Other, $"UPDATE payable_right SET paid = 1, paid_before = amount WHERE county_code = 980101 AND household_id = {first}");
        Refused(city, DatabaseFault.Reference, $"DELETE FROM acceptance WHERE county_code = 980101 AND household_id = {first}");
        Assert.True(Runs(city, Insert(first, 2, "2029-2030", 100, 60, 40)));
    }

    [Theory, EveryDatabase]
    public void Line_WithoutRightOrInTwoLiveBatches_IsRefused(string kind)
    {
        using var city = FundsCity.Filled(kind, 2);
        PaymentStorageTests.Through(city, 0);
        var (first, batch) = (Id(city, 1), city.Number("SELECT id FROM payment_batch"));
        string Insert(long inBatch, long household, string period, string live) =>
            $"INSERT INTO payment_line ({LineColumns}) VALUES (980101, {inBatch}, {household}, 1, '{period}', 9, 10, 0, 0, {live}, 'x', 0, 1, @p0)";
        Assert.True(Runs(city, $"INSERT INTO payment_batch SELECT county_code, {batch + 1}, programme, region_code, kind, period, state, lines, total, city, hash, notice_from, notice_until, files, proposed_by, checked_by, approved_by, created_at, version, @p0 FROM payment_batch"));

        Refused(city, DatabaseFault.Duplicate, Insert(batch + 1, first, "", "1"));
        Refused(city, DatabaseFault.Reference, Insert(batch + 1, first, "2029-2030", "NULL"));
        Refused(city, DatabaseFault.Reference, Insert(batch + 2, first, "", "NULL"));
        Refused(city, DatabaseFault.Other, Insert(batch + 1, first, "", "2"));
        Refused(city, DatabaseFault.Reference, $"DELETE FROM payable_right WHERE county_code = 980101 AND household_id = {first}");
    }

    [Theory, EveryDatabase]
    public void Books_EntryWithoutCounterpartOrBalanceBelowNothing_IsRefused(string kind)
    {
        using var city = FundsCity.Filled(kind, 1);
        static string Entry(long amount, int debit, int credit) =>
            $"INSERT INTO fund_entry (county_code, id, programme, source, debit, credit, amount, kind, day, document, at, actor, seal) VALUES (980101, 1, 1, 1, {debit}, {credit}, {amount}, 'x', '2026-01-01', 'x', 1, 'x', @p0)";

        Refused(city, DatabaseFault.Other, Entry(5, 2, 2));
        Refused(city, DatabaseFault.Other, Entry(0, 2, 3));
        Refused(city, DatabaseFault.Other, Entry(-5, 2, 3));
        Refused(city, DatabaseFault.Other, "UPDATE fund_balance SET amount = -1 WHERE county_code = 980101 AND account = 2");
    }

    private static long Id(FundsCity city, int number) => long.Parse(city.Household(number), CultureInfo.InvariantCulture);

    private static void Refused(FundsCity city, DatabaseFault fault, string sql)
    {
        var database = city.City.Workplace.Database;
        using var connection = database.Open();
        using var transaction = database.BeginWrite(connection);
        var exception = Assert.ThrowsAny<DbException>(() => Run(connection, transaction, sql));
        Assert.Equal(fault, database.Classify(exception));
    }

    private static bool Runs(FundsCity city, string sql)
    {
        using var connection = city.City.Workplace.Database.Open();
        return Run(connection, null, sql) > 0;
    }

    private static int Run(DbConnection connection, DbTransaction? transaction, string sql) =>
        sql.Contains("@p0", StringComparison.Ordinal) ? connection.Execute(transaction, sql, new byte[16]) : connection.Execute(transaction, sql);
}
