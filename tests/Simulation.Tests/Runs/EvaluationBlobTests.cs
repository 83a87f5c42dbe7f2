using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Evaluation.Rivals;
using Simulator.Runs;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Runs;

public sealed class EvaluationBlobTests
{
    [Fact]
    public void EveryStateOnTheWay_ReadsBackToTheSameBytes()
    {
        var (run, parts) = (Breakout(1_500), EvaluationParts.None);
        for (var done = 0; done <= Evaluator.Steps.Count; done++)
        {
            parts = done == 0 ? parts : Evaluator.Steps[done - 1].Run(run, parts);
            var bytes = EvaluationBlob.Write(parts);
            var back = EvaluationBlob.ReadParts(bytes);

            Assert.Equal(done, back.Done);
            Assert.Equal(bytes, EvaluationBlob.Write(back));
        }
    }

    [Fact]
    public void Result_ReadsBackBitForBit()
    {
        var found = Evaluator.Run(Breakout(1_500));
        var read = EvaluationBlob.Read(EvaluationBlob.Write(found));

        Assert.NotEmpty(found.FillBand!.Bars);
        Assert.Equal(found.FillBand.Bars, read.FillBand!.Bars);
        Assert.Equal(found.BuyAndHold.Equity, read.BuyAndHold.Equity);
        Assert.Equal(found.BuyAndHold.Exposure, read.BuyAndHold.Exposure);
        Assert.Equal(found.BuyAndHold.TradeHash, read.BuyAndHold.TradeHash);
        Assert.Equal(found.Cash.Equity, read.Cash.Equity);
        Assert.Equal(found.Checks, read.Checks);
        Assert.Equal(found.Robustness.Entries!.PValue, read.Robustness.Entries!.PValue);
    }

    [Fact]
    public void UndefinedFigures_ReadBackAsUndefined()
    {
        var run = Breakout(40) with { Strategy = null };
        var read = EvaluationBlob.Read(EvaluationBlob.Write(Evaluator.Run(run with { Result = Cash(run) })));

        Assert.True(double.IsNaN(read.Robustness.MinimumTrackRecordPeriods));
        Assert.Null(read.Robustness.Entries);
        Assert.Null(read.FillBand);
    }

    [Fact]
    public void Rivals_ReadBackByName_WithWhatIsUndefined()
    {
        var rival = new RivalFigures(RivalKind.ShiftedPositions, 0.1, double.NaN, 0.2, 3, -0.05, double.NaN, double.NaN);
        var bytes = EvaluationBlob.Write(EvaluationParts.None with { Rivals = new RivalTable([rival], 0.3) });

        var read = EvaluationBlob.ReadParts(bytes).Rivals!;

        Assert.Equal(rival, Assert.Single(read.Figures));
        Assert.Equal(0.3, read.ReturnWithoutCosts);
        Assert.Contains("\"shiftedPositions\"", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void BeforeTheEnd_IsNoResult() =>
        Assert.Throws<InvalidDataException>(() => EvaluationBlob.Read(EvaluationBlob.Write(EvaluationParts.None)));

    private static RunUnderTest Breakout(int bars)
    {
        var series = TestMarkets.Random(3, bars);
        static IStrategy Make() => new StopBreakout();
        return new RunUnderTest
        {
            Series = series,
            Execution = new ExecutionSpec(),
            Capital = new CapitalSpec(),
            Strategy = Make,
            Seed = 7,
            Result = BacktestEngine.Run(series, 20, bars - 1, Make(), new ExecutionSpec(), new CapitalSpec()),
        };
    }

    private static BacktestResult Cash(RunUnderTest run) =>
        BacktestEngine.Run(run.Series, 20, run.Series.Count - 1, new HoldCash(), run.Execution, run.Capital);
}
