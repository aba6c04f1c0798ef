using System.Data.Common;
using CleanHeating.Kernel;

namespace CleanHeating.Platform.Storage;

/// <summary>The database, or the place it is to be in, can't be used as it is; the refusal says what to do. Never names a password.</summary>
public sealed class StorageRefusedException(Error error, Exception? inner = null) : Exception(error.ToString(), inner)
{
    public Error Error => error;
}

/// <summary>Tells a broken machine from a bug: the refusal that a fault of database or disk is answered with.</summary>
public static class DatabaseFaults
{
    // What the systems call it when no space is left: ENOSPC; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] NoSpace = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>The refusal; null where the exception is neither the database's nor the disk's fault.</summary>
    public static Error? ErrorOf(IDatabase? database, Exception exception)
    {
        // Libraries wrap what happened; the cause lies inside.
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            var error = cause switch
            {
                StorageRefusedException refused => refused.Error,
                DbException fault when database is not null => ErrorOf(database.Classify(fault)),
                IOException io when NoSpace.Contains(io.HResult) => new Error("database-full"),
                _ => null,
            };
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private static Error? ErrorOf(DatabaseFault fault) => fault switch
    {
        DatabaseFault.Busy => new Error("database-busy"),
        DatabaseFault.Full => new Error("database-full"),
        DatabaseFault.Unreachable => new Error("database-unreachable"),
        DatabaseFault.Duplicate => new Error("version-conflict"),
        _ => null,
    };
}
