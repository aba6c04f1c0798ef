namespace CleanHeating.Delivery.Domain;

/// <summary>What a file belongs to.</summary>
internal enum FileSubject
{
    Project = 1,
    Firm = 2,
    Device = 3,
}
