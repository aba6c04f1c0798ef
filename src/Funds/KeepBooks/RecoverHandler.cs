using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.KeepBooks;

/// <summary>Enters money that a household gave back on a claim: claim, right and books change together.</summary>
public sealed class RecoverHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<string> Recover(string? county, string? claim, long fen, string? day, string? document)
    {
        var paper = KeepBooksHandler.Paper(fen, day, document);
        return !paper.IsOk ? Result<string>.Fail(paper.Errors)
            : new FundsAct(workplace, programmes).Run(county, Permission.KeepBooks, "claim-recover", null, (work, code) => Recover(work, code, claim, fen, paper.Value));
    }

    private static Result<string> Recover(FundsWork work, int county, string? claim, long fen, EntryPaper paper)
    {
        if (!long.TryParse(claim, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || work.Rows.Find(FundsSeals.RecoveryClaim, county, id) is not { } row
            || !HouseholdId.TryFrom(row.Long("household_id"), out var household) || !work.Scope.Covers(household))
        {
            return new Error("claim-unknown", null, claim ?? "");
        }

        var owed = row.Long("amount") - row.Long("recovered");
        if (!LifeCycles.Claim.Allows((ClaimState)row.Long("state"), ClaimTrigger.Recover) || fen > owed)
        {
            return new Error("claim-amount", new ErrorPlace(Path: "amount_fen"), new Money(owed).ToString());
        }

        var right = work.Rows.Find(FundsSeals.Right, county, household.Value, row.Long("kind"), row.Text("period"))!;
        var before = RightRows.Read(right);
        if (Enter(new Books(work, county), before, fen, paper with { Household = household.Value }) is { } refused)
        {
            return refused;
        }

        work.Rows.Update(row, ("recovered", row.Long("recovered") + fen), ("version", row.Long("version") + 1));
        work.Journal.Append(county, "recovered", FundsSeals.RecoveryClaim.Name, id, id, (int)row.Long("version") + 1, string.Create(CultureInfo.InvariantCulture, $$"""{"amount":{{fen}}}"""));
        var after = before.Recover(fen);
        var writer = new RightWriter(work, county);
        writer.Change(new ReadRight(before, right), after);
        writer.Write("recovered");
        new RightEffects(work, county).Claim(after);
        return id.ToString(CultureInfo.InvariantCulture);
    }

    // What this system had paid goes back to whose money it was; what was paid outside comes in as the county's.
    private static Error? Enter(Books books, PayableRight right, long fen, EntryPaper paper)
    {
        var (inside, city) = right.OfRecovered(fen);
        return books.Enter(EntryKinds.Recover, FundSource.City, city, paper) ?? books.Enter(EntryKinds.Recover, FundSource.County, inside - city, paper)
            ?? books.Enter(EntryKinds.RecoverOutside, FundSource.County, fen - inside, paper);
    }
}
