using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>Expected numbers of single steps: the equations of the docs, written anew in Python.</summary>
public sealed class MountainCarTests : EnvironmentContractTests
{
    protected override IVectorEnvironment Create(params ulong[] seeds) => new MountainCar(seeds);

    [Fact]
    public void MountainCar_DrivenWithItsSpeed_ClimbsAsComputedElsewhere()
    {
        var environment = new MountainCar(1UL) { [0] = (-0.5, 0) };
        var expected = new Dictionary<int, (double X, double Velocity)>
        {
            [1] = (-0.49917684300416926, 0.0008231569958307428),
            [2] = (-0.49753668667935325, 0.0016401563248160246),
            [50] = (-0.44202962309144084, -0.026966047969384028),
            [100] = (-0.7639775069315924, 0.050535671171945094),
        };
        for (var step = 1; step <= 124; step++)
        {
            environment.Step([environment[0].Velocity >= 0 ? 2 : 0]);
            Assert.Equal((-1, step == 124), (environment.Rewards[0], environment.Terminated[0]));
            if (!expected.TryGetValue(step, out var state))
                continue;
            Assert.Equal(state.X, environment[0].X, 1e-12);
            Assert.Equal(state.Velocity, environment[0].Velocity, 1e-12);
        }
        Assert.Equal(0.5349499825655736, environment.FinalObservations[0], 1e-6);
    }

    [Fact]
    public void MountainCar_AtTheWall_Stands()
    {
        var environment = new MountainCar(1UL) { [0] = (-1.19, -0.03) };
        environment.Step([0]);
        Assert.Equal((-1.2, 0), environment[0]);
        environment.Step([0]);
        Assert.Equal(0.0012418960408353682, environment[0].Velocity, 1e-12);
    }

    [Fact]
    public void MountainCar_DrivenWithItsSpeed_NeedsAsLongAsPublished()
    {
        const int N = 4_000;
        var environment = new MountainCar([.. Enumerable.Range(0, N).Select(i => Seeds.Derive(3, $"environment{i}"))]);
        var (returns, actions, alive) = (new double[N], new int[N], Enumerable.Repeat(true, N).ToArray());
        for (var step = 0; step < MountainCar.StepLimit; step++)
        {
            for (var i = 0; i < N; i++)
                actions[i] = environment[i].Velocity >= 0 ? 2 : 0;
            environment.Step(actions);
            for (var i = 0; i < N; i++)
            {
                returns[i] += alive[i] ? environment.Rewards[i] : 0;
                alive[i] &= !environment.Terminated[i] && !environment.Truncated[i];
            }
        }
        Assert.Equal(-119.42, returns.Average(), 0.25); // deviation 3.68: four standard errors
    }

    [Fact]
    public void MountainCar_NeverDriven_IsCutAfter200Steps()
    {
        var environment = new MountainCar(1UL);
        for (var step = 1; step <= MountainCar.StepLimit; step++)
        {
            environment.Step([1]);
            Assert.Equal((false, step == MountainCar.StepLimit), (environment.Terminated[0], environment.Truncated[0]));
        }
    }
}
