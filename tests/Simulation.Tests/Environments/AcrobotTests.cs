using Simulator.Environments;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>Expected numbers: the equations of the docs, written anew in Python.</summary>
public sealed class AcrobotTests : EnvironmentContractTests
{
    protected override IVectorEnvironment Create(params ulong[] seeds) => new Acrobot(seeds);

    [Fact]
    public void Acrobot_PumpedByTheSecondJoint_MovesAsComputedElsewhere()
    {
        var environment = new Acrobot(1UL) { [0] = (0.1, -0.05, 0.02, 0.03) };
        var expected = new Dictionary<int, double[]>
        {
            [1] = [0.07757165579337588, 0.004515209387585137, -0.23773391900562166, 0.5017548079364877],
            [2] = [0.010080984821611072, 0.14068891650000936, -0.41876811870253955, 0.8250103566118698],
            [10] = [0.32007296174923827, -0.6843088576758856, 0.6146714616903833, -1.7482795966273563],
            [30] = [-1.0888524091444185, 1.0777501350387244, -0.5540906553667255, 1.941987549447925],
        };
        for (var step = 1; step <= 30; step++)
        {
            environment.Step([environment[0].Speed2 > 0 ? 2 : 0]);
            Assert.Equal((-1, false, false), (environment.Rewards[0], environment.Terminated[0], environment.Truncated[0]));
            if (!expected.TryGetValue(step, out var state))
                continue;
            var (angle1, angle2, speed1, speed2) = environment[0];
            double[] actual = [angle1, angle2, speed1, speed2];
            for (var k = 0; k < 4; k++)
                Assert.Equal(state[k], actual[k], 1e-9);
        }
    }

    [Fact]
    public void Acrobot_Whirling_WrapsItsAnglesAndEndsAboveTheBarWithoutAPenalty()
    {
        var environment = new Acrobot(1UL) { [0] = (1, 2, -11, 27) };
        environment.Step([1]);
        var (angle1, angle2, speed1, speed2) = environment[0];
        Assert.Equal((-1.4328851148, 1.5536625988), (Math.Round(angle1, 10), Math.Round(angle2, 10)));
        Assert.Equal((-11.2075942602, 26.9969688293), (Math.Round(speed1, 10), Math.Round(speed2, 10)));
        environment.Step([1]);
        Assert.Equal((0, true, false), (environment.Rewards[0], environment.Terminated[0], environment.Truncated[0]));
        Assert.Equal(Math.Cos(2.941320226449056), environment.FinalObservations[0], 1e-6);
        Assert.Equal(21.079076372797278, environment.FinalObservations[5], 1e-5);
    }

    [Fact]
    public void Acrobot_NeverDriven_IsCutAfter500Steps()
    {
        var environment = new Acrobot(1UL);
        for (var step = 1; step <= Acrobot.StepLimit; step++)
        {
            environment.Step([1]);
            Assert.Equal((false, step == Acrobot.StepLimit), (environment.Terminated[0], environment.Truncated[0]));
        }
    }
}
