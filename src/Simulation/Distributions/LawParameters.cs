namespace Simulator.Distributions;

/// <summary>What a law's parameters must be.</summary>
internal static class LawParameters
{
    public static void RequireFinite(double value, string what)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException(FormattableString.Invariant($"{what} must be a finite number, was {value}"));
    }

    public static void RequirePositive(double value, string what)
    {
        if (!(value > 0) || double.IsInfinity(value))
            throw new ArgumentException(FormattableString.Invariant($"{what} must be a finite number above 0, was {value}"));
    }
}
