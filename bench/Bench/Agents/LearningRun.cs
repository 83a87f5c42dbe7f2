using Simulator.Bench.Engine;
using Simulator.Environments;
using Simulator.Learning.Agents.Training;

namespace Simulator.Bench.Agents;

/// <summary>One training of a <see cref="LearningBar"/>, as it is kept.</summary>
/// <param name="Name">Of the bar.</param>
/// <param name="Task">Of the bar.</param>
/// <param name="Steps">Of the bar.</param>
/// <param name="Seed">The seed.</param>
/// <param name="TrainingReturn">Mean of the last 100 episodes of training.</param>
/// <param name="GreedyReturn">Mean of 100 episodes of the best actions.</param>
/// <param name="StepsPerSecond">By the processor time of the thread that trained.</param>
/// <param name="CurveSteps">About fifty moments of the training.</param>
/// <param name="CurveReturns">Mean of the last 100 episodes at each.</param>
internal sealed record LearningRun(
    string Name,
    string Task,
    long Steps,
    long Seed,
    double TrainingReturn,
    double GreedyReturn,
    double StepsPerSecond,
    IReadOnlyList<long> CurveSteps,
    IReadOnlyList<double> CurveReturns
)
{
    private const int Episodes = 100;
    private const int Moments = 50;

    /// <summary>Trains and evaluates.</summary>
    public static LearningRun Of(LearningBar bar, long seed)
    {
        var training = bar.Train(seed);
        var (steps, returns) = (new List<long>(), new List<double>());
        var start = ThreadClock.Milliseconds;
        while (training.Steps < bar.Steps)
        {
            training.Advance();
            if (training.Steps < bar.Steps * (steps.Count + 1) / Moments)
                continue;
            steps.Add(training.Steps);
            returns.Add(training.Episodes.Count == 0 ? 0 : training.Episodes.MeanReturn);
        }
        var seconds = (ThreadClock.Milliseconds - start) / 1e3;
        var greedy = Returns(training, bar.Play(LearningBar.Seeds(77, "evaluation", Episodes))).Average();
        return new LearningRun(
            bar.Name,
            bar.Task,
            bar.Steps,
            seed,
            training.Episodes.MeanReturn,
            greedy,
            training.Steps / seconds,
            steps,
            returns
        );
    }

    /// <summary>The return that the bar is about.</summary>
    public double Return(LearningBar bar) => bar.IsGreedy ? GreedyReturn : TrainingReturn;

    private static double[] Returns(ITraining training, IVectorEnvironment environment) =>
        training is IContinuousTraining continuous
            ? EpisodeEvaluation.Returns((IContinuousEnvironment)environment, continuous.Policy)
            : EpisodeEvaluation.Returns(environment, ((IAgentTraining)training).Policy);
}
