namespace CleanHeating.Server.SignIn;

/// <summary>Ways to sign in.</summary>
/// <param name="Password">Whether name and password are taken.</param>
/// <param name="Oauth">Name of the office's own identity service; null without one.</param>
/// <param name="DemoRoles">Roles that the demonstration lets in without a password; empty outside it.</param>
/// <param name="SetUpNeeded">Whether there are no accounts yet: the server has printed a link.</param>
public sealed record WaysAnswer(bool Password, string? Oauth, IReadOnlyList<string> DemoRoles, bool SetUpNeeded);

public sealed record SignInRequest(string? Name, string? Password);

public sealed record SecondStepRequest(string? Ticket, string? Code);

public sealed record DemoRequest(string? Role);

/// <summary>How a sign-in went on.</summary>
/// <param name="State">signed-in, or second-step: a code from the device is asked for.</param>
/// <param name="Ticket">What the second step sends with the code.</param>
public sealed record SignInState(string State, string? Ticket);

public sealed record LinkRequest(string? Token);

/// <summary>What a one-time link is for.</summary>
/// <param name="Kind">set-up or password.</param>
/// <param name="Name">Account whose password it sets.</param>
/// <param name="MinPasswordLength">Fewest characters of a password.</param>
public sealed record LinkAnswer(string Kind, string? Name, int MinPasswordLength);

public sealed record LinkPasswordRequest(string? Token, string? Password);

/// <summary>One of the first accounts.</summary>
public sealed record FirstAccountRequest(string? Name, string? DisplayName, string? StaffNumber);

/// <summary>Makes the first accounts.</summary>
public sealed record SetUpRequest(string? Token, FirstAccountRequest? Administrator, string? Password, FirstAccountRequest? SecurityOfficer, FirstAccountRequest? CityOffice);

/// <summary>An account with the one-time link with which its owner sets a password.</summary>
public sealed record NewAccountLink(string Name, string Role, string Link);

public sealed record SetUpState(IReadOnlyList<NewAccountLink> Links);
