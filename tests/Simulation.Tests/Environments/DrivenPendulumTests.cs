using Simulator.Environments;

namespace Simulator.Tests.Simulation.Environments;

public sealed class DrivenPendulumTests : EnvironmentContractTests
{
    protected override IVectorEnvironment Create(params ulong[] seeds) => new DrivenEnvironment(new Pendulum(2, seeds));

    [Fact]
    public void Pendulum_NumbersThatAreNone_AreRefusedBeforeAnythingMoves()
    {
        var (environment, other) = (new Pendulum(2, 1UL, 2UL), new Pendulum(2, 1UL, 2UL));
        Assert.Equal((-2f, 2f), (environment.ActionLow[0], environment.ActionHigh[0]));
        Assert.Contains("2 × 1", Assert.Throws<ArgumentException>(() => environment.Drive([1])).Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => environment.Drive([1, float.NaN]));
        Assert.Contains("environment 1 is NaN", error.Message, StringComparison.Ordinal);
        environment.Drive([1, 1]);
        other.Drive([1, 1]);
        Assert.True(environment.Observations.SequenceEqual(other.Observations));
    }
}
