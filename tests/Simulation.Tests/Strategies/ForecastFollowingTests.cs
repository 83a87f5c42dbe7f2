using Simulator.Backtesting;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Strategies;

public sealed class ForecastFollowingTests
{
    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };
    private static readonly BarSeries s_flat = TestMarkets.OpenClose(
        (10, 10),
        (10, 10),
        (10, 10),
        (10, 10),
        (10, 10),
        (10, 10),
        (10, 10),
        (10, 10)
    );

    [Fact]
    public void Forecast_BeyondTheThreshold_IsFollowedAndWithinItMeansFlat()
    {
        var tape = Tape([double.NaN, 0.01, 0.01, -0.01, 0.004, double.NaN, 0.02, 0], 0.01);
        var result = Run(new ForecastFollowing(tape, 0.005));

        Assert.Equal([(1, 2, 4), (-1, 4, 5), (1, 7, 7)], result.Trades.Select(t => (Math.Sign(t.Size), t.EntryBar, t.ExitBar)));
    }

    [Fact]
    public void Mean_OfRoundingNoise_TradesNothing_WhateverTheThreshold()
    {
        var (noise, deviation) = (1e-17, 0.01);
        var tape = Tape([noise, -noise, noise, -noise, 1e-9, -1e-9, noise, 0], deviation);

        Assert.Empty(Run(new ForecastFollowing(tape)).Trades);
        Assert.Empty(Run(new ForecastFollowing(tape, size: ForecastSize.Kelly)).Trades);
        Assert.Empty(Run(new ForecastFollowing(Tape([.. tape.Mean.Select(m => 0.005 + m)], deviation), 0.005)).Trades);
        Assert.NotEmpty(Run(new ForecastFollowing(Tape([.. tape.Mean.Select(m => 1e6 * m)], deviation))).Trades);
    }

    [Fact]
    public void Kelly_HoldsTheFractionOfMertonsShareAndLeavesSmallChanges()
    {
        // ½ · (0.0001 + 0.0002)/0.0004 = 0.375; then 0.0001085 would be 0.386, a change too small to trade; 0.001 is cut to everything.
        var tape = Tape([0.0001, 0.0001085, 0.0001, 0.001, 0.001, 0.001, 0.001, 0], 0.02);
        var result = Run(new ForecastFollowing(tape, size: ForecastSize.Kelly));

        Assert.Equal([0, 0.375, 0.375, 0.375, 1, 1, 1, 1], result.Exposure.Select(e => Math.Round(e, 9)));
    }

    [Fact]
    public void Tape_ShorterThanTheSeries_SaysHowManyRowsItHas() =>
        Assert.Contains(
            "3 rows",
            Assert.Throws<InvalidOperationException>(() => Run(new ForecastFollowing(Tape([0.1, 0.1, 0.1], 0.02)))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Name_WithoutATape_SaysThatForecastsAreMissing() =>
        Assert.Contains(
            "forecaster",
            Assert
                .Throws<ArgumentException>(() => NamedStrategies.Create("forecastFollowing", new Dictionary<string, string>(), s_flat))
                .Message,
            StringComparison.Ordinal
        );

    internal static ForecastTape Tape(double[] mean, double deviation) =>
        new()
        {
            Forecaster = "test",
            FirstBar = Math.Max(0, Array.FindIndex(mean, m => !double.IsNaN(m))),
            Levels = [],
            Horizons =
            [
                new()
                {
                    Bars = 1,
                    Quantiles = [],
                    Mean = mean,
                    StandardDeviation = [.. mean.Select(m => m * 0 + deviation)],
                    ProbabilityOfRise = [.. mean.Select(m => m > 0 ? 1.0 : 0)],
                    Crps = [.. mean.Select(_ => double.NaN)],
                },
            ],
            Fold = new int[mean.Length],
            Cutoff = new int[mean.Length],
        };

    private static BacktestResult Run(IStrategy strategy) =>
        BacktestEngine.Run(s_flat, 0, s_flat.Count - 1, strategy, s_free, new CapitalSpec());
}
