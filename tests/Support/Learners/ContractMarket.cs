using Simulator.Backtesting;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Learners;

/// <summary>A small made-up market for contracts.</summary>
public static class ContractMarket
{
    /// <summary>Split of the contracts.</summary>
    public static SplitSpec Split { get; } = new() { EmbargoBars = 5 };

    /// <summary>A seeded random walk with some momentum.</summary>
    public static BarSeries Bars(int count, ulong seed = 11)
    {
        var random = new SplitMix64(seed);
        var (open, high, low, close, ticks) = (new double[count], new double[count], new double[count], new double[count], new long[count]);
        var (price, drift) = (100.0, 0.0);
        for (var t = 0; t < count; t++)
        {
            open[t] = price;
            drift = (0.3 * drift) + (0.01 * random.NextGaussian());
            close[t] = price *= Math.Exp(drift);
            high[t] = Math.Max(open[t], close[t]) * 1.002;
            low[t] = Math.Min(open[t], close[t]) * 0.998;
            ticks[t] = new DateTime(2012, 1, 2, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks;
        }
        return new BarSeries("SYN", ticks, open, high, low, close, [.. close.Select(_ => 1000.0)]) { IsSynthetic = true };
    }

    /// <summary>Features of bars.</summary>
    public static FeatureTable Features(BarSeries bars) =>
        FeatureBuilder.Build(new(bars, []), [new ReturnsFeatureSpec { LagsBars = [1, 5] }]);

    /// <summary>What a forecaster sees of bars.</summary>
    public static ForecastInput Forecast(BarSeries bars) => new(bars, Features(bars), Split);

    /// <summary>What an agent sees of bars.</summary>
    public static AgentInput Agent(BarSeries bars) => new(bars, Features(bars), null, Split, new ExecutionSpec(), new CapitalSpec());
}
