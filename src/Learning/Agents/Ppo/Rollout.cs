using Simulator.Environments;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>What one rollout of T steps in N environments saw, in flat arrays, allocated once.</summary>
internal sealed class Rollout(int steps, int environments, int observationSize)
{
    private int _finalCount;
    private readonly List<float> _finalRows = [];

    public int Steps => steps;

    public int Size => steps * environments;

    public float[] Observations { get; } = new float[(steps + 1) * environments * observationSize]; // [T + 1, N, F]

    public long[] Actions { get; } = new long[steps * environments]; // [T, N], as all below

    public float[] LogProbabilities { get; } = new float[steps * environments];

    public double[] ScaledRewards { get; } = new double[steps * environments];

    public bool[] Ended { get; } = new bool[steps * environments];

    /// <summary>Which truncated episode's final row belongs to the step, −1 for none.</summary>
    public int[] FinalRow { get; } = new int[steps * environments];

    public double[] FinalValues { get; } = new double[steps * environments];

    public double[] Values { get; } = new double[(steps + 1) * environments]; // [T + 1, N]

    public double[] Advantages { get; } = new double[steps * environments];

    /// <summary>Sum of the unscaled rewards.</summary>
    public double RewardSum { get; private set; }

    /// <summary>Final rows of the truncated episodes, one after another.</summary>
    public float[] FinalRows => [.. _finalRows]; // [K, F]

    public void Begin()
    {
        _finalCount = 0;
        _finalRows.Clear();
        RewardSum = 0;
    }

    /// <summary>What is acted on at <paramref name="step"/>, T for the rows left after the last step.</summary>
    public void Observe(int step, IVectorEnvironment environment) =>
        environment.Observations.CopyTo(Observations.AsSpan(step * environments * observationSize));

    /// <summary>What the actions of <paramref name="step"/> brought.</summary>
    public void Receive(int step, IVectorEnvironment environment, RewardScaler scaler)
    {
        for (var i = 0; i < environments; i++)
        {
            var at = (step * environments) + i;
            Ended[at] = environment.Terminated[i] || environment.Truncated[i];
            RewardSum += environment.Rewards[i];
            ScaledRewards[at] = scaler.Scale(i, environment.Rewards[i], Ended[at]);
            FinalRow[at] = -1;
            if (!environment.Truncated[i])
                continue;
            FinalRow[at] = _finalCount++;
            _finalRows.AddRange(environment.FinalObservations.Slice(i * observationSize, observationSize));
        }
    }
}
