using System.Data.Common;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>One visit of an inspector to one household, and what came of it.</summary>
internal sealed record Inspection
{
    public required int County { get; init; }
    public required long Id { get; init; }
    public required long Household { get; init; }
    public required int Programme { get; init; }

    /// <summary>Place in the household's chain, from 1.</summary>
    public required int Number { get; init; }
    public required string Submission { get; init; }
    public required byte[] RequestHash { get; init; }
    public long? Batch { get; init; }
    public required long InspectorId { get; init; }
    public required string Inspector { get; init; }
    public required string Actor { get; init; }
    public required string Certificate { get; init; }

    /// <summary>When it was done, by the inspector's clock, UTC ticks.</summary>
    public required long At { get; init; }
    public required long ReceivedAt { get; init; }
    public required DateOnly Day { get; init; }
    public required InspectionOutcome Outcome { get; init; }
    public string? Reason { get; init; }

    /// <summary>Code and version of the checklist.</summary>
    public required string Checklist { get; init; }
    public required IReadOnlyList<JudgedAnswer> Answers { get; init; }
    public byte[]? PositionCipher { get; init; }
    public int? PositionAccuracy { get; init; }
    public long? HouseholdSignature { get; init; }
    public long? InspectorSignature { get; init; }
    public required int HouseholdVersion { get; init; }
}

/// <summary>Reads and writes inspections inside a transaction.</summary>
internal sealed class InspectionStore(AcceptanceWork work)
{
    public const string Columns =
        "county_code, inspection_id, household_id, programme, number, submission, request_hash, batch_id, inspector_id, inspector, actor, certificate, at, received_at, day, outcome, reason, checklist, answers, "
        + "position_cipher, position_accuracy, household_signature, inspector_signature, household_version";

    public Inspection? Find(int county, long id) => One("inspection_id = @p1", county, id);

    public Inspection? Submitted(int county, string submission) => One("submission = @p1", county, submission);

    /// <summary>Inspections of a household, oldest first.</summary>
    public List<Inspection> Of(int county, long household) => [.. work.Connection.Query(
        work.Transaction, $"SELECT {Columns} FROM inspection WHERE county_code = @p0 AND household_id = @p1 ORDER BY number", county, household).Select(Read)];

    /// <summary>Latest number of each household of a batch, with its outcome.</summary>
    public Dictionary<long, InspectionOutcome> OutcomesOf(int county, long batch) => work.Connection.Query(
        work.Transaction, "SELECT household_id, outcome FROM inspection WHERE county_code = @p0 AND batch_id = @p1 ORDER BY number", county, batch)
        .Select(r => (Household: r.GetInt64(0), Outcome: (InspectionOutcome)r.GetInt32(1))).GroupBy(r => r.Household).ToDictionary(g => g.Key, g => g.Last().Outcome);

    public void Insert(Inspection i)
    {
        if (!work.Journal.Rows.Insert(
            AcceptanceSeals.Inspection, i.County, i.Id, i.Household, i.Programme, i.Number, i.Submission, i.RequestHash, i.Batch, i.InspectorId, i.Inspector, i.Actor, i.Certificate, i.At, i.ReceivedAt,
            Days.Text(i.Day), (int)i.Outcome, i.Reason, i.Checklist, InspectionJson.Write(i.Answers), i.PositionCipher, i.PositionAccuracy, i.HouseholdSignature, i.InspectorSignature, i.HouseholdVersion))
        {
            throw new StaleRowException(AcceptanceSeals.Inspection.Name, i.Id);
        }
    }

    public static Inspection Read(DbDataReader r) => new()
    {
        County = r.GetInt32(0), Id = r.GetInt64(1), Household = r.GetInt64(2), Programme = r.GetInt32(3), Number = r.GetInt32(4), Submission = r.GetString(5), RequestHash = r.GetFieldValue<byte[]>(6),
        Batch = r.LongOrNull(7), InspectorId = r.GetInt64(8), Inspector = r.GetString(9), Actor = r.GetString(10), Certificate = r.GetString(11), At = r.GetInt64(12), ReceivedAt = r.GetInt64(13),
        Day = Days.Parse(r.GetString(14)), Outcome = (InspectionOutcome)r.GetInt32(15), Reason = r.TextOrNull(16), Checklist = r.GetString(17), Answers = InspectionJson.Read(r.GetString(18)),
        PositionCipher = r.BytesOrNull(19), PositionAccuracy = (int?)r.LongOrNull(20), HouseholdSignature = r.LongOrNull(21), InspectorSignature = r.LongOrNull(22), HouseholdVersion = r.GetInt32(23),
    };

    private Inspection? One(string condition, int county, object value) =>
        work.Connection.Query(work.Transaction, $"SELECT {Columns} FROM inspection WHERE county_code = @p0 AND {condition}", county, value).Select(Read).FirstOrDefault();
}
