using Simulator.Numerics;

namespace Simulator.Tests.Simulation.Numerics;

public sealed class LeastSquaresTests
{
    private static readonly double[][] s_columns =
    [
        [1, 1, 1],
        [-1, 0, 1],
    ];
    private static readonly double[] s_outcome = [0, 1, 4];

    [Fact]
    public void Fit_IsTheLineByHand()
    {
        // The mean 5/3, and the slope (0·(−1) + 4·1)/2.
        var line = LeastSquares.Fit(s_columns, s_outcome);
        Assert.Equal(5.0 / 3, line[0], 1e-10);
        Assert.Equal(2, line[1], 1e-10);
    }

    [Fact]
    public void Solve_WithAPenalty_ShrinksAllButTheFirstColumn()
    {
        // Σx² = 2 and a penalty of 2: the slope is 4/(2 + 2).
        var line = LeastSquares.Of(s_columns, s_outcome).Solve(2);
        Assert.Equal(5.0 / 3, line[0], 1e-10);
        Assert.Equal(1, line[1], 1e-10);
    }

    [Fact]
    public void SmallestEigenvalueShare_IsThatOfTheProducts()
    {
        Assert.Equal(2.0 / 3, LeastSquares.Of(s_columns, s_outcome).SmallestEigenvalueShare, 1e-12);
        Assert.Equal(
            0,
            LeastSquares
                .Of(
                    [
                        [1, 1, 1],
                        [2, 2, 2],
                    ],
                    s_outcome
                )
                .SmallestEigenvalueShare,
            1e-12
        );
    }
}
