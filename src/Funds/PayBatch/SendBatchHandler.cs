using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>Makes the file for the bank: the first of all lines, later ones of what came back and was corrected in the ledger.</summary>
public sealed class SendBatchHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Makes the first file.</summary>
    public Result<BatchKey> Send(string? key, int version, CultureInfo culture) => new BatchAct(workplace, programmes, culture).Run(
        key, version, BatchTrigger.Send, null, (work, store, batch) => Make(work, store, batch, store.SoundLines(batch.Key, " AND state = 0"), EntryKinds.Send, culture));

    /// <summary>Makes another file of the lines that came back and whose payee or account the ledger now says otherwise.</summary>
    public Result<BatchKey> Resend(string? key, int version, CultureInfo culture) => new BatchAct(workplace, programmes, culture).Run(key, version, BatchTrigger.Resend, null, (work, store, batch) =>
    {
        var households = new LedgerHouseholds(work.Connection, work.Transaction, work.Scope);
        var corrected = store.SoundLines(batch.Key, " AND state = 3").Select(l => Corrected(l, households)).OfType<ReadLine>().ToList();
        return Make(work, store, batch, corrected, EntryKinds.Resend, culture);
    });

    private static ReadLine? Corrected(ReadLine line, LedgerHouseholds households)
    {
        if (!HouseholdId.TryFrom(line.Line.Right.Household, out var id) || households.Find(id) is not { AccountCipher: not null } now)
        {
            return null;
        }

        var isSame = now.Head == line.Line.Payee && now.AccountIndex.AsSpan().SequenceEqual(line.Line.AccountIndex);
        return isSame ? null : line with { Line = line.Line with { Payee = now.Head, AccountCipher = now.AccountCipher, AccountIndex = now.AccountIndex } };
    }

    private Result<PaymentBatch> Make(FundsWork work, BatchStore store, PaymentBatch batch, List<ReadLine> lines, EntryKind entry, CultureInfo culture)
    {
        if (lines.Count == 0)
        {
            return new Error("payment-nothing-to-send");
        }

        var number = batch.Files + 1;
        using var cipher = new FieldCipher(workplace.Keys);
        var format = new BankFiles(work.Policy.Plan.Bank);
        var purpose = workplace.Texts.Get("subsidy." + RightKinds.Word(batch.Kind), Platform.Texts.TextCatalog.Chinese) + batch.Period;
        var content = format.Write(lines.OrderBy(l => l.Line.Number).Select((l, i) => new BankPayment(
            i + 1, l.Line.Reference, l.Line.Payee, cipher.Decrypt(PersonalField.Account, l.Line.AccountCipher), l.Line.Amount, purpose, RightDay.Text(work.Today))));
        Keep(work, batch, number, BankFileName(batch, number, format), content, lines.Count, lines.Sum(l => l.Line.Amount), cipher);
        store.ChangeLines(batch.Key.County, lines.ConvertAll(l => (l, l.Line with { State = LifeCycles.Line.Next(l.Line.State, LineTrigger.Send).Value, File = number, Reason = null })));
        foreach (var (source, fen) in BatchMoney.Split(lines.Sum(l => l.Line.City), lines.Sum(l => l.Line.Amount - l.Line.City)))
        {
            if (new Books(work, batch.Key.County).Enter(entry, source, fen, new EntryPaper(work.Today, batch.Key.ToString(), batch.Key.Id)) is { } refused)
            {
                return refused;
            }
        }

        return batch with { Files = number };
    }

    /// <summary>Keeps a bank file as it went out or came in, encrypted: it holds accounts.</summary>
    internal static string Keep(FundsWork work, PaymentBatch batch, int number, string name, byte[] content, int lines, long total, FieldCipher cipher)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        work.Rows.Insert(
            FundsSeals.BankFile, batch.Key.County, batch.Key.Id, number, work.Process.At, work.Process.Actor, name, lines, total, hash, cipher.Encrypt(PersonalField.BankFile, Convert.ToBase64String(content)));
        work.Journal.Append(batch.Key.County, number > 0 ? "bank-file" : "bank-answer", FundsSeals.BankFile.Name, batch.Key.Id, batch.Key.Id, Math.Abs(number), string.Create(
            CultureInfo.InvariantCulture, $$"""{"lines":{{lines}},"total":{{total}},"sha256":"{{hash}}"}"""));
        return hash;
    }

    private static string BankFileName(PaymentBatch batch, int number, BankFiles format) => string.Create(CultureInfo.InvariantCulture, $"{batch.Key}-{number}{format.Extension}");
}
