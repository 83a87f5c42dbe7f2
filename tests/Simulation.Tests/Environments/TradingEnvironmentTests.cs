using Simulator.Backtesting;
using Simulator.Environments;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

public sealed class TradingEnvironmentTests : EnvironmentContractTests
{
    private const int Bars = 1_000,
        Long = 1,
        Short = 2;
    private static readonly BarSeries s_series = RandomWalk.Series(Bars);
    private static readonly ObservedMarket s_market = ObservedMarket.Create(
        s_series,
        RandomWalk.Features(s_series),
        RandomWalk.Tape(s_series, 20),
        RandomWalk.Split
    );

    private static readonly TradingTerms s_terms = new(new ExecutionSpec(), new CapitalSpec());

    protected override IVectorEnvironment Create(params ulong[] seeds) => Training(s_terms, 40, seeds);

    protected override (IVectorEnvironment Whole, IVectorEnvironment Cut, int Steps)? Truncated()
    {
        const int Cut = 700;
        var series = s_series.Slice(0, Cut + 1);
        // The same training part, so that the same scale.
        var split = RandomWalk.Split with
        {
            TrainFraction = 600.0 / (Cut + 1),
        };
        var market = ObservedMarket.Create(series, RandomWalk.Features(series), RandomWalk.Tape(series, 20), split);
        Assert.Equal(s_market.TrainingEnd, market.TrainingEnd);
        return (Over(s_market, Bars - 1), Over(market, Cut), Cut - 60);

        static TradingEnvironment Over(ObservedMarket market, int end) => new(market, s_terms, 60, end, int.MaxValue, 1UL);
    }

    [Fact]
    public void Rewards_HigherCost_NeverHelps()
    {
        double Wealth(double cost)
        {
            var environment = WholeTraining(s_market, TradingTerms.OwnCost(cost, true));
            var random = new SplitMix64(4);
            return Enumerable
                .Range(0, s_market.TrainingEnd - s_market.FirstRow)
                .Sum(_ =>
                {
                    environment.Step([random.NextInt(3)]);
                    return environment.Rewards[0];
                });
        }
        var wealth = new[] { 0, 0.0005, 0.001, 0.005, 0.02 }.Select(Wealth).ToArray();
        Assert.Equal(wealth.OrderDescending(), wealth);
        Assert.Equal(wealth.Length, wealth.Distinct().Count());
    }

    [Fact]
    public void Position_WithoutShorting_IsFlatOrLong()
    {
        var longOnly = Training(TradingTerms.OwnCost(0, false), 40, 1);
        Assert.Equal(2, longOnly.ActionCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => longOnly.Step([Short]));
        longOnly.Step([Long]);
        Assert.Equal(1, longOnly.Held(0).Target);
        Assert.InRange(longOnly.Held(0).Exposure, 0.9, 1.1);
        Assert.Equal(s_series.Open[longOnly.Bars[0]], longOnly.Held(0).EntryPrice);
        longOnly.Step([0]);
        Assert.Equal(HeldPosition.Flat, longOnly.Held(0));
    }

    [Fact]
    public void Observation_WhileShort_ShowsTargetExposureUnrealisedReturnAndBars()
    {
        var environment = Training(TradingTerms.OwnCost(0, true), 40, 1);
        environment.Step([Short]);
        environment.Step([Short]);
        var bar = environment.Bars[0];
        var row = environment.Observations[^ObservedMarket.PositionValues..];
        var returns = Enumerable.Range(bar - 19, 20).Select(t => Math.Log(s_series.Close[t] / s_series.Close[t - 1])).ToArray();
        var volatility = Math.Sqrt(returns.Sum(r => (r - returns.Average()) * (r - returns.Average())) / 19);
        var (entry, close) = (s_series.Open[bar - 1], s_series.Close[bar]);
        var units = 100_000 / s_series.Close[bar - 2]; // sized at the decision
        units = Math.Min(units, 100_000 / entry);
        Assert.Equal(-1, row[0]);
        Assert.Equal(-units * close / (100_000 + (units * (entry - close))), row[1], 1e-6);
        Assert.Equal(Math.Clamp(-Math.Log(close / entry) / (volatility * Math.Sqrt(20)), -5, 5), row[2], 1e-5);
        Assert.Equal(2 / 50f, row[3]);
    }

    [Fact]
    public void Observations_ByIndexAndGathered_AreTheSame()
    {
        var environment = Training(s_terms, 40, 1, 2, 3);
        var (random, batch) = (new SplitMix64(8), new float[3 * environment.ObservationSize]);
        var width = s_market.ColumnNames.Count;
        for (var step = 0; step < 100; step++)
        {
            environment.Step([random.NextInt(3), random.NextInt(3), random.NextInt(3)]);
            environment.Gather(batch);
            Assert.True(environment.Observations.SequenceEqual(batch));
            for (var i = 0; i < 3; i++)
            {
                var row = batch.AsSpan(i * environment.ObservationSize, environment.ObservationSize);
                Assert.True(row[..width].SequenceEqual(s_market.Rows.Slice(environment.Bars[i] * width, width)));
                Assert.True(row[width..].SequenceEqual(environment.Positions.Slice(i * ObservedMarket.PositionValues, row.Length - width)));
            }
        }
    }

    [Fact]
    public void Episodes_OfManyStarts_StayInTheTrainingPart()
    {
        var environment = Training(TradingTerms.OwnCost(0, true), 40, [.. Enumerable.Range(0, 64).Select(i => (ulong)i)]);
        var actions = new int[64];
        var starts = new HashSet<int>();
        var lastDecided = 0;
        for (var step = 0; step < 2_000; step++)
        {
            foreach (var bar in environment.Bars)
                lastDecided = Math.Max(lastDecided, bar);
            if (step % 40 == 0)
                starts.UnionWith(environment.Bars.ToArray());
            environment.Step(actions);
        }
        Assert.Equal(s_market.TrainingEnd - 1, lastDecided);
        Assert.Equal(600 - 17 - 1, s_market.TrainingEnd);
        Assert.Equal(20, s_market.FirstRow);
        Assert.Equal(s_market.FirstRow, starts.Min());
        Assert.Equal(s_market.TrainingEnd - 40, starts.Max());
    }

    [Fact]
    public void Bars_AfterAnObservation_DoNotChangeIt()
    {
        const int Cut = 400; // bars after this one are another world
        var other = Splice(s_series, RandomWalk.Series(Bars, 77), Cut + 1);
        var changed = ObservedMarket.Create(other, RandomWalk.Features(other), RandomWalk.Tape(other, 20), RandomWalk.Split);
        var (a, b) = (new float[s_market.ObservationSize], new float[s_market.ObservationSize]);
        var standardised = Unscaled(s_market, changed, 60);
        for (var t = 60; t <= Cut; t++)
        {
            var held = new HeldPosition(1, 0.9, s_series.Open[t], 1);
            s_market.Observe(t, held, a);
            changed.Observe(t, held, b);
            for (var k = 0; k < a.Length; k++)
                Assert.Equal(a[k], k < standardised.Length ? standardised[k](b[k]) : b[k], 1e-4);
        }
    }

    [Fact]
    public void Bars_OfValidationAndTest_ChangeNoTrainingObservationOrReward()
    {
        var cut = RandomWalk.Split.ValidationStart(Bars) - RandomWalk.Split.EmbargoBars;
        var other = Splice(s_series, RandomWalk.Series(Bars, 78), cut);
        var changed = ObservedMarket.Create(other, RandomWalk.Features(other), RandomWalk.Tape(other, 20), RandomWalk.Split);
        var (a, b) = (
            WholeTraining(s_market, TradingTerms.OwnCost(0.001, true)),
            WholeTraining(changed, TradingTerms.OwnCost(0.001, true))
        );
        var random = new SplitMix64(3);
        for (var t = s_market.FirstRow; t < s_market.TrainingEnd; t++)
        {
            Assert.True(a.Observations.SequenceEqual(b.Observations), $"bar {t} sees bars from {cut} on");
            var action = random.NextInt(3);
            a.Step([action]);
            b.Step([action]);
            Assert.Equal(a.Rewards[0], b.Rewards[0]);
        }
        Assert.True(a.FinalObservations.SequenceEqual(b.FinalObservations));
    }

    [Fact]
    public void Short_WhenThePriceTriples_IsRuinedAndEnds()
    {
        var series = RandomWalk.Series(Bars);
        const int Jump = 300;
        for (var t = Jump; t < Bars; t++)
            (series.Open[t], series.Close[t]) = (series.Open[t] * 3, series.Close[t] * 3);
        var market = ObservedMarket.Create(series, RandomWalk.Features(series), null, RandomWalk.Split);
        var environment = new TradingEnvironment(market, TradingTerms.OwnCost(0.001, true), Jump - 2, Jump + 2, 4, 1UL);
        environment.Step([Short]);
        Assert.False(environment.Terminated[0]);
        environment.Step([Short]);
        Assert.True(environment.Terminated[0]);
        Assert.False(environment.Truncated[0]);
        Assert.Equal(Math.Log(TradingEnvironment.RuinGrowth), environment.Rewards[0]);
        Assert.Equal((-1f, 0f), (environment.FinalObservations[^4], environment.FinalObservations[^3]));
        Assert.Equal(HeldPosition.Flat, environment.Held(0));
        Assert.Equal(100_000, environment.Equity(0));
    }

    [Fact]
    public void Environment_BeyondTheSeries_SaysWhichBarIsMissing()
    {
        var error = Assert.Throws<ArgumentException>(() => new TradingEnvironment(s_market, s_terms, 700, Bars, 40, 1UL));
        Assert.Contains("close of bar 1000 of 1000", error.Message, StringComparison.Ordinal);
    }

    private static TradingEnvironment Training(TradingTerms terms, int episodeBars, params ulong[] seeds) =>
        new(s_market, terms, s_market.FirstRow, s_market.TrainingEnd, episodeBars, seeds);

    private static TradingEnvironment WholeTraining(ObservedMarket market, TradingTerms terms) =>
        new(market, terms, market.FirstRow, market.TrainingEnd, int.MaxValue, 1UL);

    private static BarSeries Splice(BarSeries before, BarSeries after, int at)
    {
        double[] Join(double[] a, double[] b) => [.. a[..at], .. b[at..]];
        return new BarSeries(
            before.Symbol,
            before.CloseTimeTicks,
            Join(before.Open, after.Open),
            Join(before.High, after.High),
            Join(before.Low, after.Low),
            Join(before.Close, after.Close),
            before.Volume
        );
    }

    /// <summary>
    /// Per column the line that takes the second market's standardised values to the first's: two fits of one scale differ by a line.
    /// </summary>
    private static Func<float, double>[] Unscaled(ObservedMarket first, ObservedMarket second, int from)
    {
        var (width, bars) = (first.ColumnNames.Count, Enumerable.Range(from, 200).ToArray());
        var lines = new Func<float, double>[width];
        var rows = bars.Select(t => (A: Row(first, t), B: Row(second, t))).ToArray();
        for (var c = 0; c < width; c++)
        {
            var at = c;
            var inside = rows.Where(r => Math.Abs(r.A[at]) < 4.9 && Math.Abs(r.B[at]) < 4.9).ToArray();
            var low = inside.MinBy(r => r.B[at]);
            var high = inside.MaxBy(r => r.B[at]);
            var slope = ((double)high.A[at] - low.A[at]) / (high.B[at] - low.B[at]);
            lines[c] = value => Math.Clamp(low.A[at] + (slope * (value - low.B[at])), -5, 5);
        }
        return lines;
    }

    private static float[] Row(ObservedMarket market, int bar)
    {
        var row = new float[market.ObservationSize];
        market.Observe(bar, HeldPosition.Flat, row);
        return row;
    }
}
