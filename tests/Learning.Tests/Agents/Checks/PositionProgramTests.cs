using Simulator.Checks;

namespace Simulator.Tests.Learning.Agents.Checks;

/// <summary>Positions under costs, against values found by hand and by linear programming elsewhere.</summary>
public sealed class PositionProgramTests
{
    private static readonly double[] s_exposures = [0, 1, -1];

    [Fact]
    public void Free_EarnsTheMeanSizeOfWhatIsKnown()
    {
        var program = PositionProgram.Solve(
            [
                [0, 0.01, -0.01],
                [0, -0.02, 0.02],
            ],
            [
                [0.5, 0.5],
                [0.5, 0.5],
            ],
            s_exposures,
            0
        );

        Assert.Equal(0.015, program.Gain, 1e-9);
        Assert.Equal((1, 2), (program.Decide(0, 2), program.Decide(1, 1)));
    }

    /// <summary>An account that holds throughout earns nothing by timing; one that knows better is charged for each change.</summary>
    [Fact]
    public void Timing_IsWhatTheSignalPromisesLessCosts()
    {
        var trader = new InformedTrader(s_exposures, 0.001);
        double[] signal = [1, -1, 1, -1];

        Assert.Equal(-0.001, trader.Timing([1, 1, 1, 1], signal, 0.04, 0.01, 0), 1e-12);
        Assert.Equal(4 * 0.002 - (2 * 0.0001) - 0.007, trader.Timing([1, -1, 1, -1], signal, 0.04, 0.01, 0), 1e-12);
        Assert.Equal(0.001, trader.Timing([1, double.NaN, 0, 0], [1, 1, -1, -1], 0.04, 0.01, 0) - 0.001, 1e-12);
    }

    /// <summary>
    /// By hand: the sign changes with probability 0.1. Following it costs 2c at each change: it earns 0.001 − 0.1·2·0.004 = 0.0002.
    /// </summary>
    [Fact]
    public void ASlowSign_IsFollowed_WhileItsChangesCostLessThanItEarns()
    {
        double[][] growth =
        [
            [0, 0.001, -0.001],
            [0, -0.001, 0.001],
        ];
        double[][] slow =
        [
            [0.9, 0.1],
            [0.1, 0.9],
        ];

        var worth = PositionProgram.Solve(growth, slow, s_exposures, 0.004);
        Assert.Equal(0.0002, worth.Gain, 1e-9);
        Assert.Equal((1, 2), (worth.Decide(0, 2), worth.Decide(1, 1)));

        var dear = PositionProgram.Solve(growth, slow, s_exposures, 0.006);
        Assert.Equal(0, dear.Gain, 1e-9);
        Assert.Equal((0, 1), (dear.Decide(1, 0), dear.Decide(0, 1)));
    }

    /// <summary>The gain by linear programming over the state-action frequencies (scipy 1.10.1, linprog, HiGHS).</summary>
    [Fact]
    public void ThreeStates_EarnWhatALinearProgramFinds()
    {
        double[][] growth =
        [
            [0, 0.004, -0.0043],
            [0, 0.0005, -0.0006],
            [0, -0.003, 0.0028],
        ];
        double[][] transition =
        [
            [0.7, 0.2, 0.1],
            [0.25, 0.5, 0.25],
            [0.05, 0.3, 0.65],
        ];

        Assert.Equal(0.00193, PositionProgram.Solve(growth, transition, s_exposures, 0.0011).Gain, 1e-9);
    }
}
