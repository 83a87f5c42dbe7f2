namespace Simulator.Numerics;

/// <summary>
/// Moments corrected for the size of the sample (the G₁ and G₂ of Joanes and Gill, 1998), as spreadsheets and LEAN have them.
/// </summary>
public static class SampleMoments
{
    /// <summary>Skewness √(n(n−1))/(n−2)·m₃/m₂^1.5; NaN below three values or where nothing varies.</summary>
    public static double Skewness(ReadOnlySpan<double> x)
    {
        double n = x.Length;
        return x.Length < 3 ? double.NaN : Moments.Skewness(x) * Math.Sqrt(n * (n - 1)) / (n - 2);
    }

    /// <summary>Excess kurtosis (n−1)/((n−2)(n−3))·((n+1)·(m₄/m₂² − 3) + 6); NaN below four values or where nothing varies.</summary>
    public static double ExcessKurtosis(ReadOnlySpan<double> x)
    {
        double n = x.Length;
        return x.Length < 4 ? double.NaN : (n - 1) / ((n - 2) * (n - 3)) * (((n + 1) * (Moments.Kurtosis(x) - 3)) + 6);
    }
}
