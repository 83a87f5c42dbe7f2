using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Evaluation;
using Simulator.Evaluation.Rivals;
using Simulator.Markets;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Evaluation;

public sealed class RivalRunsTests
{
    private const int First = 300;

    [Fact]
    public void HolderOfEverything_IsLevelWithBuyAndHold_AndItsPositionsCannotBeShifted()
    {
        var (run, decisions) = Decided(_ => 1);

        var table = Of(run, decisions);

        Assert.Equal((0, 0, 0), Lead(table, RivalKind.BuyAndHold));
        Assert.DoesNotContain(table.Figures, f => f.Kind is RivalKind.MatchedHold or RivalKind.ShiftedPositions);
        Assert.True(table.ReturnWithoutCosts > run.Result.Equity[^1] / run.Result.StartingCash - 1);
    }

    [Fact]
    public void ProphetOfTheNextBar_IsAheadOfAllBeyondChance()
    {
        // The engine fills at the next open, which is the close here: the position of bar t earns the change to t + 1.
        var closes = Walk(900);
        var (run, decisions) = Decided(bar => bar + 1 < closes.Length ? Math.Sign(closes[bar + 1] - closes[bar]) : 0, closes);

        var table = Of(run, decisions);

        Assert.Contains(table.Figures, f => f.Kind == RivalKind.ShiftedPositions);
        Assert.All(table.Figures, f => Assert.True(f.Lower95 > 0, $"{f.Kind}: {f.Lower95}"));
        Assert.Equal(table.Figures.Count, table.AheadBeyondChance);
        Assert.Contains($"beyond chance over {table.Figures.Count} of them", table.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void CoinOfEveryDay_IsLevelWithItsShiftedSelf_AndBehindCashByItsCosts()
    {
        var random = new Random(5);
        var (run, decisions) = Decided(_ => random.Next(2) == 0 ? -1 : 1, Walk(3_000));

        var table = Of(run, decisions);

        var (_, lower, upper) = Lead(table, RivalKind.ShiftedPositions);
        Assert.True(lower < 0 && upper > 0, $"{lower} … {upper}");
        Assert.True(Lead(table, RivalKind.Cash).Upper < 0);
        Assert.True(table.BehindBeyondChance >= 2);
        Assert.True(table.ReturnWithoutCosts > run.Result.Equity[^1] / run.Result.StartingCash - 1 + 0.1);
    }

    [Fact]
    public void MatchedHold_HasTheVolatilityOfTheRun()
    {
        var (run, decisions) = Decided(bar => bar % 4 == 0 ? 0.5 : 0);

        var account = new Simulator.Statistics.AccountFigures(run.Series, run.Result);
        var held = new Simulator.Statistics.AccountFigures(run.Series, RunFacts.Held(run));
        var share = RivalRuns.MatchedShare(account, held)!.Value;
        var rival = RunFacts.Baseline(run, new ConstantShare(share, run.Series));
        var matched = new Simulator.Statistics.AccountFigures(run.Series, rival);

        // A quarter of the bars at one half: the variance is a sixteenth of the market's, its root a quarter.
        Assert.Equal(0.25, share, 0.03);
        Assert.Equal(1, Deviation(matched) / Deviation(account), 0.03);
        // Prices that go far from where they began leave the share where it was.
        Assert.All(rival.Exposure.Skip(2), e => Assert.Equal(share, e, 0.05 * share));
        Assert.Contains(Of(run, decisions).Figures, f => f.Kind == RivalKind.MatchedHold);

        static double Deviation(Simulator.Statistics.AccountFigures figures) =>
            Simulator.Numerics.Moments.StandardDeviation(figures.Returns);
    }

    [Fact]
    public void ShiftedPositions_StayATenthAwayFromTheRunsOwn()
    {
        // Long and short for 30 bars each: a shift by few bars would keep what it knows, one by few bars back would know more.
        var closes = Walk(900);
        var (run, decisions) = Decided(bar => Math.Sign(closes[Math.Min(899, (bar / 30 * 30) + 29)] - closes[bar / 30 * 30]), closes);

        var shifted = Of(run, decisions).Figures.Single(f => f.Kind == RivalKind.ShiftedPositions);

        Assert.True(shifted.Lower95 > 0, $"{shifted.Lower95}");
    }

    [Fact]
    public void Momentum_OfLessThanAYear_IsNoSecondCash()
    {
        var (run, decisions) = Decided(bar => bar % 2, Walk(340));

        Assert.DoesNotContain(Of(run, decisions).Figures, f => f.Kind == RivalKind.Momentum);
        Assert.Single(Of(run, decisions).Figures, f => f.Kind == RivalKind.Cash);
    }

    [Fact]
    public void Momentum_IsKnownAtTheClose_AndShortOnlyWhereAllowed()
    {
        double[] closes = [.. Enumerable.Range(0, 900).Select(i => i < 600 ? 100 + (i * 0.1) : 160 - ((i - 600) * 0.2))];
        var (run, _) = Decided(_ => 0, closes);

        var targets = RivalRuns.Momentum(run).TargetExposure;
        var year = (int)Math.Round(TradingPeriods.BarsPerYear(run.Series));
        Assert.All(Enumerable.Range(0, year), bar => Assert.Equal(0, targets[bar]));
        Assert.All(Enumerable.Range(year, 900 - year), bar => Assert.Equal(Math.Sign(closes[bar] - closes[bar - year]), targets[bar]));
        Assert.Contains(-1, targets);
        var longOnly = RivalRuns.Momentum(run with { Execution = run.Execution with { AllowShort = false } }).TargetExposure;
        Assert.DoesNotContain(-1, longOnly);
    }

    [Fact]
    public void Shifted_KeepsEveryPositionOfTheTestPart_AndLeavesTheBarsBefore()
    {
        var decisions = new DecisionTape(0, [9, 1, 2, 3, 4]);

        var shifted = RivalRuns.Shifted(decisions, 1, 4, 3);

        Assert.Equal([9, 2, 3, 4, 1], shifted.TargetExposure);
        Assert.Equal([9, 1, 2, 3, 4], decisions.TargetExposure);
    }

    private static RivalTable Of(RunUnderTest run, DecisionTape decisions) =>
        RivalRuns.Of(run, RunFacts.Held(run), RunFacts.Baseline(run, new HoldCash()), decisions, null, null);

    private static (double Lead, double Lower, double Upper) Lead(RivalTable table, RivalKind kind)
    {
        var figures = table.Figures.Single(f => f.Kind == kind);
        return (figures.Lead, figures.Lower95, figures.Upper95);
    }

    private static (RunUnderTest Run, DecisionTape Decisions) Decided(Func<int, double> target, double[]? closes = null)
    {
        closes ??= Walk(900);
        var times = new long[closes.Length];
        var day = new DateOnly(2001, 1, 1);
        for (var i = 0; i < times.Length; i++, day = day.AddDays(1))
            times[i] = MarketCalendar.Crypto.CloseOf(day).Ticks;
        double[] opens = [closes[0], .. closes[..^1]];
        double[] highs = [.. opens.Zip(closes, Math.Max)];
        double[] lows = [.. opens.Zip(closes, Math.Min)];
        var series = new BarSeries("WALK", times, opens, highs, lows, closes, new double[closes.Length])
        {
            Calendar = MarketCalendar.Crypto,
        };
        var decisions = new DecisionTape(0, [.. Enumerable.Range(0, closes.Length).Select(target)]);
        var (execution, capital) = (new ExecutionSpec { FractionalUnits = true }, new CapitalSpec());
        var result = BacktestEngine.Run(series, First, closes.Length - 1, new TapeStrategy(decisions), execution, capital);
        return (
            new RunUnderTest
            {
                Series = series,
                Result = result,
                Execution = execution,
                Capital = capital,
                Seed = 1,
            },
            decisions
        );
    }

    private static double[] Walk(int bars)
    {
        var random = new Random(3);
        var closes = new double[bars];
        for (var i = 0; i < bars; i++)
            closes[i] = i == 0 ? 100 : closes[i - 1] * Math.Exp(0.01 * (random.NextDouble() + random.NextDouble() - 1) * 2.45);
        return closes;
    }
}
