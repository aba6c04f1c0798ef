namespace CleanHeating.Platform.Verification;

/// <summary>What a room proves of a county's rows beyond their seals: sums that must agree, tables that follow from others.</summary>
public interface ICountyProof
{
    /// <summary>Tables that carry no seal because this proves them: counties are looked for in them too.</summary>
    IReadOnlyList<string> DerivedTables { get; }

    /// <summary>Looks at one county (0: the city) and names what does not agree.</summary>
    /// <returns>Rows looked at that no seal covers.</returns>
    long Run(Picture picture, int county, Action<Broken> broken);
}
