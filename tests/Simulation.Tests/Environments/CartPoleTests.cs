using System.Text.Json;
using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

public sealed class CartPoleTests : EnvironmentContractTests
{
    protected override IVectorEnvironment Create(params ulong[] seeds) => new CartPole(seeds);

    [SkippableFact]
    public void CartPole_PublishedTrajectories_AreReproduced()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("oracles/cartpole_trajectories.json")));
        var compared = 0;
        foreach (var trajectory in oracle.RootElement.GetProperty("trajectories").EnumerateArray())
        {
            var environment = new CartPole(1UL);
            environment[0] = State(trajectory.GetProperty("start"));
            foreach (var step in trajectory.GetProperty("steps").EnumerateArray())
            {
                environment.Step([step.GetProperty("action").GetInt32()]);
                var terminated = step.GetProperty("terminated").GetBoolean();
                Assert.Equal(terminated, environment.Terminated[0]);
                Assert.Equal(step.GetProperty("reward").GetDouble(), environment.Rewards[0]);
                var expected = step.GetProperty("state").EnumerateArray().Select(v => v.GetDouble()).ToArray();
                var (x, v, a, w) = environment[0];
                var actual = terminated ? [.. environment.FinalObservations.ToArray().Select(f => (double)f)] : new[] { x, v, a, w };
                for (var k = 0; k < 4; k++)
                    Assert.Equal(expected[k], actual[k], terminated ? 1e-6 : 1e-12);
                compared++;
            }
        }
        Assert.Equal(87, compared);
    }

    [Theory]
    [InlineData(new[] { 0.0, 0, 0, 0 }, false, 1, new[] { 0, 0.195121951219512, 0, -0.292682926829268 })]
    [InlineData(
        new[] { 0.0, 0, 0, 0 },
        false,
        2,
        new[] { 0.00390243902439024, 0.390243902439024, -0.00585365853658537, -0.585365853658537 }
    )]
    [InlineData(new[] { 0.0, 0, 0, 0 }, false, 5, new[] { 0.0390323328606547, 0.976363923614054, -0.0587194868325145, -1.48153256032918 })]
    [InlineData(new[] { 0.01, -0.02, 0.03, 0.04 }, true, 1, new[] { 0.0096, -0.215539017102789, 0.0308, 0.341995223776039 })]
    [InlineData(
        new[] { 0.01, -0.02, 0.03, 0.04 },
        true,
        10,
        new[] { -0.014017818617391, -0.0268407016001441, 0.0784775845360612, 0.191445587374163 }
    )]
    [InlineData(
        new[] { 0.01, -0.02, 0.03, 0.04 },
        true,
        20,
        new[] { -0.0401196458565884, -0.0428215340366444, 0.173529885224884, 0.551183855913411 }
    )]
    public void CartPole_TableOfTrajectories_IsReproduced(double[] start, bool alternates, int steps, double[] expected)
    {
        var environment = new CartPole(1UL) { [0] = (start[0], start[1], start[2], start[3]) };
        for (var step = 0; step < steps; step++)
            environment.Step([alternates ? step % 2 : 1]);
        var (x, velocity, angle, angular) = environment[0];
        double[] actual = [x, velocity, angle, angular];
        for (var k = 0; k < 4; k++)
            Assert.Equal(expected[k], actual[k], Math.Max(1e-14, 1e-12 * Math.Abs(expected[k])));
    }

    [Fact]
    public void CartPole_AlwaysRightFromRest_FallsAtTheNinthStep()
    {
        var environment = new CartPole(1UL) { [0] = (0, 0, 0, 0) };
        for (var step = 1; step <= 8; step++)
        {
            environment.Step([1]);
            Assert.False(environment.Terminated[0]);
        }
        Assert.Equal(-0.16, environment[0].Angle, 0.02);
        environment.Step([1]);
        Assert.True(environment.Terminated[0]);
        Assert.Equal(-0.21518604988501, environment.FinalObservations[2], 1e-6);
    }

    [Theory]
    [InlineData("random", 22.24, 0.30)]
    [InlineData("right", 9.355, 0.03)]
    [InlineData("angle", 42.1, 0.3)]
    [InlineData("both", 484.4, 1.5)]
    public void CartPole_KnownPolicy_LastsAsLongAsPublished(string policy, double expected, double tolerance)
    {
        const int Episodes = 20_000,
            N = 16;
        var environment = new CartPole([.. Enumerable.Range(0, N).Select(i => Seeds.Derive(7, $"environment{i}"))]);
        var random = new SplitMix64(5);
        var actions = new int[N];
        var (steps, ended) = (0L, 0);
        while (ended < Episodes)
        {
            for (var i = 0; i < N; i++)
            {
                actions[i] = policy switch
                {
                    "random" => random.NextInt(2),
                    "both" => environment.Observations[(i * 4) + 2] + environment.Observations[(i * 4) + 3] > 0 ? 1 : 0,
                    "angle" => environment.Observations[(i * 4) + 2] > 0 ? 1 : 0,
                    _ => 1,
                };
            }
            environment.Step(actions);
            steps += N;
            for (var i = 0; i < N; i++)
                ended += environment.Terminated[i] || environment.Truncated[i] ? 1 : 0;
        }
        Assert.Equal(expected, (double)steps / ended, tolerance);
    }

    [Fact]
    public void CartPole_BalancedFor500Steps_IsTruncatedNotTerminated()
    {
        var environment = new CartPole(1UL) { [0] = (0, 0, 0.01, 0) };
        for (var step = 1; step <= CartPole.StepLimit; step++)
        {
            var (_, _, angle, angular) = environment[0];
            environment.Step([angle + angular > 0 ? 1 : 0]);
            Assert.False(environment.Terminated[0]);
            Assert.Equal(step == CartPole.StepLimit, environment.Truncated[0]);
        }
    }

    private static (double, double, double, double) State(JsonElement values)
    {
        var v = values.EnumerateArray().Select(e => e.GetDouble()).ToArray();
        return (v[0], v[1], v[2], v[3]);
    }
}
