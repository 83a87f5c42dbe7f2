using Simulator.Seeding;

namespace Simulator.Environments;

/// <summary>
/// Tries whether an environment keeps the contract of <see cref="IVectorEnvironment"/>: sizes and ranges, the same seeds and actions the
/// same bits, an environment among others the same as alone, termination apart from truncation, the next episode within the step, a state
/// that is saved and continued, wrong actions refused. What it finds is a sentence each; none means that nothing was found.
/// </summary>
/// <param name="create">Makes environments built alike but for their seeds, one per seed.</param>
/// <param name="steps">Random actions that each trial takes; several episodes should end within them.</param>
public sealed class EnvironmentChecker(Func<ulong[], IVectorEnvironment> create, int steps = 1_000)
{
    private static readonly ulong[] s_seeds = [11, 12, 13];

    /// <summary>Tries everything.</summary>
    /// <returns>What does not hold, in the order of the trials.</returns>
    public IReadOnlyList<string> Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var findings = new List<string>();
        var environment = create(s_seeds);
        CheckSizes(environment, findings);
        if (findings.Count > 0)
            return findings; // everything else reads the buffers
        var actions = Actions(environment.ActionCount);
        CheckSteps(environment, actions, findings);
        CheckRepeats(actions, findings);
        CheckAlone(actions, findings);
        CheckSaved(actions, findings);
        CheckReset(findings);
        CheckRefusals(findings);
        return findings;
    }

    private static void CheckSizes(IVectorEnvironment environment, List<string> findings)
    {
        var n = s_seeds.Length;
        Require(environment.Count, n, $"{n} seeds", "environments");
        if (environment.ObservationSize < 1 || environment.ActionCount < 2)
            findings.Add(
                $"an observation of {environment.ObservationSize} values and {environment.ActionCount} actions leave nothing to learn"
            );
        Require(environment.Observations.Length, n * environment.ObservationSize, "the observations", "values");
        Require(environment.FinalObservations.Length, n * environment.ObservationSize, "the final observations", "values");
        Require(environment.Rewards.Length, n, "the rewards", "values");
        Require(environment.Terminated.Length, n, "the terminations", "values");
        Require(environment.Truncated.Length, n, "the truncations", "values");
        var (low, high) = (environment.ObservationLow.Length, environment.ObservationHigh.Length);
        if ((low != 0 && low != environment.ObservationSize) || (high != 0 && high != environment.ObservationSize))
            findings.Add($"the bounds of an observation of {environment.ObservationSize} values have {low} and {high}");

        void Require(int actual, int expected, string what, string unit)
        {
            if (actual != expected)
                findings.Add($"{what}: {actual} {unit} where {expected} are needed");
        }
    }

    private static void CheckSteps(IVectorEnvironment environment, int[][] actions, List<string> findings)
    {
        var ends = 0;
        CheckRow(environment, environment.Observations, "at the start", findings);
        for (var step = 0; step < actions.Length && findings.Count == 0; step++)
        {
            environment.Step(actions[step]);
            CheckRow(environment, environment.Observations, $"after step {step + 1}", findings);
            for (var i = 0; i < environment.Count; i++)
            {
                var (terminated, truncated) = (environment.Terminated[i], environment.Truncated[i]);
                if (!double.IsFinite(environment.Rewards[i]))
                    findings.Add($"environment {i}, step {step + 1}: the reward is {environment.Rewards[i]}");
                if (terminated && truncated)
                    findings.Add($"environment {i}, step {step + 1}: terminated and truncated at once, where only one can be the reason");
                if (!terminated && !truncated)
                    continue;
                ends++;
                var (from, size) = (i * environment.ObservationSize, environment.ObservationSize);
                var final = environment.FinalObservations.Slice(from, size);
                CheckRow(environment, final, $"in the row that environment {i} ended on at step {step + 1}", findings);
                if (final.SequenceEqual(environment.Observations.Slice(from, size)))
                    findings.Add($"environment {i}, step {step + 1}: the episode ended, and no new one began within the step");
            }
        }
        if (findings.Count == 0 && ends == 0)
            findings.Add($"no episode ended in {actions.Length} steps: give more, or cut the episodes");
    }

    private static void CheckRow(IVectorEnvironment environment, ReadOnlySpan<float> values, string where, List<string> findings)
    {
        var low = environment.ObservationLow;
        var high = environment.ObservationHigh;
        for (var at = 0; at < values.Length; at++)
        {
            var (value, k) = (values[at], at % environment.ObservationSize);
            if (!float.IsFinite(value))
                findings.Add($"value {k} of an observation is {value} {where}");
            else if ((low.Length > 0 && value < low[k]) || (high.Length > 0 && value > high[k]))
                findings.Add($"value {k} of an observation is {value} {where}, outside of its bounds");
        }
    }

    private void CheckRepeats(int[][] actions, List<string> findings)
    {
        var first = Trace(create(s_seeds), actions);
        if (FirstDifference(first, Trace(create(s_seeds), actions), s_seeds.Length) is var step and >= 0)
            findings.Add($"the same seeds and actions differ at step {step}");
        if (FirstDifference(first, Trace(create([21, 22, 23]), actions), s_seeds.Length) < 0)
            findings.Add("other seeds give the same: the seeds are not used");
    }

    private void CheckAlone(int[][] actions, List<string> findings)
    {
        var together = Trace(create(s_seeds), actions);
        for (var i = 0; i < s_seeds.Length; i++)
        {
            var at = i;
            var alone = Trace(create([s_seeds[i]]), Array.ConvertAll(actions, row => new[] { row[at] }));
            var its = together.Where((_, k) => k % s_seeds.Length == at).ToArray();
            if (FirstDifference(alone, its, 1) is var step and >= 0)
                findings.Add($"environment {i} among others differs from the same alone at step {step}");
        }
    }

    private void CheckSaved(int[][] actions, List<string> findings)
    {
        var half = actions.Length / 2;
        var undisturbed = create(s_seeds);
        Trace(undisturbed, actions[..half]);
        using var stream = new MemoryStream();
        undisturbed.Save(new BinaryWriter(stream));
        stream.Position = 0;
        var resumed = create([31, 32, 33]);
        resumed.Restore(new BinaryReader(stream));
        if (stream.Position != stream.Length)
            findings.Add($"{stream.Length} bytes were saved, {stream.Position} were restored");
        if (FirstDifference(Trace(undisturbed, actions[half..]), Trace(resumed, actions[half..]), s_seeds.Length) is var step and >= 0)
            findings.Add($"saved after step {half} and restored it differs {step} steps later");
    }

    private void CheckReset(List<string> findings)
    {
        var environment = create(s_seeds);
        var first = environment.Observations.ToArray();
        environment.Reset();
        if (environment.Observations.SequenceEqual(first))
            findings.Add("a reset starts the same episodes again, where the next draws are due");
    }

    private void CheckRefusals(List<string> findings)
    {
        var environment = create([1]);
        foreach (
            var actions in (int[][])
                [
                    [environment.ActionCount],
                    [-1],
                    [0, 0],
                    [],
                ]
        )
        {
            try
            {
                environment.Step(actions);
                findings.Add($"the actions [{string.Join(", ", actions)}] of one environment are taken, not refused");
            }
            catch (ArgumentException)
            {
                // as it should be
            }
        }
    }

    private int[][] Actions(int actionCount)
    {
        var random = new SplitMix64(99);
        var actions = new int[steps][];
        for (var step = 0; step < steps; step++)
            actions[step] = Array.ConvertAll(s_seeds, _ => random.NextInt(actionCount));
        return actions;
    }

    // Everything visible, hashed, per step and environment.
    private static ulong[] Trace(IVectorEnvironment environment, int[][] actions)
    {
        var (seen, at) = (new ulong[actions.Length * environment.Count], 0);
        foreach (var row in actions)
        {
            environment.Step(row);
            for (var i = 0; i < environment.Count; i++)
            {
                var hash = 14695981039346656037UL;
                foreach (var value in environment.Observations.Slice(i * environment.ObservationSize, environment.ObservationSize))
                    hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211UL;
                hash = (hash ^ BitConverter.DoubleToUInt64Bits(environment.Rewards[i])) * 1099511628211UL;
                seen[at++] = (hash ^ ((environment.Terminated[i] ? 1UL : 0) + (environment.Truncated[i] ? 2UL : 0))) * 1099511628211UL;
            }
        }
        return seen;
    }

    // Step, from 1, of the first difference of two traces; −1 where there is none.
    private static int FirstDifference(ulong[] x, ulong[] y, int environments)
    {
        for (var at = 0; at < x.Length; at++)
        {
            if (x[at] != y[at])
                return (at / environments) + 1;
        }
        return -1;
    }
}
