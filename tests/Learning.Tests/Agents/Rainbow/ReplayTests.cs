using Simulator.Environments;
using Simulator.Learning.Agents.Replay;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Rainbow;

public sealed class ReplayTests
{
    [Fact]
    public void SumTree_CapacityThatIsNoPowerOfTwo_FindsEveryIndex()
    {
        var tree = new SumTree(3)
        {
            [0] = 1,
            [1] = 1,
            [2] = 1,
        };
        Assert.Equal([0, 1, 2], new[] { 0.5, 1.5, 2.5 }.Select(tree.Find));
        Assert.Equal(2, tree.Find(3)); // at the end and beyond: the last
        Assert.Equal(2, tree.Find(99));
    }

    [Fact]
    public void SumTree_AfterAMillionChanges_StillSumsAndFindsNoZero()
    {
        const int Capacity = 1_000;
        var (tree, random) = (new SumTree(Capacity), new SplitMix64(1));
        for (var change = 0; change < 1_000_000; change++)
            tree[random.NextInt(Capacity)] = random.NextInt(4) == 0 ? 0 : Math.Pow(10, (12 * random.NextDouble()) - 6);
        var sum = Enumerable.Range(0, Capacity).Sum(i => tree[i]);
        Assert.Equal(0, (tree.Total - sum) / sum, 1e-9);
        for (var draw = 0; draw < 100_000; draw++)
            Assert.True(tree[tree.Find(tree.Total * random.NextDouble())] > 0);
        Assert.True(tree[tree.Find(tree.Total)] > 0);
    }

    [Fact]
    public void SumTree_NothingAboveZero_IsRefused()
    {
        var tree = new SumTree(4);
        Assert.Throws<InvalidOperationException>(() => tree.Find(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree[0] = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree[4] = 1);
    }

    [Fact]
    public void Sample_ByPriority_HasThePublishedProbabilitiesAndWeights()
    {
        var buffer = new ReplayBuffer(4, 1, isPrioritised: true);
        for (var i = 0; i < 4; i++)
        {
            buffer.Add([i], i, i, [i], 1);
            buffer.Reprioritise(i, i + 1 - 1e-6, 0.5);
        }
        double[] expected = [.16270045, .23009319, .28180545, .32540091];
        var (indices, probabilities, weights) = (new int[4], new double[4], new double[4]);
        var (counts, random) = (new int[4], new SplitMix64(2));
        for (var draw = 0; draw < 50_000; draw++)
        {
            buffer.Sample(indices, probabilities, random);
            for (var j = 0; j < 4; j++)
            {
                counts[indices[j]]++;
                Assert.Equal(expected[indices[j]], probabilities[j], 1e-8);
            }
        }
        for (var i = 0; i < 4; i++)
            Assert.Equal(expected[i], counts[i] / 200_000.0, 0.005);
        ReplayBuffer.ImportanceWeights(expected, 4, 0.4, weights);
        double[] published = [1, .87055056, .80274156, .75785828];
        for (var i = 0; i < 4; i++)
            Assert.Equal(published[i], weights[i], 1e-8);
    }

    [Fact]
    public void Buffer_Full_OverwritesTheOldest()
    {
        var buffer = new ReplayBuffer(3, 2, isPrioritised: false);
        for (var i = 0; i < 5; i++)
            buffer.Add([i, -i], i, 10 * i, [i + 1, 0], 0.5);
        Assert.Equal(3, buffer.Count);
        Assert.Equal([3, 4, 2], Enumerable.Range(0, 3).Select(buffer.Action));
        Assert.Equal([4, -4], buffer.Row(1).ToArray());
        Assert.Equal((40, 0.5f, 5), (buffer.Reward(1), buffer.Discount(1), buffer.NextRow(1)[0]));
    }

    [Fact]
    public void MultiStep_ThreeSteps_SumsRewardsAndCompletesTheTail()
    {
        // Rewards 1, 2, 3 and then 10 as the value of what follows: 1 + .9·2 + .81·3 + .729·10 = 12.52.
        var (buffer, steps) = (new ReplayBuffer(10, 1, isPrioritised: false), new MultiStep(1, 1, 3, 0.9));
        var environment = new Script(0.9f, [(1, ""), (2, ""), (3, ""), (4, "terminated"), (5, ""), (6, "truncated"), (7, "")]);
        for (var t = 0; t < 7; t++)
        {
            float[] rows = [environment.Observations[0]];
            environment.Step([t]);
            steps.Receive(rows, [t], environment, buffer);
        }
        Assert.Equal(6, buffer.Count); // the step after the cut is still open
        Assert.Equal(12.52, buffer.Reward(0) + (buffer.Discount(0) * 10), 1e-5);
        (double Reward, double Discount, float Next)[] expected =
        [
            (1 + 1.8 + 2.43, 0.729, 3),
            (2 + 2.7 + (0.81 * 4), 0, 104), // terminated: nothing follows
            (3 + 3.6, 0, 104),
            (4, 0, 104),
            (5 + 5.4, 0.81, 106), // cut after two steps: γ²·value of the row that it ended on
            (6, 0.9, 106),
        ];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(i, buffer.Action(i));
            Assert.Equal(expected[i].Reward, buffer.Reward(i), 1e-5);
            Assert.Equal(expected[i].Discount, buffer.Discount(i), 1e-6);
            Assert.Equal(expected[i].Next, buffer.NextRow(i)[0]);
        }
    }

    /// <summary>Rewards and ends as written; the row is the number of the step, 100 more where an episode ended.</summary>
    private sealed class Script(float first, (double Reward, string End)[] steps) : IVectorEnvironment
    {
        private readonly float[] _row = [first],
            _final = [0];
        private readonly double[] _rewards = new double[1];
        private readonly bool[] _terminated = new bool[1],
            _truncated = new bool[1];
        private int _step;

        public int Count => 1;

        public int ObservationSize => 1;

        public int ActionCount => steps.Length;

        public ReadOnlySpan<float> Observations => _row;

        public ReadOnlySpan<float> FinalObservations => _final;

        public ReadOnlySpan<double> Rewards => _rewards;

        public ReadOnlySpan<bool> Terminated => _terminated;

        public ReadOnlySpan<bool> Truncated => _truncated;

        public void Reset() => _step = 0;

        public void Step(ReadOnlySpan<int> actions)
        {
            (_rewards[0], var end) = steps[_step++];
            (_terminated[0], _truncated[0]) = (end == "terminated", end == "truncated");
            (_row[0], _final[0]) = (_step, 100 + _step);
        }

        public void Save(BinaryWriter writer) => writer.Write(_step);

        public void Restore(BinaryReader reader) => _step = reader.ReadInt32();
    }
}
