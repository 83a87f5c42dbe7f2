using Simulator.Environments;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>Every fault that the checker looks for, planted into an environment that has none.</summary>
public sealed class EnvironmentCheckerTests
{
    [Theory]
    [InlineData("seeds", "the seeds are not used")]
    [InlineData("chance", "the same seeds and actions differ at step 1")]
    [InlineData("neighbours", "differs from the same alone")]
    [InlineData("both ends", "terminated and truncated at once")]
    [InlineData("no new episode", "no new one began within the step")]
    [InlineData("bounds", "outside of its bounds")]
    [InlineData("no number", "is NaN")]
    [InlineData("reward", "step 1: the reward is")]
    [InlineData("forgets", "bytes were saved")]
    [InlineData("reset", "a reset starts the same episodes again")]
    [InlineData("actions", "are taken, not refused")]
    [InlineData("sizes", "the rewards: 4 values where 3 are needed")]
    [InlineData("endless", "no episode ended")]
    public void Checker_OfAFault_NamesIt(string fault, string sentence)
    {
        var findings = new EnvironmentChecker(seeds => new Faulty(fault, seeds), 300).Check();
        Assert.Contains(findings, f => f.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Checker_OfNoFault_FindsNothing() => Assert.Empty(new EnvironmentChecker(seeds => new Faulty("", seeds), 300).Check());

    /// <summary>CartPole with a fault.</summary>
    private sealed class Faulty(string fault, ulong[] seeds) : IVectorEnvironment
    {
        private static int s_made;
        private readonly CartPole _inner = new(fault == "seeds" ? Array.ConvertAll(seeds, (_) => 1UL) : seeds);
        private readonly int _number = s_made++;
        private readonly float[] _observations = new float[4 * seeds.Length];
        private readonly double[] _rewards = new double[seeds.Length + (fault == "sizes" ? 1 : 0)];
        private readonly bool[] _terminated = new bool[seeds.Length],
            _truncated = new bool[seeds.Length];

        public int Count => _inner.Count;

        public int ObservationSize => 4;

        public int ActionCount => 2;

        public ReadOnlySpan<float> ObservationLow => fault == "bounds" ? [-0.1f, -9, -9, -9] : _inner.ObservationLow;

        public ReadOnlySpan<float> ObservationHigh => _inner.ObservationHigh;

        public ReadOnlySpan<float> Observations
        {
            get
            {
                _inner.Observations.CopyTo(_observations);
                if (fault == "no number" && _rewards[0] > 0)
                    _observations[2] = float.NaN;
                for (var i = 0; fault == "no new episode" && i < Count; i++)
                {
                    if (_terminated[i])
                        FinalObservations.Slice(4 * i, 4).CopyTo(_observations.AsSpan(4 * i));
                }
                return _observations;
            }
        }

        public ReadOnlySpan<float> FinalObservations => _inner.FinalObservations;

        public ReadOnlySpan<double> Rewards => _rewards;

        public ReadOnlySpan<bool> Terminated => _terminated;

        public ReadOnlySpan<bool> Truncated => _truncated;

        public void Reset()
        {
            if (fault != "reset")
                _inner.Reset();
        }

        public void Step(ReadOnlySpan<int> actions)
        {
            if (fault == "actions")
                _inner.Step(Array.ConvertAll(seeds, _ => 0));
            else
                _inner.Step(actions);
            for (var i = 0; i < Count; i++)
            {
                _rewards[i] = fault switch
                {
                    "chance" => _number,
                    "neighbours" => Count,
                    "reward" => double.PositiveInfinity,
                    _ => 1,
                };
                _terminated[i] = fault != "endless" && _inner.Terminated[i];
                _truncated[i] = _inner.Truncated[i] || (fault == "both ends" && _terminated[i]);
            }
        }

        public void Save(BinaryWriter writer)
        {
            _inner.Save(writer);
            if (fault == "forgets")
                writer.Write(7);
        }

        public void Restore(BinaryReader reader) => _inner.Restore(reader);
    }
}
