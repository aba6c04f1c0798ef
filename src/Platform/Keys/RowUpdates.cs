using System.Data;
using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>
/// One statement for many rows, each of which it must meet: in batches where the database takes several statements at once, prepared
/// where it does not.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">Its transaction.</param>
/// <param name="table">Table that the rows are of, for the refusal.</param>
/// <param name="statement">The statement; its parameters are @p0, @p1, …</param>
/// <param name="bytes">Parameters that are bytes, which may be null.</param>
internal sealed class RowUpdates(DbConnection connection, DbTransaction transaction, string table, string statement, IReadOnlySet<int> bytes) : IDisposable
{
    private readonly DbBatch? _batch = connection.CanCreateBatch ? connection.CreateBatch() : null;
    private DbCommand? _command;

    public void Add(long key, object?[] values)
    {
        if (_batch is not null)
        {
            var one = _batch.CreateBatchCommand();
            one.CommandText = statement;
            Set(one.Parameters, one.CreateParameter, values);
            _batch.BatchCommands.Add(one);
            return;
        }

        _command ??= Prepare(values);
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        Require(_command.ExecuteNonQuery(), key);
    }

    /// <summary>Runs what was added.</summary>
    public void Run()
    {
        if (_batch is not { BatchCommands.Count: > 0 })
        {
            return;
        }

        _batch.Transaction = transaction;
        _batch.ExecuteNonQuery();
        foreach (var one in _batch.BatchCommands.Cast<DbBatchCommand>())
        {
            Require(one.RecordsAffected, 0);
        }

        _batch.BatchCommands.Clear();
    }

    public void Dispose()
    {
        _batch?.Dispose();
        _command?.Dispose();
    }

    private DbCommand Prepare(object?[] values)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, statement);
        Set(command.Parameters, command.CreateParameter, values);
        command.Prepare();
        return command;
    }

    private void Set(DbParameterCollection parameters, Func<DbParameter> create, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            if (bytes.Contains(i))
            {
                parameter.DbType = DbType.Binary;
            }

            parameter.Value = values[i] ?? DBNull.Value;
            parameters.Add(parameter);
        }
    }

    // Somebody else wrote the row since it was read.
    private void Require(int met, long key)
    {
        if (met != 1)
        {
            throw new StaleRowException(table, key);
        }
    }
}
