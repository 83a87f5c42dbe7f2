using System.Collections.Concurrent;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Rules.Clocks;

namespace Simulator.Rules;

/// <summary>
/// What a rule can read, apart from its account: the traded series, other series by name, and the forecasts of the traded one. Shared
/// between runs and threads; longer bars are made once.
/// </summary>
public sealed class RuleMarket
{
    private readonly Dictionary<string, BarSeries> _series = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(BarSeries Series, Timeframe? Frame), Clock> _clocks = [];

    /// <summary>A market.</summary>
    /// <param name="target">The traded series; its bars are the clock of the decisions.</param>
    /// <param name="others">Series that a rule may name.</param>
    /// <param name="forecast">Forecasts of the traded series, one row per bar of it; null without.</param>
    /// <exception cref="ArgumentException">A symbol that is there twice, or a tape that is not as long as the series.</exception>
    public RuleMarket(BarSeries target, IEnumerable<BarSeries>? others = null, ForecastTape? forecast = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        (Target, Forecast) = (target, forecast);
        _series.Add(target.Symbol, target);
        foreach (var other in others ?? [])
        {
            if (!_series.TryAdd(other.Symbol, other))
                throw new ArgumentException($"series '{other.Symbol}' is given twice", nameof(others));
        }
        if (forecast is not null && forecast.Mean.Length != target.Count)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"the forecasts have {forecast.Mean.Length} rows, {target.Symbol} has {target.Count} bars; a tape needs one row per bar"
                ),
                nameof(forecast)
            );
    }

    /// <summary>The traded series.</summary>
    public BarSeries Target { get; }

    /// <summary>Its forecasts, or null.</summary>
    public ForecastTape? Forecast { get; }

    /// <summary>Names of all series, the traded one first.</summary>
    public IEnumerable<string> Symbols => _series.Values.Select(s => s.Symbol);

    /// <summary>The series of a name (exact, case-insensitive), or null.</summary>
    public BarSeries? Find(string symbol) => _series.GetValueOrDefault(symbol);

    /// <summary>Bars of a series, as they are or resampled.</summary>
    internal Clock ClockOf(BarSeries series, Timeframe? frame) =>
        _clocks.GetOrAdd(
            (series, frame),
            static key =>
            {
                var (bars, known) = key.Frame is { } frame
                    ? Resampling.Of(key.Series, frame.Interval)
                    : (key.Series, key.Series.CloseTimeTicks);
                return new Clock(bars, known);
            }
        );
}
