namespace Simulator.Tests.Series;

/// <summary>Series by a recurrence so simple that <c>reference.py</c> beside this file makes the same ones.</summary>
public static class ReferenceSeries
{
    /// <summary>Logistic numbers of variance 1 from a linear congruential generator.</summary>
    public static double[] Logistic(int count, long seed)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            seed = ((1103515245 * seed) + 12345) % (1L << 31);
            var u = (seed + 0.5) / (1L << 31);
            values[i] = Math.Log(u / (1 - u)) * Math.Sqrt(3) / Math.PI;
        }
        return values;
    }

    /// <summary>Log-returns with GJR volatility and logistic innovations, about 1 % a bar.</summary>
    public static double[] Market(int count, long seed)
    {
        var (z, variance) = (Logistic(count, seed), 1e-4);
        var returns = new double[count];
        for (var t = 0; t < count; t++)
        {
            var e = Math.Sqrt(variance) * z[t];
            returns[t] = 0.0003 + e;
            variance = 2e-6 + ((0.04 + (e < 0 ? 0.08 : 0)) * e * e) + (0.9 * variance);
        }
        return returns;
    }

    /// <summary>ARMA(2, 1) around 0.05: φ = (0.5, −0.2), θ = 0.3, logistic noise of variance 1.</summary>
    public static double[] Arma(int count, long seed)
    {
        var z = Logistic(count, seed);
        var values = new double[count];
        for (var t = 0; t < count; t++)
        {
            var past = t > 1 ? (0.5 * (values[t - 1] - 0.05)) - (0.2 * (values[t - 2] - 0.05)) : 0;
            values[t] = 0.05 + past + z[t] + (t > 0 ? 0.3 * z[t - 1] : 0);
        }
        return values;
    }
}
