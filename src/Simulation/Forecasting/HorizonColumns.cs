using Simulator.Artifacts;
using Simulator.Distributions;
using Simulator.Numerics;

namespace Simulator.Forecasting;

/// <summary>The columns of one horizon while a tape is written.</summary>
internal sealed class HorizonColumns
{
    private readonly double[][] _quantiles;
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[] _rise;
    private readonly double[] _crps;
    private readonly double[] _logScore;

    /// <summary>Empty columns.</summary>
    public HorizonColumns(int bars, int barCount)
    {
        Bars = bars;
        _quantiles = [.. ForecastTape.StandardLevels.Select(_ => Empty(barCount))];
        (_mean, _deviation, _rise) = (Empty(barCount), Empty(barCount), Empty(barCount));
        (_crps, _logScore) = (Empty(barCount), Empty(barCount));
    }

    /// <summary>Columns that <see cref="AddTo"/> stored.</summary>
    public HorizonColumns(int bars, ColumnarBlob blob)
    {
        Bars = bars;
        _quantiles = [.. ForecastTape.StandardLevels.Select((_, i) => blob.Get<double>(Name(Quantile(i))))];
        (_mean, _deviation) = (blob.Get<double>(Name("mean")), blob.Get<double>(Name("deviation")));
        (_rise, _crps) = (blob.Get<double>(Name("rise")), blob.Get<double>(Name("crps")));
        _logScore = blob.Get<double>(Name("logScore"));
    }

    /// <summary>Bars ahead.</summary>
    public int Bars { get; }

    /// <summary>[bar] CRPS.</summary>
    public IReadOnlyList<double> Crps => _crps;

    /// <summary>Fills a row.</summary>
    public void Write(int row, IPredictiveLaw law, double outcome)
    {
        // What is left of draws that cancel out is no forecast of a direction.
        var noise = Ties.ForecastUnit * law.StandardDeviation;
        (_mean[row], _deviation[row], _rise[row]) = (Ties.Difference(law.Mean, 0, noise), law.StandardDeviation, law.ProbabilityAbove(0));
        for (var i = 0; i < _quantiles.Length; i++)
            _quantiles[i][row] = Ties.Difference(law.Quantile(ForecastTape.StandardLevels[i]), 0, noise);
        var isKnown = !double.IsNaN(outcome);
        (_crps[row], _logScore[row]) = isKnown ? (law.Crps(outcome), law.LogScore(outcome)) : (double.NaN, double.NaN);
    }

    /// <summary>Takes a row over from other columns.</summary>
    public void Copy(HorizonColumns other, int row)
    {
        for (var i = 0; i < _quantiles.Length; i++)
            _quantiles[i][row] = other._quantiles[i][row];
        (_mean[row], _deviation[row], _rise[row]) = (other._mean[row], other._deviation[row], other._rise[row]);
        (_crps[row], _logScore[row]) = (other._crps[row], other._logScore[row]);
    }

    public void AddTo(ColumnarBlob blob)
    {
        blob.Add(Name("mean"), _mean).Add(Name("deviation"), _deviation).Add(Name("rise"), _rise);
        blob.Add(Name("crps"), _crps).Add(Name("logScore"), _logScore);
        for (var i = 0; i < _quantiles.Length; i++)
            blob.Add(Name(Quantile(i)), _quantiles[i]);
    }

    public HorizonForecast ToForecast() =>
        new()
        {
            Bars = Bars,
            Quantiles = _quantiles,
            Mean = _mean,
            StandardDeviation = _deviation,
            ProbabilityOfRise = _rise,
            Crps = _crps,
            LogScore = Array.TrueForAll(_logScore, double.IsNaN) ? null : _logScore,
        };

    private string Name(string column) => FormattableString.Invariant($"{Bars}/{column}");

    private static string Quantile(int index) => FormattableString.Invariant($"quantile{index}");

    private static double[] Empty(int barCount)
    {
        var column = new double[barCount];
        Array.Fill(column, double.NaN);
        return column;
    }
}
