using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Robustness;
using Simulator.Robustness.Resampling;
using Simulator.Robustness.Sweeps;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Robustness.Resampling;

public sealed class MonteCarloTests
{
    private static readonly RunSetup s_setup = TestSetups.Walk();
    private static readonly ParameterSet s_parameters = ParameterSet.Of([new("fast", "3"), new("slow", "9")]);

    [Fact]
    public void Distribution_OfHandPickedValues_HasTheirQuantiles()
    {
        var d = Distribution.Of([5, 1, 3, 2, 4, double.NaN], 4);
        Assert.Equal((5, 3.0, 3.0, 2.0, 4.0), (d.Count, d.Mean, d.Quantiles[3], d.Quantiles[2], d.Quantiles[4]));
        Assert.Equal(1.04, d.Quantiles[0], 12);
        Assert.Equal(0.7, d.ObservedRank, 12);
        Assert.True(double.IsNaN(Distribution.Of([], 1).Mean));
    }

    [Fact]
    public void ShuffledTrades_EndWhereTheAccountEnded_ByOtherDrawdowns()
    {
        var result = Run();
        var shuffled = AccountResampling.ShuffleTrades(result, 300, 1);
        Assert.Equal(shuffled.Return.Observed, shuffled.Return.Quantiles[0], 9);
        Assert.Equal(shuffled.Return.Observed, shuffled.Return.Quantiles[^1], 9);
        Assert.True(shuffled.MaxDrawdown.Quantiles[^1] > shuffled.MaxDrawdown.Quantiles[0]);
        Assert.Equal(
            result.Trades.Where(t => t.IsOpen).Sum(t => t.ProfitLoss) + (result.StartingCash * (1 + shuffled.Return.Observed)),
            result.Equity[^1],
            result.StartingCash * 1e-9
        );
    }

    [Fact]
    public void ResampledTrades_HaveTheAccountInTheirMiddle()
    {
        var resampled = AccountResampling.ResampleTrades(Run(), 1_000, 1);
        Assert.InRange(resampled.Return.ObservedRank, 0.3, 0.7);
        Assert.True(resampled.Return.StandardDeviation > 0);
    }

    [Fact]
    public void Bootstrap_OfALosingAccount_LosesMostly_AndCountsRuin()
    {
        var account = new AccountFigures(s_setup.Series, s_setup.Run(new ScriptedLoser()));
        var drawn = AccountResampling.Bootstrap(account, 300, 1, ruinLevel: 0.8);
        Assert.True(account.TotalReturn < -0.2);
        Assert.True(drawn.ProbabilityOfLoss > 0.8);
        Assert.InRange(drawn.ProbabilityOfRuin, drawn.ProbabilityOfLoss - 0.2, 1);
        Assert.Contains("mean block", drawn.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void NoisyBars_StayConsistent_AndTheNoiseHasItsSize()
    {
        var noisy = MarketResampling.Noisy(s_setup.Series, 0, 0.01, new SplitMix64(1));
        for (var i = 0; i < noisy.Count; i++)
        {
            Assert.True(noisy.High[i] >= Math.Max(noisy.Open[i], noisy.Close[i]));
            Assert.True(noisy.Low[i] <= Math.Min(noisy.Open[i], noisy.Close[i]) && noisy.Low[i] > 0);
        }
        Assert.Equal(0.01, Moments.StandardDeviation([.. noisy.Close.Zip(s_setup.Series.Close, (a, b) => Math.Log(a / b))]), 2e-3);
    }

    [Fact]
    public void ShuffledBars_KeepEveryGapAndShape_AndTheLastPrice()
    {
        var series = s_setup.Series;
        var shuffled = BarShuffle.Of(series, 0, series.Count - 1, new SplitMix64(1));
        Assert.Equal(series.Close[^1], shuffled.Close[^1], 1e-9 * series.Close[^1]);
        double[] Gaps(Simulator.Markets.BarSeries s) =>
            [.. Enumerable.Range(1, s.Count - 1).Select(i => Math.Round(s.High[i] / s.Close[i - 1], 9)).Order()];
        Assert.Equal(Gaps(series), Gaps(shuffled));
        Assert.NotEqual(series.Close[200], shuffled.Close[200]);
        Assert.Equal(series.Close[0], shuffled.Close[0]);
    }

    [Fact]
    public void BuyAndHold_OnShuffledBars_EndsTheSame()
    {
        var setup = s_setup with
        {
            Execution = new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                FractionalUnits = true,
            },
            FirstBar = 1,
        };
        // It buys at the first open, whose gap is another in every draw; without gaps the end would be the same to the last digit.
        var drawn = MarketResampling.ShuffleBars(setup, (_, _) => new BuyAndHold(), ParameterSet.Empty, 50, 1);
        Assert.InRange(drawn.Return.StandardDeviation, 0, 0.05);
    }

    [Fact]
    public void Costs_ThatAreRandom_NeverHelpBeyondNoCosts()
    {
        var drawn = MarketResampling.Costs(s_setup, TestSetups.SmaCross, s_parameters, 100, 1);
        var free = s_setup with
        {
            Execution = new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
        };
        Assert.True(
            drawn.Return.Quantiles[^1] <= (free.Run(TestSetups.SmaCross(s_parameters, free.Series)).Equity[^1] / free.Capital.Amount) - 1
        );
        Assert.True(drawn.Return.StandardDeviation > 0);
    }

    [Fact]
    public void SameSeed_GivesTheSameBits_AnotherSeedOthers()
    {
        double[] Quantiles(long seed) =>
            [.. MarketResampling.PriceNoise(s_setup, TestSetups.SmaCross, s_parameters, 0.1, 40, seed).Return.Quantiles];
        Assert.Equal(Quantiles(1), Quantiles(1));
        Assert.NotEqual(Quantiles(1), Quantiles(2));
    }

    [Fact]
    public void Entries_OfARuleThatKnowsTheNextBar_AreNoChance_ThoseOfARandomRuleAre()
    {
        var close = s_setup.Series.Close;
        var seer = Permuted(bar => bar + 1 < close.Length && close[bar + 1] > close[bar] ? 1 : -1);
        Assert.True(seer.PValue < 0.01, FormattableString.Invariant($"p = {seer.PValue}"));
        Assert.Equal(1 / 500.0, Permuted(bar => bar + 1 < close.Length && close[bar + 1] > close[bar] ? 1 : -1, 499).PValue);
    }

    [Fact]
    public void PValues_OfRandomRules_AreSpreadEvenly()
    {
        var values = Enumerable
            .Range(0, 100)
            .Select(seed =>
            {
                var random = Seeds.Generator(seed, "rule");
                var held = Enumerable.Range(0, 500).Select(_ => random.NextInt(10) == 0 ? random.NextInt(3) - 1 : 2).ToArray();
                return Permuted(bar => held[bar], 99).PValue;
            })
            .ToArray();
        Assert.InRange(values.Count(p => p <= 0.1), 3, 20);
        Assert.InRange(values.Average(), 0.40, 0.60);
    }

    [Fact]
    public void Entries_OfBuyAndHold_CannotBeMovedAndProveNothing()
    {
        var permuted = EntryPermutation.Of(s_setup.Series, s_setup.Run(new BuyAndHold()), 50, 1);
        Assert.Equal((1, true), (permuted.Trades, permuted.PValue > 0.3));
        Assert.True(double.IsNaN(EntryPermutation.Of(s_setup.Series, s_setup.Run(new HoldCash()), 50, 1).PValue));
    }

    private static EntryPermutation Permuted(Func<int, int> side, int draws = 199) =>
        EntryPermutation.Of(s_setup.Series, s_setup.Run(new SideStrategy(side)), draws, 7);

    private static BacktestResult Run() => s_setup.Run(TestSetups.SmaCross(s_parameters, s_setup.Series));

    /// <summary>Holds a side; 2 leaves the position as it is.</summary>
    private sealed class SideStrategy(Func<int, int> side) : IStrategy
    {
        public string Name => "sides";

        public int FirstReadyBar => 0;

        public void Start() { }

        public void Decide(BarContext context)
        {
            if (side(context.Bar) is var wanted and not 2)
                context.Orders.Target(0.9 * wanted);
        }
    }

    /// <summary>Turns round at every bar and pays for it.</summary>
    private sealed class ScriptedLoser : IStrategy
    {
        public string Name => "loser";

        public int FirstReadyBar => 0;

        public void Start() { }

        public void Decide(BarContext context) => context.Orders.Target(context.Bar % 2 == 0 ? 0.9 : -0.9);
    }
}
