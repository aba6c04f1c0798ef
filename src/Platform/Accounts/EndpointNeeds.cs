using Microsoft.AspNetCore.Builder;

namespace CleanHeating.Platform.Accounts;

/// <summary>What an endpoint asks of its caller; null: nothing, it is open to everybody. An endpoint that says neither is refused to all.</summary>
public sealed record EndpointNeed(Permission? Permission, bool SignedIn);

/// <summary>An endpoint at which a person must act: a program's token won't do.</summary>
public sealed record EndpointOfPersons;

/// <summary>An endpoint that is there even before a due change of the password, or before a second factor that the role must have.</summary>
public sealed record EndpointOfBeginning;

public static class EndpointNeeds
{
    /// <summary>Callers must have signed in themselves; tokens are refused.</summary>
    public static TBuilder OnlyPersons<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointOfPersons());

    /// <summary>There even while a change of the password or a second factor is still due.</summary>
    public static TBuilder FromTheBeginning<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointOfBeginning());

    /// <summary>Callers must hold the permission.</summary>
    public static TBuilder Need<TBuilder>(this TBuilder builder, Permission permission) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointNeed(permission, true));

    /// <summary>Callers must be signed in, in whichever role.</summary>
    public static TBuilder NeedSignIn<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointNeed(null, true));

    /// <summary>Anybody may call: it tells nothing of households or people.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointNeed(null, false));
}
