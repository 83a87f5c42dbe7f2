using System.Text.Json.Serialization;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Rules.Drawing;
using Simulator.Runs;
using Simulator.Strategies;

namespace Simulator.Web.Charting;

/// <summary>What a chart can show of a series or a run, and what it shows first.</summary>
public sealed record LayersDocument
{
    /// <summary>Heading.</summary>
    public required string Title { get; init; }

    /// <summary>The series.</summary>
    public required string Symbol { get; init; }

    /// <summary>Length of its bars; see <see cref="ChartIntervals"/>.</summary>
    public required string Interval { get; init; }

    /// <summary>Lengths that it can be shown in, its own first.</summary>
    public required IReadOnlyList<string> Intervals { get; init; }

    /// <summary>Time zone of the clock that is shown (IANA).</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether its bars are of a day or longer.</summary>
    public required bool Daily { get; init; }

    /// <summary>Currency of the prices (ISO 4217); null where nothing says it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Currency { get; init; }

    /// <summary>What the strategy looks at.</summary>
    public IReadOnlyList<ChartOverlay> Overlays { get; init; } = [];

    /// <summary>Where the parts of a run end.</summary>
    public ChartSplit Split { get; init; } = new(null, null, null);

    /// <summary>Hash of the bars: two sources of the same have the same bars.</summary>
    public required string BarsHash { get; init; }

    /// <summary>Two drafts with the same bars and the same tag have the same lines; null elsewhere.</summary>
    public string? LinesTag { get; init; }

    /// <summary>Whether it is a draft that was not run: its trades have no profit.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Whether there are trades.</summary>
    public bool HasTrades { get; init; }

    /// <summary>Whether there are forecasts.</summary>
    public bool HasForecast { get; init; }

    /// <summary>Whether there are reasons for them.</summary>
    public bool HasReasons { get; init; }

    /// <summary>Whether there is an account.</summary>
    public bool HasEquity { get; init; }

    /// <summary>The layers of a series by itself.</summary>
    public static LayersDocument Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new LayersDocument
        {
            Title = series.Symbol,
            Symbol = series.Symbol,
            Interval = ChartIntervals.NameOf(series.Interval),
            Intervals = [.. ChartIntervals.Of(series).Select(ChartIntervals.NameOf)],
            TimeZone = series.Calendar.TimeZone.Id,
            Daily = !series.Interval.IsIntraday,
            BarsHash = series.ContentHash,
        };
    }

    /// <summary>The layers of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="times">[bar of its target] shown times.</param>
    /// <param name="forecasts">Its forecasts as far as they are kept.</param>
    public static LayersDocument Of(KeptRun run, double[] times, ForecastTape? forecasts)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (result, spec) = (run.Result, run.Result.Spec);
        return Of(run.Target) with
        {
            Title = spec.DisplayName,
            Overlays = [.. StrategyOverlays.Of(spec.Strategy, spec.Data).Select(ChartOverlay.Of)],
            Split = ChartSplit.Of(result, ShownClock.Of(run.Target), times),
            HasTrades = result.Report.Trades.Count > 0,
            HasForecast = forecasts is not null,
            HasReasons = forecasts?.Reasons is not null,
            HasEquity = true,
        };
    }

    /// <summary>The layers of one asset of a run with several.</summary>
    /// <param name="run">The run.</param>
    /// <param name="bars">Bars of the asset.</param>
    public static LayersDocument OfAsset(KeptRun run, ChartBars bars)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bars);
        var (report, series) = (run.Result.Report, bars.Series);
        return Of(series) with
        {
            Split = new ChartSplit(null, null, ShownClock.Of(series).Of(report.From)),
            HasTrades = report.Trades.Any(t => TradesDocument.IsOf(t.Symbol, series.Symbol)),
            HasEquity = true,
        };
    }

    /// <summary>The layers of a draft.</summary>
    /// <param name="preview">What it would trade.</param>
    /// <param name="times">[bar of its target] shown times.</param>
    /// <param name="linesTag">See <see cref="LinesTag"/>.</param>
    public static LayersDocument Of(RunPreview preview, double[] times, string linesTag)
    {
        ArgumentNullException.ThrowIfNull(preview);
        return Of(preview.Target) with
        {
            Overlays = [.. StrategyOverlays.Of(preview.Spec.Strategy, preview.Spec.Data).Select(ChartOverlay.Of)],
            Split = ChartSplit.Of(preview, times),
            HasTrades = preview.Trades is { Count: > 0 },
            IsPreview = true,
            LinesTag = linesTag,
        };
    }
}

/// <summary>A line that the strategy looks at.</summary>
/// <param name="Expression">An expression of the rule language.</param>
/// <param name="Label">Shown to people.</param>
/// <param name="Pane"><c>price</c> or <c>below</c>.</param>
/// <param name="Levels">Constants that it is compared with.</param>
public sealed record ChartOverlay(string Expression, string Label, string Pane, IReadOnlyList<double> Levels)
{
    /// <summary>An overlay as a chart names it.</summary>
    public static ChartOverlay Of(StrategyOverlay overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        return new ChartOverlay(overlay.Expression, overlay.Label, PaneOf(overlay.Pane), overlay.Levels);
    }

    /// <summary>The name of a pane.</summary>
    public static string PaneOf(DrawnPane pane) => pane == DrawnPane.Price ? "price" : "below";
}

/// <summary>Where the parts of a run end and the test part begins, as shown times of bars; null where there is no such part.</summary>
/// <param name="TrainEnd">Last bar of the training part.</param>
/// <param name="ValidationEnd">Last bar of the validation part.</param>
/// <param name="TestStart">First bar of the test part.</param>
public sealed record ChartSplit(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? TrainEnd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? ValidationEnd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? TestStart
)
{
    /// <summary>The split of a run; only what learns has a training and a validation part.</summary>
    public static ChartSplit Of(SimulationResult result, ShownClock clock, double[] times)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(times);
        double? At(int bar) => bar >= 0 && bar < times.Length ? times[bar] : null;
        var (split, test) = (result.Spec.Split, clock.Of(result.Report.From));
        return result.Spec.Learns
            ? new ChartSplit(At(split.ValidationStart(times.Length) - 1), At(split.TestStart(times.Length) - 1), test)
            : new ChartSplit(null, null, test);
    }

    /// <summary>The split of a draft.</summary>
    public static ChartSplit Of(RunPreview preview, double[] times)
    {
        ArgumentNullException.ThrowIfNull(preview);
        ArgumentNullException.ThrowIfNull(times);
        double? At(int bar) => bar >= 0 && bar < times.Length ? times[bar] : null;
        var test = At(preview.TestStart);
        return preview.Spec.Learns
            ? new ChartSplit(At(preview.Spec.Split.ValidationStart(times.Length) - 1), At(preview.TestStart - 1), test)
            : new ChartSplit(null, null, preview.TestStart == 0 ? null : test);
    }
}
