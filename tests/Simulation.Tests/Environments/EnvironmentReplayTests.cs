using System.Globalization;
using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Environments;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;
using Simulator.Tests.Simulation.Backtesting.RandomRuns;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>
/// The environment is the engine: what was decided in an episode, given to the engine as a tape from the same start, makes the same
/// equity, under random terms that turn on every cost and limit.
/// </summary>
public sealed class EnvironmentReplayTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Accounts = 3,
        EpisodeBars = 90,
        Steps = 400;

    [Fact]
    public void Decisions_ReplayedByTheEngine_MakeTheSameEquity()
    {
        var tally = new ReplayTally();
        for (var seed = 0; seed < 160; seed++)
            Replay(RandomMarket.Shared(seed), Terms(seed), seed, tally);
        output.WriteLine(tally.ToString());
        tally.RequireEverything();
    }

    [Fact]
    public void Weights_ReplayedByTheEngine_MakeTheSameEquity()
    {
        var tally = new ReplayTally();
        for (var seed = 0; seed < 80; seed++)
            Replay(RandomMarket.Shared(seed), Terms(seed), seed, tally, ofAnyWeight: true);
        output.WriteLine(tally.ToString());
        tally.RequireEverything();
    }

    [SkippableFact]
    public void Decisions_OnRealBars_MakeTheSameEquity()
    {
        BarSeries[] markets = [ReferenceBars.Goog(), ReferenceBars.EurUsd()];
        var tally = new ReplayTally();
        for (var seed = 0; seed < 60; seed++)
            Replay(markets[seed % 2], Terms(seed), seed, tally);
        output.WriteLine(tally.ToString());
    }

    [Fact]
    public void Policy_InTheEngineAndInTheEnvironment_SeesAndMakesTheSame()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (series, terms) = (RandomMarket.Shared(seed), Terms(seed));
            var market = Market(series);
            var (start, last) = (market.FirstRow, market.FirstRow + 200);
            List<float[]> seen = [];
            var policy = new ObservedPolicy(
                market,
                terms,
                start,
                observation =>
                {
                    seen.Add(observation.ToArray());
                    return Choice(observation, terms.Exposures.Length);
                }
            );
            var result = BacktestEngine.Run(series, start, last, policy, terms.Execution, terms.Capital);
            var targets = policy.Complete(last, result.LiquidatedBar);
            Assert.All(targets[..start], t => Assert.True(double.IsNaN(t)));
            Assert.All(targets[start..(last + 1)], t => Assert.Contains(t, terms.Exposures.ToArray()));

            var tape = new TapeStrategy(new DecisionTape(start, targets));
            Assert.Equal(result.Equity, BacktestEngine.Run(series, start, last, tape, terms.Execution, terms.Capital).Equity);

            var environment = new TradingEnvironment(market, terms, start, last, int.MaxValue, 1UL);
            for (var k = 0; k < last - start; k++)
            {
                Assert.Equal(seen[k], environment.Observations.ToArray());
                environment.Step([Choice(environment.Observations, terms.Exposures.Length)]);
                if (environment.Terminated[0])
                    break;
                if (k < last - start - 1)
                    Assert.Equal(result.Equity[k + 1], environment.Equity(0));
            }
        }

        // Any rule will do that depends on the whole observation.
        static int Choice(ReadOnlySpan<float> observation, int actions)
        {
            var sum = 0f;
            foreach (var value in observation)
                sum += value;
            return (int)(Math.Abs(sum) * 1_000) % actions;
        }
    }

    private static TradingTerms Terms(int seed)
    {
        var random = new SplitMix64((ulong)seed + 31);
        random.NextUInt64();
        var execution = RandomTerms.Any(seed).Execution with { Fill = (FillRule)random.NextInt(2) };
        var amounts = new[] { 2_000.0, 20_000, 1_000_000 };
        return new TradingTerms(execution, new CapitalSpec { Amount = amounts[random.NextInt(3)] });
    }

    private static ObservedMarket Market(BarSeries series)
    {
        var column = new double[series.Count];
        for (var t = 1; t < series.Count; t++)
            column[t] = Math.Log(series.Close[t] / series.Close[t - 1]);
        return ObservedMarket.Create(series, new FeatureTable(["return"], [column]), null, new SplitSpec());
    }

    private static void Replay(BarSeries series, TradingTerms terms, int seed, ReplayTally tally, bool ofAnyWeight = false)
    {
        var market = Market(series);
        var environment = new TradingEnvironment(
            market,
            terms,
            market.FirstRow,
            series.Count - 1,
            EpisodeBars,
            [.. Enumerable.Range(0, Accounts).Select(i => (ulong)((seed * Accounts) + i))]
        );
        var random = new SplitMix64((ulong)seed);
        var episodes = Enumerable.Range(0, Accounts).Select(i => new RecordedEpisode(environment.Bars[i])).ToArray();
        var (actions, weights, stays) = (new int[Accounts], new float[Accounts], 1 + random.NextInt(6));
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < Accounts; i++)
            {
                if (random.NextInt(stays) != 0)
                    continue;
                actions[i] = random.NextInt(environment.ActionCount);
                weights[i] = ofAnyWeight ? Weight() : (float)terms.Exposures[actions[i]];
            }
            if (ofAnyWeight)
                environment.Drive(weights);
            else
                environment.Step(actions);
            for (var i = 0; i < Accounts; i++)
            {
                episodes[i].Record(environment, i, weights[i]);
                if (!environment.Terminated[i] && !environment.Truncated[i])
                    continue;
                tally.Count(episodes[i].Replay(series, terms, environment.Terminated[i]));
                episodes[i] = new RecordedEpisode(environment.Bars[i]);
            }
        }
        foreach (var episode in episodes)
            tally.Count(episode.Replay(series, terms, terminated: false));

        float Weight()
        {
            var (low, high) = (environment.ActionLow[0], environment.ActionHigh[0]);
            return (float)(low + (random.NextDouble() * (high - low)));
        }
    }

    /// <summary>An episode as the environment showed it.</summary>
    private sealed class RecordedEpisode(int start)
    {
        private readonly List<double> _targets = [];
        private readonly List<double> _rewards = [];
        private readonly List<(double Equity, double Exposure)> _closes = [];

        public void Record(TradingEnvironment environment, int i, double target)
        {
            _targets.Add(target);
            _rewards.Add(environment.Rewards[i]);
            if (!environment.Terminated[i] && !environment.Truncated[i])
                _closes.Add((environment.Equity(i), environment.Held(i).Exposure));
        }

        public BacktestResult? Replay(BarSeries series, TradingTerms terms, bool terminated)
        {
            if (_targets.Count == 0)
                return null;
            var exposure = new double[series.Count];
            Array.Fill(exposure, double.NaN, 0, start);
            _targets.CopyTo(exposure, start);
            var last = start + _targets.Count;
            var tape = new TapeStrategy(new DecisionTape(start, exposure));
            var result = BacktestEngine.Run(series, start, last, tape, terms.Execution, terms.Capital);
            Assert.Equal(terms.Capital.Amount, result.Equity[0]);
            for (var k = 0; k < _closes.Count; k++)
            {
                AssertClose(result.Equity[k + 1], _closes[k].Equity);
                Assert.Equal(result.Exposure[k + 1], _closes[k].Exposure * terms.Execution.Leverage, 1e-9);
            }
            for (var k = 0; k < _rewards.Count - (terminated ? 1 : 0); k++)
                Assert.Equal(Math.Log(result.Equity[k + 1] / result.Equity[k]), _rewards[k], 1e-12);
            Assert.Equal(terminated, result.Equity[^1] / result.Equity[^2] <= TradingEnvironment.RuinGrowth);
            return result;
        }

        private static void AssertClose(double expected, double actual) =>
            Assert.True(Math.Abs(actual - expected) <= 1e-9 * Math.Abs(expected), $"equity {actual:R}, the engine has {expected:R}");
    }

    /// <summary>What the replayed runs went through.</summary>
    private sealed class ReplayTally
    {
        private int _runs,
            _trades,
            _marginCalls,
            _partialFills,
            _liquidations,
            _refusals;
        private double _commissions,
            _slippage,
            _borrow,
            _earned,
            _paid;

        public void Count(BacktestResult? result)
        {
            if (result is null)
                return;
            _runs++;
            _trades += result.Trades.Count;
            _marginCalls += result.MarginCalls.Count;
            _partialFills += result.PartialFills;
            _liquidations += result.LiquidatedBar >= 0 ? 1 : 0;
            _refusals += result.Notes.Count;
            (_commissions, _slippage) = (_commissions + Math.Abs(result.Commissions), _slippage + result.SlippageCost);
            (_borrow, _earned, _paid) = (
                _borrow + Math.Abs(result.BorrowCost),
                _earned + Math.Abs(result.InterestEarned),
                _paid + result.InterestPaid
            );
        }

        public void RequireEverything()
        {
            Assert.All(
                (int[])[_runs, _trades, _marginCalls, _partialFills, _liquidations, _refusals],
                n => Assert.True(n > 20, ToString())
            );
            Assert.All((double[])[_commissions, _slippage, _borrow, _earned, _paid], sum => Assert.True(sum > 1_000, ToString()));
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_runs} episodes, {_trades} trades, {_marginCalls} margin calls, {_partialFills} partial fills, "
                    + $"{_liquidations} liquidations, {_refusals} notes; commissions {_commissions:0}, slippage "
                    + $"{_slippage:0}, borrowing {_borrow:0}, interest earned {_earned:0} and paid {_paid:0}"
            );
    }
}
