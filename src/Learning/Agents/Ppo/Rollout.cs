using System.Runtime.InteropServices;
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
    public ReadOnlySpan<float> FinalRows => CollectionsMarshal.AsSpan(_finalRows); // [K, F]

    public void Begin()
    {
        _finalCount = 0;
        _finalRows.Clear();
        RewardSum = 0;
    }

    /// <summary>What is acted on at <paramref name="step"/>, T for the rows left after the last step.</summary>
    public void Observe(int step, IVectorEnvironment environment) =>
        environment.Observations.CopyTo(Observations.AsSpan(step * environments * observationSize));

    /// <summary>What the actions of <paramref name="step"/> brought; without a scaler rewards are taken as they are.</summary>
    public void Receive(int step, IVectorEnvironment environment, RewardScaler? scaler)
    {
        var rewards = environment.Rewards;
        var terminated = environment.Terminated;
        var truncated = environment.Truncated;
        for (var i = 0; i < environments; i++)
        {
            var at = (step * environments) + i;
            Ended[at] = terminated[i] || truncated[i];
            RewardSum += rewards[i];
            ScaledRewards[at] = scaler?.Scale(i, rewards[i], Ended[at]) ?? rewards[i];
            FinalRow[at] = -1;
            if (!truncated[i])
                continue;
            FinalRow[at] = _finalCount++;
            _finalRows.AddRange(environment.FinalObservations.Slice(i * observationSize, observationSize));
        }
    }

    /// <summary>Mean and unbiased deviation (plus 1e-8, so that it divides) of the advantages of some samples, two or more.</summary>
    public (double Mean, double Deviation) AdvantageMoments(ReadOnlySpan<int> samples)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var i in samples)
            mean += Advantages[i] / samples.Length;
        foreach (var i in samples)
            squares += (Advantages[i] - mean) * (Advantages[i] - mean);
        return (mean, Math.Sqrt(squares / (samples.Length - 1)) + 1e-8);
    }

    /// <summary>1 − Var(R − V) ÷ Var(R), R the target of the value V; NaN where R does not vary.</summary>
    public double ExplainedVariance()
    {
        // R − V is the advantage.
        var (residual, mean) = (Advantages.Average(), 0.0);
        for (var i = 0; i < Size; i++)
            mean += (Advantages[i] + Values[i]) / Size;
        var (unexplained, all) = (0.0, 0.0);
        for (var i = 0; i < Size; i++)
        {
            unexplained += Math.Pow(Advantages[i] - residual, 2);
            all += Math.Pow(Advantages[i] + Values[i] - mean, 2);
        }
        return all == 0 ? double.NaN : 1 - (unexplained / all);
    }
}
