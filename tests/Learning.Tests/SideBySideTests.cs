using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Tests.Learning.Agents;
using Simulator.Tests.Learning.Forecasters;

namespace Simulator.Tests.Learning;

/// <summary>
/// Trainings on several threads of one process give what each gives alone: none draws from a generator that they share, and no garbage
/// collection changes a number.
/// </summary>
public sealed class SideBySideTests
{
    private const int Trainings = 4;

    [Fact]
    public void Gan_FourTrainingsAtOnce_GiveTheSameTape()
    {
        var spec = new GanForecasterSpec
        {
            WindowBars = 7,
            Hidden = 6,
            NoiseDimensions = 2,
            CriticChannels = 4,
            Epochs = 3,
            BatchSize = 32,
            CriticSteps = 2,
            Samples = 20,
            TrainFolds = 1,
        };
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.3, 5));

        AllTheSame(() => new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context()).Mean);
    }

    [Fact]
    public void Ppo_FourTrainingsAtOnce_GiveTheSameScores()
    {
        var spec = new PpoAgentSpec
        {
            Seeds = 2,
            Steps = 2 * 6 * 256,
            Environments = 8,
            RolloutSteps = 32,
            MinibatchSize = 64,
            Hidden = 16,
            EpisodeBars = 64,
        };
        var input = SyntheticMarket.WithSignal(600, 0.5, 1);

        AllTheSame(() =>
        {
            var outcome = new PpoAgent(spec).Train(input, RecordedStage.OfAgent().Context());
            return
            [
                .. outcome.Seeds.SelectMany(s => new[] { s.ValidationLogReturn, s.ValidationTurnover }),
                .. outcome.Decisions.TargetExposure,
            ];
        });
    }

    private static void AllTheSame(Func<double[]> train)
    {
        var alone = train();
        var results = new double[Trainings][];
        using var ended = new CancellationTokenSource();
        var threads = Enumerable.Range(0, Trainings).Select(i => new Thread(() => results[i] = train())).ToList();
        var collector = new Thread(() => CollectUntil(ended.Token));
        collector.Start();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        ended.Cancel();
        collector.Join();
        Assert.All(results, r => Assert.Equal(alone, r));
    }

    // Garbage collections at times that have nothing to do with the trainings: what they freed too early would show.
    private static void CollectUntil(CancellationToken ended)
    {
        while (!ended.WaitHandle.WaitOne(1))
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }
}
