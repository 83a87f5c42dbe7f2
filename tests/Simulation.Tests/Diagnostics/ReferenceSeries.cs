namespace Simulator.Tests.Simulation.Diagnostics;

/// <summary>
/// Five hundred rows that anyone can make again: x → (1103515245 x + 12345) mod 2³¹ from 1, u = x/2³¹, z = the sum of twelve u minus 6,
/// drawn in the order of the loop below.
/// </summary>
internal static class ReferenceSeries
{
    private const int Rows = 500;

    static ReferenceSeries()
    {
        var x = 1L;
        double Z()
        {
            var sum = 0.0;
            for (var i = 0; i < 12; i++)
                sum += (x = ((1103515245 * x) + 12345) % (1L << 31)) / (double)(1L << 31);
            return sum - 6;
        }
        var (variance, error, level, first) = (1e-4, 0.0, 0.0, 0.0);
        for (var t = 0; t < Rows; t++)
        {
            variance = 1e-5 + (0.12 * error * error) + (0.8 * variance);
            error = Math.Sqrt(variance) * Z();
            Returns[t] = error + (t == 0 ? 0 : 0.1 * Returns[t - 1]);
            First[t] = first = (0.7 * first) + Z();
            Second[t] = (0.8 * first) + (0.5 * Z());
            Third[t] = Z() * (1 + (0.002 * t));
            Level[t] = level += Returns[t];
        }
    }

    /// <summary>A GARCH(1,1) with a little memory.</summary>
    public static double[] Returns { get; } = new double[Rows];

    /// <summary>Its running sum.</summary>
    public static double[] Level { get; } = new double[Rows];

    /// <summary>An autoregression.</summary>
    public static double[] First { get; } = new double[Rows];

    /// <summary>The first with noise.</summary>
    public static double[] Second { get; } = new double[Rows];

    /// <summary>Noise that grows.</summary>
    public static double[] Third { get; } = new double[Rows];
}
