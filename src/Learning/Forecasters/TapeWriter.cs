using Simulator.Artifacts;
using Simulator.Forecasting;
using Simulator.Scoring;

namespace Simulator.Learning.Forecasters;

/// <summary>Fills a <see cref="ForecastTape"/> row by row from samples; can be saved half filled and continued.</summary>
internal sealed class TapeWriter
{
    private static readonly double[] s_levels = ForecastTape.StandardLevels;
    private readonly double[][] _quantiles;
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[] _rise;
    private readonly double[] _crps;
    private readonly int[] _fold;
    private readonly int[] _cutoff;

    /// <summary>An empty tape over so many bars.</summary>
    public TapeWriter(int barCount)
    {
        _quantiles = [.. s_levels.Select(_ => Empty(barCount))];
        (_mean, _deviation, _rise, _crps) = (Empty(barCount), Empty(barCount), Empty(barCount), Empty(barCount));
        (_fold, _cutoff) = (new int[barCount], new int[barCount]);
        Array.Fill(_fold, -1);
        Array.Fill(_cutoff, -1);
    }

    /// <summary>Continues from <see cref="ToBytes"/>.</summary>
    public TapeWriter(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        _quantiles = [.. s_levels.Select((_, i) => blob.Get<double>(QuantileName(i)))];
        (_mean, _deviation, _rise, _crps) = (
            blob.Get<double>("mean"),
            blob.Get<double>("deviation"),
            blob.Get<double>("rise"),
            blob.Get<double>("crps")
        );
        (_fold, _cutoff) = (blob.Get<int>("fold"), blob.Get<int>("cutoff"));
    }

    /// <summary>Number of bars.</summary>
    public int BarCount => _mean.Length;

    /// <summary>
    /// Writes one row from samples of the log-return that come in antithetic halves: the draws, then the draws from the negated noise.
    /// Each half is an independent sample, so the fair CRPS is the mean of the halves' own; everything else uses both.
    /// </summary>
    public void Write(int row, WalkForwardFold fold, ReadOnlySpan<double> samples, double outcome)
    {
        var half = samples.Length / 2;
        _crps[row] = double.IsNaN(outcome)
            ? double.NaN
            : (Crps.OfSample(samples[..half], outcome) + Crps.OfSample(samples[half..], outcome)) / 2;
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        var (sum, rises) = (0.0, 0);
        foreach (var value in sorted)
            (sum, rises) = (sum + value, value > 0 ? rises + 1 : rises);
        var mean = sum / sorted.Length;
        var squares = 0.0;
        foreach (var value in sorted)
            squares += (value - mean) * (value - mean);
        (_mean[row], _deviation[row], _rise[row]) = (mean, Math.Sqrt(squares / (sorted.Length - 1)), (double)rises / sorted.Length);
        for (var i = 0; i < s_levels.Length; i++)
            _quantiles[i][row] = Quantile(sorted, s_levels[i]);
        (_fold[row], _cutoff[row]) = (fold.Index, fold.Cutoff);
    }

    /// <summary>The tape as it stands.</summary>
    public ForecastTape ToTape(string forecaster)
    {
        var first = Array.FindIndex(_fold, f => f >= 0);
        return new()
        {
            Forecaster = forecaster,
            HorizonBars = 1,
            FirstBar = first < 0 ? BarCount : first,
            Levels = [.. s_levels],
            Quantiles = _quantiles,
            Mean = _mean,
            StandardDeviation = _deviation,
            ProbabilityOfRise = _rise,
            Crps = _crps,
            Fold = _fold,
            Cutoff = _cutoff,
        };
    }

    /// <summary>The rows so far, exactly.</summary>
    public byte[] ToBytes()
    {
        var blob = new ColumnarBlob()
            .Add("mean", _mean)
            .Add("deviation", _deviation)
            .Add("rise", _rise)
            .Add("crps", _crps)
            .Add("fold", _fold)
            .Add("cutoff", _cutoff);
        for (var i = 0; i < s_levels.Length; i++)
            blob.Add(QuantileName(i), _quantiles[i]);
        return blob.ToBytes();
    }

    /// <summary>Linear interpolation between order statistics at (n − 1)p (Hyndman and Fan's type 7).</summary>
    private static double Quantile(double[] sorted, double level)
    {
        var at = level * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static string QuantileName(int index) => FormattableString.Invariant($"quantile{index}");

    private static double[] Empty(int barCount)
    {
        var column = new double[barCount];
        Array.Fill(column, double.NaN);
        return column;
    }
}
