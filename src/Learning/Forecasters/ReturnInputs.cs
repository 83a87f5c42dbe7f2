using System.Globalization;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Scoring;

namespace Simulator.Learning.Forecasters;

/// <summary>
/// What a forecaster of the next return reads and is measured on. Returns are divided by the trailing volatility known when they were
/// forecast,
/// so that what is left to learn is nearly stationary; a forecast is multiplied by it again.
/// </summary>
public sealed class ReturnInputs
{
    private const string PastReturn = "past return";
    private static readonly string[] s_volatilityColumns = ["size of past return", "volatility"];

    /// <summary>The inputs of a target and its features, returns divided by the random walk's volatility.</summary>
    public ReturnInputs(ForecastInput input, bool withVolatility = false)
        : this(input, ReturnScale.Weighted((input ?? throw new ArgumentNullException(nameof(input))).Target.Close), withVolatility) { }

    /// <summary>Prepares the inputs of a target and its features.</summary>
    /// <param name="input">Target and features.</param>
    /// <param name="scale">What returns are divided by.</param>
    /// <param name="withVolatility">
    /// Whether <see cref="Columns"/> also has the size of the past return and the volatility, so that a model can correct that volatility.
    /// </param>
    /// <exception cref="ArgumentException">Features over other bars than the target's.</exception>
    /// <exception cref="SimulationException">There is no bar at which every feature has a value.</exception>
    public ReturnInputs(ForecastInput input, ReturnScale scale, bool withVolatility = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(scale);
        var (close, features) = (input.Target.Close, input.Features);
        if (features.ColumnCount > 0 && features.RowCount != close.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"features have {features.RowCount} rows but {input.Target.Symbol} has {close.Length} bars"),
                nameof(input)
            );
        (Volatility, ScaleCutoff) = (scale.Volatility, scale.Cutoff);
        WalkVolatility = ReturnScale.Weighted(close).Volatility;
        NextReturn = new double[close.Length];
        Array.Fill(NextReturn, double.NaN);
        var past = new double[close.Length];
        Array.Fill(past, double.NaN);
        for (var t = 0; t + 1 < close.Length; t++)
        {
            NextReturn[t] = Math.Log(close[t + 1] / close[t]);
            past[t + 1] = NextReturn[t] / Volatility[t];
        }
        Columns = withVolatility ? [.. features.Columns, past, Array.ConvertAll(past, Math.Abs), Volatility] : [.. features.Columns, past];
        ColumnNames = [.. features.Names, PastReturn, .. withVolatility ? s_volatilityColumns : []];
        FirstRow = Math.Max(features.FirstCompleteRow, RandomWalk.SeedReturns + 1);
        if (FirstRow >= close.Length)
            throw new SimulationException(NeverComplete(input));
    }

    /// <summary>The features, and the past return in units of the volatility known before it.</summary>
    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>First row at which every column has a value.</summary>
    public int FirstRow { get; }

    /// <summary>[bar] standard deviation of the next log-return, as known at the bar.</summary>
    public double[] Volatility { get; }

    /// <summary>[bar] last bar that a fit behind <see cref="Volatility"/> had seen; −1 where nothing was fitted.</summary>
    public int[] ScaleCutoff { get; }

    /// <summary>[bar] volatility of the random walk that forecasts are compared with.</summary>
    public double[] WalkVolatility { get; }

    /// <summary>[bar] log(close[t+1] / close[t]); NaN at the last bar.</summary>
    public double[] NextReturn { get; }

    /// <summary>Number of bars.</summary>
    public int RowCount => NextReturn.Length;

    /// <summary>The next return in units of <see cref="Volatility"/>: what the model learns.</summary>
    public float ScaledOutcome(int row) => (float)(NextReturn[row] / Volatility[row]);

    /// <summary>log(close[t+bars] / close[t]); NaN where that is not known.</summary>
    public double ReturnOver(int row, int bars)
    {
        if (row + bars > RowCount)
            return double.NaN;
        var sum = NextReturn[row];
        for (var k = 1; k < bars; k++)
            sum += NextReturn[row + k];
        return sum;
    }

    private static string NeverComplete(ForecastInput input)
    {
        var (features, bars) = (input.Features, input.Target.Count);
        for (var c = 0; c < features.ColumnCount; c++)
        {
            if (Array.TrueForAll(features.Columns[c], double.IsNaN))
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"feature '{features.Names[c]}' has no value at any of the {bars} bars of {input.Target.Symbol}; "
                        + $"leave it out, shorten its window or use more bars"
                );
        }
        return FormattableString.Invariant(
            $"{input.Target.Symbol}: there is no bar among {bars} at which every feature has a value; use more bars or shorter windows"
        );
    }
}
