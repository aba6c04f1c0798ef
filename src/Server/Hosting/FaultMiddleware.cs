using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.Hosting;

/// <summary>Turns a broken machine into a clear refusal, and a bug into a number that the log explains.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next, Workplace workplace, LimitSettings limits, ILogger<FaultMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var error = ErrorOf(exception);
            if (error.Code == "internal-error")
            {
                LogFault(log, error.Args[0], context.Request.Path, exception);
            }

            context.Response.Clear();
            await context.Problem(workplace.Texts, error).ExecuteAsync(context);
        }
    }

    private Error ErrorOf(Exception exception) => exception switch
    {
        JournalMovedException => new Error("version-conflict"),
        BrokenSealException broken => new Error("row-tampered", null, broken.Table, broken.Key),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Error("upload-too-large", null, limits.UploadMegabytes.ToString(CultureInfo.InvariantCulture)),
        BadHttpRequestException bad => new Error("request-invalid", null, bad.Message),
        _ => DatabaseFaults.ErrorOf(workplace.Database, exception) ?? Unexpected(),
    };

    private Error Unexpected() => new("internal-error", null, workplace.Ids.Next().ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Number} at {Path}")]
    private static partial void LogFault(ILogger log, string number, string path, Exception exception);
}
