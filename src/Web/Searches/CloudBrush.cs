using Simulator.Robustness.Sweeps;

namespace Simulator.Web.Searches;

/// <summary>
/// Which runs of a sweep are looked at: a range of each parameter's levels, and of the scores. An axis for every parameter, the score last;
/// its steps are hundredths of the scores' range.
/// </summary>
public sealed class CloudBrush
{
    /// <summary>Steps of the score's axis.</summary>
    public const int ScoreSteps = 100;

    private readonly SweepCloud _cloud;
    private readonly int[] _low;
    private readonly int[] _high;

    /// <summary>Everything is looked at.</summary>
    public CloudBrush(SweepCloud cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        _cloud = cloud;
        var known = cloud.Scores.Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToArray();
        (Worst, Best) = (known.Min(), known.Max());
        _low = new int[Axes];
        _high = [.. Enumerable.Range(0, Axes).Select(MostOf)];
    }

    /// <summary>Axes: the parameters and the score.</summary>
    public int Axes => _cloud.Names.Count + 1;

    /// <summary>Smallest score.</summary>
    public double Worst { get; }

    /// <summary>Largest score.</summary>
    public double Best { get; }

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrowed => Enumerable.Range(0, Axes).Any(a => _low[a] > 0 || _high[a] < MostOf(a));

    /// <summary>The last step of an axis.</summary>
    public int MostOf(int axis) => axis < _cloud.Names.Count ? _cloud.Levels[axis].Count - 1 : ScoreSteps;

    /// <summary>The lower end of an axis' range.</summary>
    public int Low(int axis) => _low[axis];

    /// <summary>The upper end.</summary>
    public int High(int axis) => _high[axis];

    /// <summary>Moves the lower end; it stays at or below the upper one.</summary>
    public void SetLow(int axis, int step) => _low[axis] = Math.Clamp(step, 0, _high[axis]);

    /// <summary>Moves the upper end; it stays at or above the lower one.</summary>
    public void SetHigh(int axis, int step) => _high[axis] = Math.Clamp(step, _low[axis], MostOf(axis));

    /// <summary>Looks at everything again.</summary>
    public void Clear()
    {
        for (var axis = 0; axis < Axes; axis++)
            (_low[axis], _high[axis]) = (0, MostOf(axis));
    }

    /// <summary>Whether a run is looked at; one without a score only while no range of scores is chosen.</summary>
    public bool Has(int run)
    {
        var point = _cloud.Points[run];
        for (var axis = 0; axis < point.Length; axis++)
        {
            if (point[axis] < _low[axis] || point[axis] > _high[axis])
                return false;
        }
        var (score, low, high) = (_cloud.Scores[run], _low[^1], _high[^1]);
        return (low == 0 && high == ScoreSteps) || (score >= ScoreAt(low) && score <= ScoreAt(high));
    }

    /// <summary>The score at a step of its axis.</summary>
    public double ScoreAt(int step) => step == ScoreSteps ? Best : Worst + ((Best - Worst) * step / ScoreSteps);

    /// <summary>Where a run stands on an axis, 0 … 1; NaN where it has no score.</summary>
    public double Share(int run, int axis) =>
        axis < _cloud.Names.Count ? _cloud.Points[run][axis] / (double)Math.Max(1, MostOf(axis))
        : Best > Worst ? (_cloud.Scores[run] - Worst) / (Best - Worst)
        : 0.5;
}
