namespace CleanHeating.Platform.Jobs;

/// <summary>How far a long job is. <see cref="Total"/> is 0 while unknown.</summary>
/// <param name="Phase">Stable word for what is going on: reading, storing, finishing.</param>
/// <param name="FilesDone">Files that are through.</param>
/// <param name="Files">Files in all.</param>
/// <param name="Done">Rows that are through.</param>
/// <param name="Total">Rows expected, an estimate.</param>
public sealed record JobProgress(string Phase, int FilesDone, int Files, long Done, long Total)
{
    public int Percent => Total <= 0 ? (Files == 0 ? 0 : 100 * FilesDone / Files) : (int)Math.Min(100, 100 * Done / Total);
}
