using System.Data.Common;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using Microsoft.Extensions.Hosting;

namespace CleanHeating.Server.SignIn;

/// <summary>Writes from time to time when sessions and tokens were last used, and removes what has run out.</summary>
internal sealed class SessionKeeping(Workplace workplace, Sessions sessions, Tokens tokens) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, workplace.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Keep();
            }
        }
        catch (OperationCanceledException)
        {
            Keep();
        }
    }

    // What can't be written now is written at the next turn; until then it is known here.
    private void Keep()
    {
        try
        {
            sessions.Keep();
            tokens.Keep();
        }
        catch (DbException exception) when (workplace.Database.Classify(exception) is not Platform.Storage.DatabaseFault.Other)
        {
            // Busy, full or gone: requests say so themselves.
        }
    }
}
