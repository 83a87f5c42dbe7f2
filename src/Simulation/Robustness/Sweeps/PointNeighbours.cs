namespace Simulator.Robustness.Sweeps;

/// <summary>
/// A point of a sweep against those next to it: at most one level away in every parameter (with more than four parameters: one level away
/// in one of them). On a plateau the median of the neighbours keeps at least half of the point's score; a spike stands alone.
/// </summary>
/// <param name="Score">The point's score.</param>
/// <param name="Neighbours">Neighbours with a score.</param>
/// <param name="Median">Their median.</param>
/// <param name="Worst">The worst of them.</param>
/// <param name="IsPlateau">The median keeps at least half of the score; where less is better, it is at most twice the score.</param>
public sealed record PointNeighbours(double Score, int Neighbours, double Median, double Worst, bool IsPlateau)
{
    private const int MostCombined = 4;

    /// <summary>The neighbours of a point; null where it has no score, or none of them has one.</summary>
    public static PointNeighbours? Of(SweepCloud cloud, int point, bool lessIsBetter)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        var score = cloud.Scores[point];
        double[] around =
        [
            .. Enumerable
                .Range(0, cloud.Points.Length)
                .Where(i => i != point && double.IsFinite(cloud.Scores[i]) && AreNext(cloud.Points[i], cloud.Points[point]))
                .Select(i => cloud.Scores[i])
                .Order(),
        ];
        if (around.Length == 0 || !double.IsFinite(score))
            return null;
        var median = Numerics.Median.Of(around);
        var isPlateau = lessIsBetter ? median <= 2 * score : score > 0 && median >= score / 2;
        return new PointNeighbours(score, around.Length, median, lessIsBetter ? around[^1] : around[0], isPlateau);
    }

    private static bool AreNext(int[] point, int[] other)
    {
        var (far, sum) = (0, 0);
        for (var i = 0; i < point.Length; i++)
        {
            var distance = Math.Abs(point[i] - other[i]);
            (far, sum) = (Math.Max(far, distance), sum + distance);
        }
        return far == 1 && (point.Length <= MostCombined || sum == 1);
    }
}
