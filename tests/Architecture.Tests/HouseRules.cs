namespace CleanHeating.Architecture.Tests;

/// <summary>Which project may use which. There are no exemptions.</summary>
internal static class HouseRules
{
    /// <summary>The rooms in the order of the house; a room may use those before it.</summary>
    public static readonly string[] Rooms =
        ["Kernel", "Platform", "Programme", "Ledger", "Planning", "Delivery", "Acceptance", "Funds", "Season", "Supervision"];

    /// <summary>A room's pure part that stands as an assembly of its own: it uses the Kernel alone, and is used by its room and those after it.</summary>
    private const string Optimiser = "Planning.Optimiser";

    private static readonly string[] Hosts = ["Server", "Cli"];

    /// <summary>Why <paramref name="from"/> may not use <paramref name="to"/>; null when it may.</summary>
    public static string? Objection(string from, string to)
    {
        if (!IsKnown(from))
        {
            return $"{from} has no place in the house";
        }

        if (!IsKnown(to))
        {
            return $"{from} uses {to}, which has no place in the house";
        }

        return MayUse(from, to) ? null : $"{from} may not use {to}";
    }

    public static bool IsKnown(string project) => Rooms.Contains(project) || project == Optimiser || IsStorage(project) || Hosts.Contains(project);

    public static bool IsStorage(string project) => project.StartsWith("Storage.", StringComparison.Ordinal);

    /// <summary>Objections to all arrows of the product's projects, their packages and their other ways into each other.</summary>
    public static IEnumerable<string> Objections(IEnumerable<Project> projects)
    {
        foreach (var project in projects)
        {
            foreach (var objection in project.Uses.Select(used => Objection(project.Name, used)).OfType<string>())
            {
                yield return objection;
            }

            if (!IsKnown(project.Name))
            {
                yield return $"{project.Name} has no place in the house";
            }

            if (project.Name == "Kernel" && project.Packages.Count > 0)
            {
                yield return $"Kernel has packages: {string.Join(", ", project.Packages)}";
            }

            foreach (var binary in project.Binaries)
            {
                yield return $"{project.Name} references the file {binary}";
            }

            // Source taken from another project is an arrow that no compiler shows; the two dialects share their list of rooms.
            foreach (var source in project.LinkedFrom.Where(source => !(IsStorage(project.Name) && IsStorage(source))))
            {
                yield return $"{project.Name} compiles source of {source}";
            }

            foreach (var friend in project.Friends.Where(friend => !friend.EndsWith(".Tests", StringComparison.Ordinal) && friend != "CleanHeating.Bench"))
            {
                yield return $"{project.Name} shows its internals to {friend}";
            }
        }
    }

    private static bool MayUse(string from, string to) => from switch
    {
        "Cli" => to != "Cli",
        "Server" => !Hosts.Contains(to),
        Optimiser => to == "Kernel",
        _ when to == Optimiser => Array.IndexOf(Rooms, from) >= Array.IndexOf(Rooms, "Planning"),
        _ when IsStorage(from) => Rooms.Contains(to),
        _ => Rooms.Contains(to) && Array.IndexOf(Rooms, to) < Array.IndexOf(Rooms, from),
    };
}
