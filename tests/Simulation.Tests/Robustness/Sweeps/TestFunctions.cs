using Simulator.Robustness.Sweeps;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

/// <summary>A function whose minimum is known, over an interval for each parameter, as searches are measured on it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Ranges">Where it is searched.</param>
/// <param name="Minimum">Its least value.</param>
/// <param name="Minimisers">Where it has it, to the digits published.</param>
/// <param name="At">Its value at a point.</param>
internal sealed record TestFunction(
    string Name,
    IReadOnlyList<ParameterRange> Ranges,
    double Minimum,
    double[][] Minimisers,
    Func<double[], double> At
)
{
    private static readonly double[] s_heights = [1, 1.2, 3, 3.2];
    private static readonly double[][] s_widths =
    [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ];
    private static readonly double[][] s_centres =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>
    /// (y − 5.1/(4π²)·x² + 5/π·x − 6)² + 10·(1 − 1/(8π))·cos x + 10 on [−5, 10] × [0, 15]. Source: Branin, Widely Convergent Method for
    /// Finding Multiple
    /// Solutions of Simultaneous Nonlinear Equations (1972), as stated by Dixon and Szegő, Towards Global Optimisation 2 (1978).
    /// </summary>
    public static TestFunction Branin { get; } =
        new(
            "Branin",
            [ParameterRange.Real("x", -5, 10), ParameterRange.Real("y", 0, 15)],
            0.39788735772973816,
            [
                [Math.PI, 2.275],
                [-Math.PI, 12.275],
                [9.42477796, 2.475],
            ],
            p =>
            {
                var (x, y) = (p[0], p[1]);
                var bend = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
                return (bend * bend) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
            }
        );

    /// <summary>
    /// −Σᵢ αᵢ·exp(−Σⱼ Aᵢⱼ·(xⱼ − Pᵢⱼ)²) on [0, 1]⁶, four hills. Source: Hartman, Some Experiments in Global Optimization (1973); Dixon and
    /// Szegő (1978).
    /// </summary>
    public static TestFunction HartmannSix { get; } =
        new(
            "Hartmann6",
            [.. Enumerable.Range(0, 6).Select(i => ParameterRange.Real($"x{i}", 0, 1))],
            -3.322368011391339,
            [
                [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573],
            ],
            x =>
            {
                var sum = 0.0;
                for (var hill = 0; hill < 4; hill++)
                {
                    var distance = 0.0;
                    for (var j = 0; j < 6; j++)
                        distance += s_widths[hill][j] * (x[j] - s_centres[hill][j]) * (x[j] - s_centres[hill][j]);
                    sum -= s_heights[hill] * Math.Exp(-distance);
                }
                return sum;
            }
        );

    /// <summary>Both.</summary>
    public static IReadOnlyList<TestFunction> All { get; } = [Branin, HartmannSix];

    /// <summary>How far above the minimum its value at a choice of parameters lies.</summary>
    public double Regret(ParameterSet set) => At([.. Ranges.Select(r => set.Number(r.Name))]) - Minimum;

    public override string ToString() => Name;
}
