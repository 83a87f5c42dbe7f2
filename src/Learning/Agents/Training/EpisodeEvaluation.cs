using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Training;

/// <summary>What a policy earns in whole episodes that it is not trained on.</summary>
internal static class EpisodeEvaluation
{
    /// <summary>
    /// Returns of the running episode of every environment. One each: the first to end of many would be the short ones.
    /// </summary>
    /// <param name="environment">N environments, freshly reset.</param>
    /// <param name="policy">Who acts.</param>
    /// <param name="random">For drawn actions; null for the best ones.</param>
    /// <returns>[N] sums of rewards.</returns>
    public static double[] Returns(IVectorEnvironment environment, IDiscretePolicy policy, SplitMix64? random = null)
    {
        var actions = new int[environment.Count];
        return Returns(
            environment,
            () =>
            {
                policy.Act(environment.Observations, actions, random);
                environment.Step(actions);
            }
        );
    }

    /// <inheritdoc cref="Returns(IVectorEnvironment, IDiscretePolicy, SplitMix64?)"/>
    public static double[] Returns(IContinuousEnvironment environment, IContinuousPolicy policy, SplitMix64? random = null)
    {
        var actions = new float[environment.Count * environment.ActionLow.Length];
        return Returns(
            environment,
            () =>
            {
                policy.Act(environment.Observations, actions, random);
                environment.Drive(actions);
            }
        );
    }

    private static double[] Returns(IVectorEnvironment environment, Action step)
    {
        var (returns, runs) = (new double[environment.Count], new bool[environment.Count]);
        Array.Fill(runs, true);
        for (var left = runs.Length; left > 0; )
        {
            step();
            for (var i = 0; i < runs.Length; i++)
            {
                if (!runs[i])
                    continue;
                returns[i] += environment.Rewards[i];
                if (!environment.Terminated[i] && !environment.Truncated[i])
                    continue;
                runs[i] = false;
                left--;
            }
        }
        return returns;
    }
}
