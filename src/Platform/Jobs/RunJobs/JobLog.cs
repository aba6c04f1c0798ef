using Microsoft.Extensions.Logging;

namespace CleanHeating.Platform.Jobs.RunJobs;

/// <summary>What the log says of jobs: ids and kinds, never people.</summary>
internal static partial class JobLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} ({Kind}) failed")]
    public static partial void Failed(ILogger log, long job, string kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} ({Kind}) could not go on and will be taken up again")]
    public static partial void Postponed(ILogger log, long job, string kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server {Server} is silent; its job {Job} is interrupted")]
    public static partial void Lapsed(ILogger log, long job, string? server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} was taken over by another server and is given up here")]
    public static partial void Lost(ILogger log, long job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of job {Job} could not be written yet")]
    public static partial void BeatFailed(ILogger log, long job, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs could not be looked for")]
    public static partial void LookFailed(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The schedule of {Kind} was changed behind the software's back and begins nothing")]
    public static partial void ScheduleMeddled(ILogger log, string kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Regular work could not be begun yet")]
    public static partial void ClockFailed(ILogger log, Exception exception);
}
