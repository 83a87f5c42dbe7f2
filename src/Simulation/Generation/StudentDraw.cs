using Simulator.Seeding;

namespace Simulator.Generation;

/// <summary>
/// Draws of Student's t by Bailey's polar method (“Polar generation of random variates with the t-distribution”, Mathematics of Computation
/// 62, 1994): t = u·√(ν·(w^(−2/ν) − 1)/w) of a point (u, v) of the unit disc with w = u² + v².
/// </summary>
internal static class StudentDraw
{
    /// <summary>One draw; its variance is ν/(ν − 2).</summary>
    public static double Of(SplitMix64 random, double degrees)
    {
        double u,
            w;
        do
        {
            u = (2 * random.NextDouble()) - 1;
            var v = (2 * random.NextDouble()) - 1;
            w = (u * u) + (v * v);
        } while (w is > 1 or 0);
        return u * Math.Sqrt(degrees * (Math.Pow(w, -2 / degrees) - 1) / w);
    }
}
