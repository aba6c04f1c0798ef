using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Keys;

/// <summary>Keys turn: what is stored can be read and verified at every moment, and in the end nothing needs the old keys.</summary>
public sealed class KeyTurningTests
{
    public static TheoryData<string, CipherSuite, CipherSuite> Turns => new(
        from kind in TestDatabases.Kinds
        from turn in new[] { (CipherSuite.Aes, CipherSuite.Aes), (CipherSuite.Aes, CipherSuite.National), (CipherSuite.National, CipherSuite.Aes) }
        select new TheoryDataRow<string, CipherSuite, CipherSuite>(kind, turn.Item1, turn.Item2));

    [Theory, MemberData(nameof(Turns))]
    public void Renew_AfterRotate_NothingNeedsTheOldKeys(string kind, CipherSuite before, CipherSuite after)
    {
        using var city = new KeyedCity(kind, before);
        var hash = Secret.Hash(city.Workplace.Keys, "token", "a secret that was handed out");
        var old = city.Under(1);
        Assert.True(old is { Values: > 80, Rows: > 30, Entries: > 5, Jobs: 2, Newest: true });

        Assert.Equal(new RotateAnswer(2, after.Code()), city.Keys.Rotate(after).Value);
        Assert.Empty(city.Verify().Broken);
        var answer = city.Renew();
        Assert.Empty(city.Verify().Broken);
        city.Clock.Move(TimeSpan.FromHours(2));
        Assert.Equal(1, city.Keys.Retire(1).Value.Left);

        Assert.Equal((2, 5, old.Values, 1L, 0L), (answer.Generation, answer.Counties, answer.Values, answer.Jobs, answer.Left));
        Assert.Equal([2], city.Keys.List().Generations.Select(g => g.Number));
        Assert.Equal((old.Values, old.Rows, old.Jobs), (city.Under(2).Values, city.Under(2).Rows, city.Under(2).Jobs));
        Assert.Empty(city.Verify().Broken);
        city.AssertReadable();
        Assert.Equal(hash, Secret.Hash(KeyRing.OpenOrCreate(city.Workplace.Folder), "token", "a secret that was handed out"));
        city.Import("二");
        Assert.Empty(city.Verify().Broken);
    }

    [Theory, EveryDatabase]
    public void Rotate_WithoutRenew_OldAndNewValuesStandBesideEachOther(string kind)
    {
        using var city = new KeyedCity(kind);
        var before = city.Under(1).Values;

        city.Keys.Rotate(CipherSuite.National);
        city.Import("二");

        Assert.True(city.Under(1).Values < before && city.Under(2).Values > 0);
        Assert.Empty(city.Verify().Broken);
        city.AssertReadable();
        Assert.Equal(city.Under(1).Values, city.Renew().Values);
        Assert.Empty(city.Verify().Broken);
    }

    [Theory, EveryDatabase]
    public void Renew_EndedBetweenTwoCounties_GoesOnThere(string kind)
    {
        using var city = new KeyedCity(kind);
        city.Keys.Rotate(null);
        var stopped = new RenewHandler(city.Workplace) { CountyDone = county => throw new OperationCanceledException(county.ToString(null, null)) };

        Assert.Throws<OperationCanceledException>(() => stopped.Run());

        Assert.Empty(city.Verify().Broken);
        city.AssertReadable();
        Assert.True(city.Under(1).Rows > 0 && city.Under(2).Rows > 0);
        city.Import("二");
        Assert.Empty(city.Verify().Broken);
        Assert.Equal(4, city.Renew().Counties);
        Assert.Equal((0L, 0L, 0L, 0L), (city.Under(1).Values, city.Under(1).Rows, city.Under(1).Entries, city.Under(1).Jobs));
        Assert.Equal(0, city.Renew().Counties);
        Assert.Empty(city.Verify().Broken);
    }

    [Theory, EveryDatabase]
    public void Renew_KeysTurnAgainMeanwhile_GoesOnAndTheNextTakesTheRest(string kind)
    {
        using var city = new KeyedCity(kind);
        city.Keys.Rotate(CipherSuite.National);
        var turned = 0;

        var first = new RenewHandler(city.Workplace)
        {
            CountyDone = _ =>
            {
                if (turned++ == 1)
                {
                    city.Keys.Rotate(null);
                    city.Import("二");
                }
            },
        }.Run().Value;

        Assert.Equal((2, 0L), (first.Generation, first.Left));
        Assert.True(city.Under(2).Rows > 0 && city.Under(3).Values > 0);
        Assert.Empty(city.Verify().Broken);
        Assert.Equal((3, 0L), (city.Renew().Generation, city.Under(2).Values));
        Assert.Empty(city.Verify().Broken);
        city.AssertReadable();
    }

    [Theory, EveryDatabase]
    public void Renew_WhileAnotherRenews_IsRefused(string kind)
    {
        using var city = new KeyedCity(kind);
        city.Keys.Rotate(null);
        string? other = null;

        new RenewHandler(city.Workplace) { CountyDone = _ => other = new RenewHandler(city.Workplace).Run().Errors[0].Code }.Run();

        Assert.Equal("keys-renewing", other);
    }

    [Theory, EveryDatabase]
    public void Retire_WhatIsStillNeeded_IsRefusedWithHowMuch(string kind)
    {
        using var city = new KeyedCity(kind);
        Assert.Equal("keys-newest", city.Keys.Retire(1).Errors[0].Code);
        city.Keys.Rotate(null);
        Assert.Equal("keys-unknown", city.Keys.Retire(7).Errors[0].Code);

        var refused = city.Keys.Retire(1).Errors[0];
        var under = city.Under(1);
        city.Renew();
        var early = city.Keys.Retire(1).Errors[0].Code;
        string? importing;
        using (city.Workplace.Database.TryAcquireLease("ledger-import"))
        {
            importing = city.Keys.Retire(1).Errors[0].Code;
        }

        Assert.Equal(("keys-in-use", "1"), (refused.Code, refused.Args[0]));
        Assert.Equal(new[] { under.Values, under.Rows, under.Entries, under.Jobs }.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), refused.Args.Skip(1).Select(a => a?.ToString()));
        Assert.Equal(("keys-too-soon", "import-running"), (early, importing));
        Assert.True(city.Workplace.Keys.Has(1));
    }

    [Theory, EveryDatabase]
    public void Rotate_OlderCopyOfTheRingPutBack_IsRefusedUntilTheNewestIsThere(string kind)
    {
        using var city = new KeyedCity(kind);
        var ring = KeyRing.PathIn(city.Workplace.Folder);
        var old = File.ReadAllBytes(ring);
        city.Keys.Rotate(null);
        city.Renew();
        var newest = File.ReadAllBytes(ring);

        File.WriteAllBytes(ring, old);
        var late = city.Workplace with { Keys = KeyRing.OpenOrCreate(city.Workplace.Folder) };
        var refused = new[] { new KeysHandler(late).Rotate(null).Errors[0].Code, new RenewHandler(late).Run().Errors[0].Code };
        var shown = new KeysHandler(late).List().Generations.Select(g => (g.Number, g.Held));
        File.WriteAllBytes(ring, newest);

        Assert.Equal(["keys-lost", "keys-lost"], refused);
        Assert.Equal([(1, true), (2, false)], shown);
        Assert.Equal(3, new KeysHandler(late).Rotate(null).Value.Generation);
        Assert.Empty(KeyedCity.Verify(late).Broken);
    }

    [Theory, EveryDatabase]
    public void Read_RowsThatAnotherServerHasJustRenewed_AreBelieved(string kind)
    {
        using var city = new KeyedCity(kind);
        using var connection = city.Workplace.Database.Open();
        for (var turn = 0; turn < 3; turn++)
        {
            var other = city.Workplace with { Keys = KeyRing.OpenOrCreate(city.Workplace.Folder) };
            city.Keys.Rotate(turn == 1 ? CipherSuite.National : CipherSuite.Aes);
            city.Renew();

            Assert.Equal(KeyedCity.SecondFactor, AccountRows.Query(connection, null, other.Keys, "").Single().AuthenticatorKey);
        }
    }

    [Theory, EveryDatabase]
    public void Journal_OfTheCity_SaysWhoTurnedTheKeys(string kind)
    {
        using var city = new KeyedCity(kind);
        city.Keys.Rotate(CipherSuite.National);
        city.Renew();
        city.Clock.Move(TimeSpan.FromHours(2));
        city.Keys.Retire(1);

        using var connection = city.Workplace.Database.Open();
        var acts = connection.Query(null, "SELECT action, target, first_key FROM journal_entry WHERE county_code = 0 AND process = 'keys' ORDER BY number").Select(r => (r.GetString(0), r.GetString(1), r.GetInt64(2)));

        Assert.Equal([("rotated", "key_ring", 2L), ("renewed", "journal_head", 0L), ("retired", "key_ring", 1L)], acts);
    }

    [Theory, EveryDatabase]
    public void Renew_JobThatWasMeddledWith_StaysRefused(string kind)
    {
        using var city = new KeyedCity(kind);
        city.Keys.Rotate(null);
        using var connection = city.Workplace.Database.Open();
        connection.Execute(null, "UPDATE job SET scope = '{\"regions\":[\"980102\"]}'");

        city.Renew();

        Assert.False(JobSeal.IsSound(connection.Query(null, $"SELECT {JobRecord.Columns} FROM job").Select(JobRecord.Read).Single(), city.Workplace.Keys));
        Assert.Equal(0, city.Under(1).Jobs);
    }

    [Theory, EveryDatabase]
    public void Renew_DatabaseThatWasMeddledWith_BlessesNothing(string kind)
    {
        foreach (var meddling in (string[])
        [
            "UPDATE household SET paid = paid + 1 WHERE household_id = (SELECT MIN(household_id) FROM household)",
            "DELETE FROM household WHERE household_id = (SELECT MIN(household_id) FROM household)",
            "DELETE FROM quarantined_row WHERE fingerprint = (SELECT fingerprint FROM quarantined_row ORDER BY fingerprint LIMIT 1)",
            "UPDATE account SET role = 'system-administrator'",
            "UPDATE journal_entry SET actor = 'nobody' WHERE county_code = 980101 AND number = 2",
            "DELETE FROM journal_entry WHERE county_code = 980101 AND number = 2",
            "UPDATE journal_head SET number = number + 1 WHERE county_code = 980101",
        ])
        {
            using var city = new KeyedCity(kind);
            city.Keys.Rotate(null);
            using var connection = city.Workplace.Database.Open();
            Assert.Equal(1, connection.Execute(null, meddling));
            var broken = city.Verify().Broken;

            var refused = new RenewHandler(city.Workplace).Run();

            Assert.NotEmpty(broken);
            Assert.True(!refused.IsOk && refused.Errors[0].Code == "row-tampered", meddling);
            Assert.Equal(broken.Order(Comparer<Platform.Verification.Broken>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))).Select(b => b.ToString()), city.Verify().Broken.Select(b => b.ToString()).Order(StringComparer.Ordinal));
        }
    }

    [Theory, EveryDatabase]
    public void Ciphers_EveryColumnOfTheModel_IsRenewed(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        var columns = context.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => $"{Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(e)}.{Microsoft.EntityFrameworkCore.RelationalPropertyExtensions.GetColumnName(p)}"))
            .Where(c => c.EndsWith("_cipher", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(columns, database.SealedTables.SelectMany(t => t.Ciphers.Select(c => $"{t.Name}.{c.Column}")).Order(StringComparer.Ordinal));
    }
}
