using Simulator.Numerics;

namespace Simulator.Tests.Simulation.Numerics;

public sealed class QuasiNewtonTests
{
    [Fact]
    public void Minimise_RosenbrocksValley_EndsAtItsBottom()
    {
        var minimum = QuasiNewton.Minimise(
            (x, gradient) =>
            {
                var (a, b) = (1 - x[0], x[1] - (x[0] * x[0]));
                (gradient[0], gradient[1]) = ((-2 * a) - (400 * x[0] * b), 200 * b);
                return (a * a) + (100 * b * b);
            },
            [-1.2, 1]
        );
        Assert.True(minimum.IsConverged);
        Assert.All(minimum.Point, x => Assert.Equal(1, x, 1e-5));
    }

    [Fact]
    public void Minimise_BehindABorder_StaysInside()
    {
        // x − ln x on x > 0; its first full step from 20 would land below 0.
        var minimum = QuasiNewton.Minimise(
            (x, gradient) =>
            {
                gradient[0] = 100 * (1 - (1 / x[0]));
                return x[0] > 0 ? 100 * (x[0] - Math.Log(x[0])) : double.NaN;
            },
            [20.0]
        );
        Assert.Equal(1, minimum.Point[0], 1e-6);
    }

    [Fact]
    public void Minimise_WithTooFewSteps_SaysSo()
    {
        var minimum = QuasiNewton.Minimise(
            (x, gradient) =>
            {
                gradient[0] = 4 * Math.Pow(x[0] - 3, 3);
                return Math.Pow(x[0] - 3, 4);
            },
            [0.0],
            mostSteps: 2
        );
        Assert.False(minimum.IsConverged);
    }
}
