namespace CleanHeating.Platform.Accounts;

/// <summary>Who acts, in which role, and which rows that lets them see.</summary>
/// <param name="Actor">Name that the journal writes: an account's name, or the operating system's user of a command line.</param>
/// <param name="Role">Role; null for a person at the machine itself and for the system, who are bound by nothing but the operating system.</param>
/// <param name="Scope">Rows that are seen.</param>
/// <param name="OnBehalfOf">For whom, where that is somebody else.</param>
public sealed record Caller(string Actor, Role? Role, Scope Scope, string? OnBehalfOf = null)
{
    /// <summary>Nobody: sees nothing, may do nothing. What a request is until its account is known.</summary>
    public static readonly Caller Nobody = new("", null, Scope.Nothing);

    /// <summary>A person at the machine: whoever can read the data folder has everything anyway.</summary>
    public static Caller Machine(string user) => new(user, null, Scope.All);

    /// <summary>Whether this is anybody.</summary>
    public bool IsKnown => Actor.Length > 0;

    /// <summary>Part of the role's permissions that a program's token has; null: all of them.</summary>
    public IReadOnlySet<Permission>? Granted { get; init; }

    public bool May(Permission permission) => IsKnown && (Role is not { } role || RolePermissions.Has(role, permission)) && (Granted?.Contains(permission) ?? true);
}

/// <summary>Tells who acts at this moment.</summary>
public interface ICallerSource
{
    Caller Current { get; }
}

/// <summary>One and the same caller: a command line, a job, a test.</summary>
public sealed class FixedCaller(Caller caller) : ICallerSource
{
    public Caller Current => caller;
}

/// <summary>The caller of the request or job that runs; nobody where none was named.</summary>
public sealed class CurrentCaller : ICallerSource
{
    private readonly AsyncLocal<Caller?> _caller = new();

    public Caller Current => _caller.Value ?? Caller.Nobody;

    /// <summary>Names who acts until the end of the current flow of work.</summary>
    public void Set(Caller caller) => _caller.Value = caller;
}
