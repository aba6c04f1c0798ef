using Microsoft.AspNetCore.Builder;

namespace CleanHeating.Platform.Accounts;

/// <summary>What an endpoint asks of its caller; null: nothing, it is open to everybody. An endpoint that says neither is refused to all.</summary>
public sealed record EndpointNeed(Permission? Permission, bool SignedIn);

public static class EndpointNeeds
{
    /// <summary>Callers must hold the permission.</summary>
    public static TBuilder Need<TBuilder>(this TBuilder builder, Permission permission) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointNeed(permission, true));

    /// <summary>Callers must be signed in, in whichever role.</summary>
    public static TBuilder NeedSignIn<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointNeed(null, true));

    /// <summary>Anybody may call: it tells nothing of households or people.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointNeed(null, false));
}
