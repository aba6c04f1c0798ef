using System.Data;
using System.Data.Common;

// What a Domain namespace must never hold; the checker is shown to find it.
#pragma warning disable IDE0130
namespace CleanHeating.MadeUp.Domain;

internal sealed class InField
{
    public readonly List<DbConnection?> Connections = [];
}

internal static class InSignature
{
    public static bool Has(IDbCommand[]? commands) => commands is not null;
}

internal static class InBody
{
    public static object? Make() => DBNull.Value.Equals(null) ? null : new DataTable();
}

internal static class InLambda
{
    public static Func<string, object> Make() => name => DbProviderFactories.GetFactory(name);
}

internal static class Innocent
{
    public static string Name => "System.Data";
}
