using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CleanHeating.Funds.Data;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Exports;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>A bank file as it was made.</summary>
public sealed record TakenFile(string Name, byte[] Content);

/// <summary>Hands out a bank file. It holds accounts in clear, so who took it is written down before anybody has it.</summary>
public sealed class BankFileHandler(Workplace workplace, ProgrammeStore programmes)
{
    private static readonly JsonSerializerOptions JournalNames = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Result<TakenFile> Take(string? key, int number)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        return BatchKey.Parse(key) is not { } batchKey ? new Error("payment-unknown", null, key ?? "") : Repeating.Run<Result<TakenFile>>(workplace.Database, () =>
        {
            using var work = FundsWork.Write(workplace, programme, batchKey.County, "bank-file-taken");
            if (!work.Caller.May(Permission.ApprovePayments) || new BatchStore(work).Find(batchKey) is null || work.Rows.Find(FundsSeals.BankFile, batchKey.County, batchKey.Id, number) is not { } row)
            {
                return new Error("payment-unknown", null, $"{batchKey} {number.ToString(CultureInfo.InvariantCulture)}");
            }

            using var cipher = new FieldCipher(workplace.Keys);
            var content = Convert.FromBase64String(cipher.Decrypt(PersonalField.BankFile, row.Bytes("content_cipher")));
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != row.Text("hash"))
            {
                return new Error("row-tampered", null, FundsSeals.BankFile.Name, batchKey.ToString());
            }

            var record = new ExportRecord(
                JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["batch"] = batchKey.ToString(), ["file"] = number.ToString(CultureInfo.InvariantCulture) }), row.Long("lines"),
                [.. work.Policy.Plan.Bank.Columns.Select(c => c.Field)], row.Text("hash")!, null);
            work.Journal.Append(batchKey.County, ExportRecord.Revealed, FundsSeals.BankFile.Name, batchKey.Id, batchKey.Id, number, JsonSerializer.Serialize(record, JournalNames));
            work.Commit();
            return new TakenFile(row.Text("name")!, content);
        });
    }
}
