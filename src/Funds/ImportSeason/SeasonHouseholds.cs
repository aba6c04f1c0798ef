using System.Data.Common;
using System.Runtime.InteropServices;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>All households of the ledger in order of number, with what season files name them by: utility accounts and persons.</summary>
internal sealed class SeasonHouseholds
{
    /// <summary>No household, or several.</summary>
    public const int Unknown = -1, Ambiguous = -2;

    private readonly List<long> _ids = new(1 << 17);
    private readonly Dictionary<AccountKey, int> _accounts = new(1 << 17);
    private readonly Dictionary<IndexValue, int> _persons = [];

    /// <param name="database">The database.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="programme">Programme.</param>
    /// <param name="persons">Persons that are looked for.</param>
    /// <param name="scope">Places that the importer answers for; households elsewhere are unknown to the files.</param>
    public SeasonHouseholds(IDatabase database, DbConnection connection, int programme, IReadOnlySet<IndexValue> persons, Scope scope)
    {
        using var scan = LedgerHouseholds.Scan(database, connection);
        while (scan.Next())
        {
            if (scan.Long(LedgerHouseholds.Programme) != programme || !(scope.IsAll || (HouseholdId.TryFrom(scan.Long(LedgerHouseholds.Household), out var id) && scope.Covers(id))))
            {
                continue;
            }

            var index = _ids.Count;
            _ids.Add(scan.Long(LedgerHouseholds.Household));
            if (scan.Kind(LedgerHouseholds.UtilityAccount) == StoredKind.Text)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_accounts, AccountKey.Of(scan.Bytes(LedgerHouseholds.UtilityAccount)), out var isThere);
                known = isThere ? Ambiguous : index;
            }

            var person = IndexValue.From(scan.Bytes(LedgerHouseholds.Person));
            if (persons.Contains(person))
            {
                _persons[person] = index;
            }
        }
    }

    public int Count => _ids.Count;

    public ReadOnlySpan<long> Ids => CollectionsMarshal.AsSpan(_ids);

    public int OfAccount(AccountKey account) => _accounts.GetValueOrDefault(account, Unknown);

    public int OfPerson(IndexValue person) => _persons.GetValueOrDefault(person, Unknown);

    /// <summary>Position of a household; negative where it is none of these.</summary>
    public int PositionOf(long household) => Ids.BinarySearch(household);
}
