using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.SignIn;

/// <summary>Writes from time to time when sessions and tokens were last used, and removes what has run out.</summary>
internal sealed partial class SessionKeeping(Workplace workplace, Sessions sessions, Tokens tokens, ILogger<SessionKeeping> log) : BackgroundService
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
        catch (Exception exception)
        {
            // Neither a database that is gone nor a row that somebody meddled with is a reason to stop the server: requests say so themselves.
            LogNotKept(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Last uses of sessions and tokens could not be written; they will be tried again")]
    private static partial void LogNotKept(ILogger log, Exception exception);
}
