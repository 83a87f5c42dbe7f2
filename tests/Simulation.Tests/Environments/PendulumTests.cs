using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>Expected numbers of single steps: the equations of the docs, written anew in Python.</summary>
public sealed class PendulumTests : EnvironmentContractTests
{
    protected override IVectorEnvironment Create(params ulong[] seeds) => new Pendulum(5, seeds);

    [Fact]
    public void Pendulum_Driven_MovesAndCostsAsComputedElsewhere()
    {
        var environment = new Pendulum(3, 1UL) { [0] = (2.5, -1) };
        var expected = new Dictionary<int, (double Angle, double Speed, double Reward, double Sum)>
        {
            [1] = (2.4724427054038984, -0.5511458919220326, -6.35, -6.35),
            [2] = (2.4831473910726443, 0.21409371337491268, -6.147349110923199, -12.4973491109232),
            [20] = (3.7732674214218553, -0.4260668852999425, -6.2045140049296785, -149.75022818627738),
            [100] = (8.41711711748975, 8, -9.410519522805481, -699.4017926028934),
        };
        var sum = 0.0;
        for (var step = 1; step <= 100; step++)
        {
            var action =
                step < 50 ? step % 3
                : environment[0].AngularVelocity > 0 ? 2
                : 0;
            environment.Step([action]);
            sum += environment.Rewards[0];
            if (!expected.TryGetValue(step, out var state))
                continue;
            Assert.Equal(state.Angle, environment[0].Angle, 1e-9);
            Assert.Equal(state.Speed, environment[0].AngularVelocity, 1e-9);
            Assert.Equal(state.Reward, environment.Rewards[0], 1e-9);
            Assert.Equal(state.Sum, sum, 1e-8);
        }
    }

    [Fact]
    public void Pendulum_DrivenByTorques_DoesWhatTheActionsDo()
    {
        var (picked, driven) = (new Pendulum(5, 3UL, 4UL), new Pendulum(5, 3UL, 4UL));
        for (var step = 0; step < 250; step++)
        {
            picked.Step([0, 3]);
            driven.Drive([-7, 1]); // cut to −2
            Assert.True(picked.Observations.SequenceEqual(driven.Observations));
            Assert.True(picked.Rewards.SequenceEqual(driven.Rewards));
            Assert.True(picked.Truncated.SequenceEqual(driven.Truncated));
        }
        Assert.Throws<ArgumentException>(() => driven.Drive([1]));
        Assert.Throws<ArgumentException>(() => driven.Drive([1, float.NaN]));
    }

    [Theory]
    [InlineData(false, -1217.7, 357)]
    [InlineData(true, -1229.9, 288)]
    public void Pendulum_WithoutAPolicy_CostsAsPublished(bool isRandom, double expected, double deviation)
    {
        const int N = 8_000;
        var environment = new Pendulum(2, [.. Enumerable.Range(0, N).Select(i => Seeds.Derive(9, $"environment{i}"))]);
        var (random, torques, returns) = (new SplitMix64(4), new float[N], new double[N]);
        for (var step = 0; step < Pendulum.StepLimit; step++)
        {
            for (var i = 0; i < N; i++)
                torques[i] = isRandom ? (float)((4 * random.NextDouble()) - 2) : 0;
            environment.Drive(torques);
            for (var i = 0; i < N; i++)
                returns[i] += environment.Rewards[i];
        }
        Assert.All(environment.Truncated.ToArray(), Assert.True);
        Assert.Equal(expected, returns.Average(), 4 * deviation / Math.Sqrt(N));
    }
}
