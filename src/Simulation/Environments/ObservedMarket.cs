using System.Globalization;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Markets;

namespace Simulator.Environments;

/// <summary>
/// What a trading agent can see of a series, one row per bar, and where its parts lie. Row t is made of the features and the
/// forecast of bar t, standardised with mean and deviation of the training part only and clipped to ±<see cref="ClipDeviations"/>:
/// it holds nothing that was not known at the close of bar t.
/// </summary>
public sealed class ObservedMarket
{
    /// <summary>Bars over which the volatility that scales forecasts and unrealised returns is taken.</summary>
    public const int VolatilityBars = 20;

    /// <summary>Where an observation is cut, in deviations.</summary>
    public const double ClipDeviations = 5;

    /// <summary>Values that <see cref="Observe"/> appends to a bar's row: target, exposure, unrealised return, bars held.</summary>
    public const int PositionValues = 4;

    /// <summary>Fewest decisions of the training part that an agent can be trained on.</summary>
    public const int FewestTrainingBars = 32;

    private const int FullyHeldBars = 50;
    private static readonly double s_rootOfVolatilityBars = Math.Sqrt(VolatilityBars);
    private static readonly double[] s_levels = [0.05, 0.25, 0.75, 0.95];

    private readonly BarSeries _target;
    private readonly double[] _volatility;
    private readonly double[] _scaler; // [column, mean and deviation]
    private readonly float[] _rows; // [bar, column]

    private ObservedMarket(
        BarSeries target,
        SplitSpec split,
        int firstRow,
        double[] volatility,
        List<(string Name, double[] Values)> columns
    )
    {
        (_target, _volatility, FirstRow) = (target, volatility, firstRow);
        TrainingEnd = TrainingEndOf(target.Count, split);
        ValidationStart = Math.Max(split.ValidationStart(target.Count), firstRow);
        ValidationEnd = split.TestStart(target.Count) - 1;
        TestStart = split.TestStart(target.Count);
        if (Shortage(target.Symbol, target.Count, firstRow, split) is { } shortage)
            throw new InvalidDataException(shortage);
        ColumnNames = [.. columns.Select(c => c.Name)];
        _scaler = [.. columns.SelectMany(c => Scale(c.Values.AsSpan(firstRow, TrainingEnd - firstRow)))];
        _rows = Standardise(columns, _scaler, target.Count);
    }

    /// <summary>Names of the columns of a bar's row, in order; <see cref="PositionValues"/> more follow in an observation.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Values per observation.</summary>
    public int ObservationSize => ColumnNames.Count + PositionValues;

    /// <summary>Bars of the series.</summary>
    public int BarCount => _target.Count;

    /// <summary>
    /// First bar that is seen: features and volatility are there. Its forecast may not be; then the forecast's columns have their mean, and
    /// the column <c>forecastKnown</c> tells. An agent so learns from the bars that its forecaster needed for its first fit, too.
    /// </summary>
    public int FirstRow { get; }

    /// <summary>
    /// One past the last bar of training on which is decided: its reward, known at the next close, still lies before the embargo.
    /// </summary>
    public int TrainingEnd { get; }

    /// <summary>First bar of validation.</summary>
    public int ValidationStart { get; }

    /// <summary>One past the last bar of validation on which is decided: its reward still lies before the test part.</summary>
    public int ValidationEnd { get; }

    /// <summary>First bar of the test part.</summary>
    public int TestStart { get; }

    /// <summary>
    /// Puts features, forecasts and volatility into rows. A missing value after the first complete row reads as the training mean.
    /// </summary>
    /// <param name="target">The traded series.</param>
    /// <param name="features">Its features, unscaled; may have no column.</param>
    /// <param name="tape">Its forecasts, null for none.</param>
    /// <param name="split">Training, validation, test.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="InvalidDataException">Nothing can be seen, a price is not positive, or a part is too short to decide
    /// on.</exception>
    public static ObservedMarket Create(BarSeries target, FeatureTable features, ForecastTape? tape, SplitSpec split)
    {
        var bars = target.Count;
        if (features.ColumnCount > 0 && features.RowCount != bars)
            throw new ArgumentException(
                $"series {target.Symbol} has {bars} bars, its features {features.RowCount} rows: compute them on this series",
                nameof(features)
            );
        if (tape is not null && tape.Mean.Length != bars)
            throw new ArgumentException(
                $"series {target.Symbol} has {bars} bars, its forecast tape {tape.Mean.Length} rows: forecast this series",
                nameof(tape)
            );
        if (features.ColumnCount == 0 && tape is null)
            throw new InvalidDataException($"an agent on {target.Symbol} has nothing to look at: give it features or a forecaster");
        var bad = Enumerable.Range(0, bars).FirstOrDefault(t => !(target.Open[t] > 0 && target.Close[t] > 0), -1);
        if (bad >= 0)
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"series {target.Symbol}, bar {bad} ({target.CloseTimeAt(bad):yyyy-MM-dd}): open {target.Open[bad]}, close "
                        + $"{target.Close[bad]}: log-returns need prices above zero; choose dates without this bar"
                )
            );
        var volatility = TrailingVolatility(target.Close);
        var columns = features.Names.Zip(features.Columns).ToList();
        var first = Math.Max(VolatilityBars, features.FirstCompleteRow);
        if (tape is not null)
        {
            columns.AddRange(ForecastColumns(tape, volatility));
            // Without features there is nothing to see before the first forecast; of a few forecasts in training nothing can be learned.
            if (features.ColumnCount == 0 || TrainingEndOf(bars, split) - tape.FirstBar < FewestTrainingBars)
                first = Math.Max(first, tape.FirstBar);
            else if (first < tape.FirstBar)
                columns.Add(("forecastKnown", [.. Enumerable.Range(0, bars).Select(t => t < tape.FirstBar ? 0.0 : 1)]));
        }
        return new ObservedMarket(target, split, first, volatility, columns);
    }

    /// <summary>Why an agent cannot be trained, chosen or tested on so many bars, with what would help; null where it can.</summary>
    /// <param name="symbol">The series' name, for the text.</param>
    /// <param name="bars">Bars of the series.</param>
    /// <param name="firstRow">First bar with features, a forecast and a volatility.</param>
    /// <param name="split">Training, validation, test.</param>
    public static string? Shortage(string symbol, int bars, int firstRow, SplitSpec split)
    {
        var trainingEnd = TrainingEndOf(bars, split);
        if (trainingEnd - firstRow < FewestTrainingBars)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"series {symbol}: {Math.Max(0, trainingEnd - firstRow)} bars of {bars} are left to train on "
                    + $"(bars {firstRow} to {trainingEnd - 1} are seen and have a reward before the embargo), "
                    + $"at least {FewestTrainingBars} are needed: use more bars, shorter windows, a smaller embargo or a larger "
                    + $"trainFraction"
            );
        if (split.TestStart(bars) - 1 - Math.Max(split.ValidationStart(bars), firstRow) < 1)
            return FormattableString.Invariant(
                $"series {symbol}: no bar of {bars} is left to validate on: use more bars or a larger validationFraction"
            );
        return split.TestStart(bars) < bars
            ? null
            : FormattableString.Invariant(
                $"series {symbol}: no bar of {bars} is left to test on: trainFraction and validationFraction must leave a rest"
            );
    }

    /// <summary>[bar, column] what is seen of every bar, standardised; what an observation begins with.</summary>
    public ReadOnlySpan<float> Rows => _rows;

    /// <summary>[column, mean and deviation] of the training part, by which columns are standardised.</summary>
    public ReadOnlySpan<double> Scaler => _scaler;

    /// <summary>The traded series.</summary>
    public BarSeries Target => _target;

    /// <summary>
    /// Writes what is known at the close of <paramref name="bar"/>: its row, then its position as <see cref="ObservePosition"/> has it.
    /// </summary>
    /// <param name="bar">The bar.</param>
    /// <param name="held">What is wanted and held at its close.</param>
    /// <param name="row">[F].</param>
    public void Observe(int bar, in HeldPosition held, Span<float> row)
    {
        var width = ColumnNames.Count;
        _rows.AsSpan(bar * width, width).CopyTo(row);
        ObservePosition(bar, held, row[width..]);
    }

    /// <summary>
    /// Writes what is seen of a position at the close of <paramref name="bar"/>: the target ordered last, the exposure (clipped), the
    /// unrealised log-return in units of the volatility of <see cref="VolatilityBars"/> bars (clipped), and the bars held ÷ 50 (≤ 1).
    /// </summary>
    /// <param name="bar">The bar.</param>
    /// <param name="held">What is wanted and held at its close.</param>
    /// <param name="values">[<see cref="PositionValues"/>].</param>
    public void ObservePosition(int bar, in HeldPosition held, Span<float> values)
    {
        var unrealised = held.UnrealisedLogReturn(_target.Close[bar]) / (_volatility[bar] * s_rootOfVolatilityBars);
        values[0] = (float)held.Target;
        values[1] = (float)Math.Clamp(held.Exposure, -ClipDeviations, ClipDeviations);
        values[2] = (float)Math.Clamp(unrealised, -ClipDeviations, ClipDeviations);
        values[3] = Math.Min(held.BarsHeld, FullyHeldBars) / (float)FullyHeldBars;
    }

    private static int TrainingEndOf(int bars, SplitSpec split) => split.ValidationStart(bars) - split.EmbargoBars - 1;

    private static double[] TrailingVolatility(double[] close)
    {
        var volatility = new double[close.Length];
        Array.Fill(volatility, double.NaN);
        for (var t = VolatilityBars; t < close.Length; t++)
        {
            var mean = Math.Log(close[t] / close[t - VolatilityBars]) / VolatilityBars;
            var squares = 0.0;
            for (var k = 0; k < VolatilityBars; k++)
            {
                var deviation = Math.Log(close[t - k] / close[t - k - 1]) - mean;
                squares += deviation * deviation;
            }
            volatility[t] = Math.Max(Math.Sqrt(squares / (VolatilityBars - 1)), 1e-6); // a price that stands still has no scale
        }
        return volatility;
    }

    private static IEnumerable<(string Name, double[] Values)> ForecastColumns(ForecastTape tape, double[] volatility)
    {
        double[] InVolatility(double[] logReturns) => [.. logReturns.Select((value, t) => value / volatility[t])];
        yield return ("forecastMean", InVolatility(tape.Mean));
        yield return ("forecastDeviation", InVolatility(tape.StandardDeviation));
        yield return ("forecastRise", tape.ProbabilityOfRise);
        foreach (var level in s_levels)
        {
            var at = Array.FindIndex(tape.Levels, known => Math.Abs(known - level) < 1e-9);
            if (at >= 0)
                yield return (FormattableString.Invariant($"forecastQuantile{level}"), InVolatility(tape.Quantiles[at]));
        }
    }

    private static double[] Scale(ReadOnlySpan<double> training)
    {
        double[] known = [.. training.ToArray().Where(double.IsFinite)];
        var mean = known.Length == 0 ? 0 : known.Average();
        return [mean, known.Length == 0 ? 0 : Math.Sqrt(known.Sum(v => (v - mean) * (v - mean)) / known.Length)];
    }

    private static float[] Standardise(List<(string Name, double[] Values)> columns, double[] scaler, int bars)
    {
        var rows = new float[bars * columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            var (mean, deviation) = (scaler[2 * c], scaler[(2 * c) + 1]);
            var smallest = 1e-9 * Math.Max(1e-9, Math.Abs(mean)); // a constant column says nothing; rounding must not make it speak
            for (var t = 0; t < bars; t++)
            {
                var scaled = (columns[c].Values[t] - mean) / deviation;
                rows[(t * columns.Count) + c] =
                    deviation > smallest && double.IsFinite(scaled) ? (float)Math.Clamp(scaled, -ClipDeviations, ClipDeviations) : 0;
            }
        }
        return rows;
    }
}
