using System.Data.Common;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Verification;

/// <summary>A connection that sees one unmoving picture of the database.</summary>
public sealed record Picture(DbConnection Connection, DbTransaction Transaction);

/// <summary>
/// Several connections that see one and the same unmoving picture of the database, while others go on writing. Every change moves the head
/// of a journal forward, so pictures in which the heads' numbers add up to the same are the same.
/// </summary>
public sealed class Pictures : IDisposable
{
    private const int Attempts = 100;
    private readonly List<Picture> _open = [];

    public Pictures(IDatabase database, int count)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reached = Enumerable.Range(0, count).Select(_ => Open(database)).ToHashSet();
            if (reached.Count == 1)
            {
                return;
            }

            Dispose();
            if (attempt == Attempts)
            {
                throw new InvalidOperationException("The database changes too fast to be looked at by two at once.");
            }
        }
    }

    public IReadOnlyList<Picture> All => _open;

    public void Dispose()
    {
        foreach (var (connection, transaction) in _open)
        {
            transaction.Dispose();
            connection.Dispose();
        }

        _open.Clear();
    }

    // A picture begins with what is first read.
    private long Open(IDatabase database)
    {
        var connection = database.Open();
        var transaction = database.BeginRead(connection);
        _open.Add(new Picture(connection, transaction));
        return connection.ScalarLong(transaction, "SELECT CAST(SUM(number) AS BIGINT) FROM journal_head") ?? 0;
    }
}
