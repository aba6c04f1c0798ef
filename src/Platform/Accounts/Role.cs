namespace CleanHeating.Platform.Accounts;

/// <summary>What a person is in the programme. A role says what may be done; the region beside it says where.</summary>
public enum Role
{
    /// <summary>The city's clean-heating office: runs the programme.</summary>
    CityOffice,

    /// <summary>A city leader answerable for counties (annex 3): reads own counties.</summary>
    CityLeader,

    /// <summary>Supervisor of a city department (annex 3): reads and supervises own counties.</summary>
    Department,
    CountyOffice,
    Township,
    Village,

    /// <summary>A firm: sees the households of its own contracts, told by its credit code.</summary>
    Enterprise,
    Inspector,
    Finance,

    /// <summary>Reads everything, changes nothing; third of the three administrators.</summary>
    Audit,

    /// <summary>A gas, power or heat company: uploads of its own.</summary>
    Utility,

    /// <summary>Accounts, jobs and backups; no business data.</summary>
    SystemAdministrator,

    /// <summary>The journal and its proof; no business data.</summary>
    SecurityOfficer,
}
