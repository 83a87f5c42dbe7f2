namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// A few draws of each of the first validation bars, strung together to paths beside the one that happened: for the eye, never for a result.
/// </summary>
internal sealed class PathSketch
{
    private const int MostBars = 60;
    private const int Paths = 12;

    private readonly List<double> _real = [];
    private readonly List<double>[] _drawn = [.. Enumerable.Range(0, Paths).Select(_ => new List<double>(MostBars))];

    /// <summary>Bars taken in.</summary>
    public int Bars => _real.Count;

    /// <summary>[bar] cumulated log-returns that happened.</summary>
    public double[] Real => [.. _real];

    /// <summary>[path][bar] cumulated log-returns that were drawn.</summary>
    public double[][] Drawn => [.. _drawn.Select(d => d.ToArray())];

    /// <summary>Takes in the next bar: its log-return and draws of it; later bars than the sketch holds are left out.</summary>
    public void Add(double outcome, ReadOnlySpan<double> draws)
    {
        if (_real.Count == MostBars)
            return;
        _real.Add(Last(_real) + outcome);
        // Neighbouring draws share their noise with its sign turned; evenly spread ones are of both halves.
        for (var k = 0; k < Paths; k++)
            _drawn[k].Add(Last(_drawn[k]) + draws[(k * draws.Length) / Paths]);
    }

    private static double Last(List<double> path) => path.Count == 0 ? 0 : path[^1];
}
