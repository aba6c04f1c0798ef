using System.Text;
using CleanHeating.Kernel;

namespace CleanHeating.Platform.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waits for a server.</summary>
    Queued,
    Running,

    /// <summary>Runs, and was told to stop.</summary>
    Cancelling,
    Done,
    Failed,
    Cancelled,

    /// <summary>Its server is gone; another takes it up where the kind allows that.</summary>
    Interrupted,
}

/// <summary>What happens to a job.</summary>
public enum JobTrigger
{
    /// <summary>A server takes it up.</summary>
    Start,
    Finish,
    Fail,

    /// <summary>A person wants it to end.</summary>
    Cancel,

    /// <summary>The work has obeyed a cancel.</summary>
    Stop,

    /// <summary>The server stopped, or was not heard of for too long.</summary>
    Interrupt,

    /// <summary>It was taken up too often.</summary>
    GiveUp,
}

/// <summary>The one table of a job's life; whatever is not in it is refused.</summary>
public static class JobLifeCycle
{
    private static readonly Dictionary<(JobState, JobTrigger), JobState> Table = new()
    {
        [(JobState.Queued, JobTrigger.Start)] = JobState.Running,
        [(JobState.Queued, JobTrigger.Cancel)] = JobState.Cancelled,
        [(JobState.Running, JobTrigger.Finish)] = JobState.Done,
        [(JobState.Running, JobTrigger.Fail)] = JobState.Failed,
        [(JobState.Running, JobTrigger.Cancel)] = JobState.Cancelling,
        [(JobState.Running, JobTrigger.Interrupt)] = JobState.Interrupted,
        [(JobState.Cancelling, JobTrigger.Stop)] = JobState.Cancelled,
        [(JobState.Cancelling, JobTrigger.Finish)] = JobState.Done,
        [(JobState.Cancelling, JobTrigger.Fail)] = JobState.Failed,
        [(JobState.Cancelling, JobTrigger.Interrupt)] = JobState.Cancelled,
        [(JobState.Interrupted, JobTrigger.Start)] = JobState.Running,
        [(JobState.Interrupted, JobTrigger.Cancel)] = JobState.Cancelled,
        [(JobState.Interrupted, JobTrigger.GiveUp)] = JobState.Failed,
    };

    public static Result<JobState> Next(JobState state, JobTrigger trigger) =>
        Table.TryGetValue((state, trigger), out var next) ? next : new Error("job-state", null, NameOf(state));

    public static bool Allows(JobState state, JobTrigger trigger) => Table.ContainsKey((state, trigger));

    /// <summary>Whether nothing happens to the job any more.</summary>
    public static bool IsOver(JobState state) => state is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>Whether a server works on it.</summary>
    public static bool IsAtWork(JobState state) => state is JobState.Running or JobState.Cancelling;

    /// <summary>The word for it in the database and in every answer.</summary>
    public static string NameOf(JobState state) => state.ToString().ToLowerInvariant();

    public static JobState Parse(string name) => Enum.Parse<JobState>(name, ignoreCase: true);

    /// <summary>The table as a diagram; the architecture's page holds it word for word.</summary>
    public static string Diagram()
    {
        var text = new StringBuilder("stateDiagram-v2\n  [*] --> queued\n");
        foreach (var ((from, trigger), to) in Table)
        {
            text.Append("  ").Append(NameOf(from)).Append(" --> ").Append(NameOf(to)).Append(": ").Append(trigger.ToString().ToLowerInvariant()).Append('\n');
        }

        foreach (var over in Enum.GetValues<JobState>().Where(IsOver))
        {
            text.Append("  ").Append(NameOf(over)).Append(" --> [*]\n");
        }

        return text.ToString();
    }
}
