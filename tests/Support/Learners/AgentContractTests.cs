using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Robustness.Causality;
using Simulator.Stages;
using Simulator.Tests.Features;
using Xunit;

namespace Simulator.Tests.Learners;

/// <summary>What every agent must hold. A derived class names the row and a spec small enough for seconds.</summary>
public abstract class AgentContractTests : LearnerContractTests
{
    private const int Bars = 420;

    /// <summary>A small spec with at least two seeds.</summary>
    protected abstract AgentSpec Spec { get; }

    [Fact]
    public void Decisions_OnOtherFutures_AreTheSameUpToTheCut()
    {
        var source = new ColumnSource(Row.Name, bars => [Train(bars).Decisions.TargetExposure], canBeCut: false);
        var report = LookAheadCheck.Of(source, ContractMarket.Bars(Bars), new LookAheadOptions { Cuts = 3, Seed = 3 });
        Assert.True(report.Passed, report.Sentence);
    }

    [Fact]
    public void Decisions_BeginOneBarBeforeTheTest_AndLieWithinMinusOneAndOne()
    {
        var decisions = Train(ContractMarket.Bars(Bars)).Decisions;
        var first = ContractMarket.Split.TestStart(Bars) - 1;
        Assert.Equal(first, decisions.FirstBar);
        Assert.All(decisions.TargetExposure[..first], e => Assert.True(double.IsNaN(e)));
        Assert.All(decisions.TargetExposure[first..], e => Assert.InRange(e, -1, 1));
    }

    [Fact]
    public void Decisions_WhereShortIsNotAllowed_AreNeverNegative()
    {
        var input = ContractMarket.Agent(ContractMarket.Bars(Bars)) with { Execution = new ExecutionSpec { AllowShort = false } };
        var outcome = LearnerTable.Create(Spec).Train(input, new TestStage(StageName.Agent).Context);
        Assert.All(outcome.Decisions.TargetExposure, e => Assert.False(e < 0));
    }

    [Fact]
    public void Train_Twice_IsTheSameToTheBit_AndAnotherSeedIsNot()
    {
        var bars = ContractMarket.Bars(Bars);
        Same(Train(bars), Train(bars));
        var other = Train(bars, new TestStage(StageName.Agent, seed: 8));
        Assert.NotEqual(Train(bars).Seeds, other.Seeds);
    }

    [Fact]
    public void Train_FourSideBySide_AreTheSame()
    {
        var bars = ContractMarket.Bars(Bars);
        var outcomes = new AgentOutcome[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k => outcomes[k] = Train(bars));
        Assert.All(outcomes, o => Same(outcomes[0], o));
    }

    [Fact]
    public void Train_KilledAtEveryCheckpointAndResumed_DecidesTheSame()
    {
        var bars = ContractMarket.Bars(Bars);
        var undisturbed = Train(bars);
        byte[]? checkpoint = null;
        for (var kills = 0; ; kills++)
        {
            var stage = new TestStage(StageName.Agent, killAfter: 1, checkpoint: checkpoint);
            try
            {
                Same(undisturbed, Train(bars, stage));
                Assert.True(kills > 0, "it never stored a checkpoint");
                return;
            }
            catch (KilledException)
            {
                checkpoint = stage.Checkpoints[^1];
            }
            Assert.True(kills < 500, "it does not get on from its checkpoints");
        }
    }

    [Fact]
    public void Train_DamagedCheckpoint_IsRefusedAndNotBelieved() =>
        Assert.ThrowsAny<Exception>(() => Train(ContractMarket.Bars(Bars), new TestStage(StageName.Agent, checkpoint: [99, 2, 3])));

    [Fact]
    public void Train_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Train(ContractMarket.Bars(Bars), new TestStage(StageName.Agent).Cancelled()));

    [Fact]
    public void Train_OnTooFewBars_SaysWhatWouldHelp()
    {
        var error = Assert.Throws<SimulationException>(() => Train(ContractMarket.Bars(30)));
        Assert.Matches("bars.*use more|use more.*bars", error.Message);
    }

    [Fact]
    public void Training_ReportsProgressAndEveryLineOfItsCharts()
    {
        var stage = new TestStage(StageName.Agent);
        Train(ContractMarket.Bars(Bars), stage);
        Assert.All(stage.Events.OfType<StageEvent.Progressed>(), e => Assert.InRange(e.Fraction, 0, 1));
        var reported = stage.Events.OfType<StageEvent.Evaluated>().SelectMany(e => e.Values.Keys).ToHashSet();
        Assert.All(Row.Charts.SelectMany(c => c.Lines), line => Assert.Contains(line.Value, reported));
    }

    private static void Same(AgentOutcome a, AgentOutcome b)
    {
        Assert.Equal(a.Seeds, b.Seeds);
        Assert.Equal(a.ChosenSeed, b.ChosenSeed);
        Assert.Equal(
            a.Decisions.TargetExposure.Select(BitConverter.DoubleToInt64Bits),
            b.Decisions.TargetExposure.Select(BitConverter.DoubleToInt64Bits)
        );
    }

    private AgentOutcome Train(BarSeries bars, TestStage? stage = null) =>
        LearnerTable.Create(Spec).Train(ContractMarket.Agent(bars), (stage ?? new TestStage(StageName.Agent)).Context);
}
