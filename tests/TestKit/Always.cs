using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.TestKit;

/// <summary>States what holds for all values of a kind; FsCheck looks for one for which it does not, and shrinks it.</summary>
public static class Always
{
    public static void Holds<T>(Gen<T> values, Func<T, bool> holds, int tries = 500) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(tries));

    /// <summary>Whole numbers from a range, ends included and more likely than others.</summary>
    public static Gen<long> Longs(long first, long last) => Gen.Frequency(
        (1, Gen.Elements(first, last)),
        (9, Gen.Choose(0, int.MaxValue).SelectMany(_ => Gen.Choose(0, int.MaxValue), (high, low) => first + (long)((((UInt128)(uint)high << 31) | (uint)low) % ((UInt128)((Int128)last - first) + 1)))));
}
