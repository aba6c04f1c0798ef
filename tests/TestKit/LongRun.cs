namespace CleanHeating.TestKit;

/// <summary>Whether the long run was asked for (<c>./test --long</c>): more rounds of the same.</summary>
public static class LongRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("CLEANHEATING_LONG") == "1";

    public static int Rounds(int usual, int onLongRun) => IsOn ? onLongRun : usual;
}
