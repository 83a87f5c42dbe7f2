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
        RandomWalk.Tape(s_series, 60),
        RandomWalk.Split
    );

    protected override IVectorEnvironment Create(params ulong[] seeds) => Training(new TradingTerms(0.001, true), 40, seeds);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.001)]
    public void Rewards_OfRandomDecisions_SumToAnAccountsLogWealth(double cost)
    {
        var environment = WholeTraining(s_market, new TradingTerms(cost, true));
        var random = new SplitMix64(17);
        var (cash, units, wealth, sum, held) = (1.0, 0.0, 1.0, 0.0, 0.0);
        for (var t = s_market.FirstRow; t < s_market.TrainingEnd; t++)
        {
            var action = random.NextInt(3);
            var target = new[] { 0.0, 1.0, -1.0 }[action];
            // The account trades at open[t+1] and is marked at open[t+2].
            cash = wealth - (cost * Math.Abs(target - held) * wealth) - (target * wealth);
            units = target * wealth / s_series.Open[t + 1];
            wealth = cash + (units * s_series.Open[t + 2]);
            held = target;
            environment.Step([action]);
            sum += environment.Rewards[0];
            Assert.Equal(Math.Log(wealth), sum, 1e-9);
        }
        Assert.True(environment.Truncated[0]);
    }

    [Fact]
    public void Rewards_AlwaysLong_AreBuyAndHoldLessOneEntry()
    {
        var environment = WholeTraining(s_market, new TradingTerms(0.002, true));
        var sum = 0.0;
        for (var t = s_market.FirstRow; t < s_market.TrainingEnd; t++)
        {
            environment.Step([Long]);
            sum += environment.Rewards[0];
        }
        var (first, last) = (s_series.Open[s_market.FirstRow + 1], s_series.Open[s_market.TrainingEnd + 1]);
        var second = s_series.Open[s_market.FirstRow + 2];
        Assert.Equal(Math.Log((second / first) - 0.002) + Math.Log(last / second), sum, 1e-9);
    }

    [Fact]
    public void Rewards_HigherCost_NeverHelps()
    {
        double Wealth(double cost)
        {
            var environment = WholeTraining(s_market, new TradingTerms(cost, true));
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
        var longOnly = Training(new TradingTerms(0, false), 40, 1);
        Assert.Equal(2, longOnly.ActionCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => longOnly.Step([Short]));
        longOnly.Step([Long]);
        Assert.Equal(1, longOnly.Held[0].Exposure);
        Assert.Equal(s_series.Open[longOnly.Bars[0]], longOnly.Held[0].EntryPrice);
        longOnly.Step([0]);
        Assert.Equal(HeldPosition.Flat, longOnly.Held[0]);
    }

    [Fact]
    public void Observation_WhileShort_ShowsExposureUnrealisedReturnAndBars()
    {
        var environment = Training(new TradingTerms(0, true), 40, 1);
        environment.Step([Short]);
        environment.Step([Short]);
        var bar = environment.Bars[0];
        var row = environment.Observations[^ObservedMarket.PositionValues..];
        var returns = Enumerable.Range(bar - 19, 20).Select(t => Math.Log(s_series.Close[t] / s_series.Close[t - 1])).ToArray();
        var volatility = Math.Sqrt(returns.Sum(r => (r - returns.Average()) * (r - returns.Average())) / 19);
        var unrealised = -Math.Log(s_series.Close[bar] / s_series.Open[bar - 1]) / (volatility * Math.Sqrt(20));
        Assert.Equal(-1, row[0]);
        Assert.Equal(Math.Clamp(unrealised, -5, 5), row[1], 1e-5);
        Assert.Equal(2 / 50f, row[2]);
    }

    [Fact]
    public void Episodes_OfManyStarts_StayInTheTrainingPart()
    {
        var environment = Training(new TradingTerms(0, true), 40, [.. Enumerable.Range(0, 64).Select(i => (ulong)i)]);
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
        Assert.Equal(600 - 17 - 2, s_market.TrainingEnd);
        Assert.Equal(60, s_market.FirstRow);
        Assert.Equal(s_market.FirstRow, starts.Min());
        Assert.Equal(s_market.TrainingEnd - 40, starts.Max());
    }

    [Fact]
    public void Bars_AfterTheDecisionsReward_ChangeNothingBefore()
    {
        const int Cut = 400; // bars after this one are another world
        var other = Splice(s_series, RandomWalk.Series(Bars, 77), Cut + 1);
        var changed = ObservedMarket.Create(other, RandomWalk.Features(other), RandomWalk.Tape(other, 60), RandomWalk.Split);
        var (a, b) = (new float[s_market.ObservationSize], new float[s_market.ObservationSize]);
        var standardised = Unscaled(s_market, changed, 60);
        for (var t = 60; t <= Cut; t++)
        {
            var held = new HeldPosition(1, s_series.Open[t], 1);
            s_market.Observe(t, held, a);
            changed.Observe(t, held, b);
            for (var k = 0; k < a.Length; k++)
                Assert.Equal(a[k], k < standardised.Length ? standardised[k](b[k]) : b[k], 1e-4);
            if (t + 2 <= Cut)
                Assert.Equal(s_market.Growth(t, 0, 1, 0.001), changed.Growth(t, 0, 1, 0.001));
        }
    }

    [Fact]
    public void Bars_OfValidationAndTest_ChangeNoTrainingObservationOrReward()
    {
        var cut = RandomWalk.Split.ValidationStart(Bars) - RandomWalk.Split.EmbargoBars;
        var other = Splice(s_series, RandomWalk.Series(Bars, 78), cut);
        var changed = ObservedMarket.Create(other, RandomWalk.Features(other), RandomWalk.Tape(other, 60), RandomWalk.Split);
        var (a, b) = (WholeTraining(s_market, new TradingTerms(0.001, true)), WholeTraining(changed, new TradingTerms(0.001, true)));
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
        var environment = new TradingEnvironment(market, new TradingTerms(0.001, true), Jump - 2, Jump + 2, 4, 1UL);
        environment.Step([Short]);
        Assert.True(environment.Terminated[0]);
        Assert.Equal(Math.Log(TradingEnvironment.RuinGrowth), environment.Rewards[0]);
        Assert.Equal(HeldPosition.Flat, environment.Held[0]);
    }

    [Fact]
    public void Environment_BeyondTheSeries_SaysWhichBarIsMissing()
    {
        var error = Assert.Throws<ArgumentException>(() => new TradingEnvironment(s_market, default, 700, Bars - 1, 40, 1UL));
        Assert.Contains("open of bar 1000 of 1000", error.Message, StringComparison.Ordinal);
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
