using MathNet.Numerics.Distributions;

namespace Simulator.Portfolios.Pairs;

/// <summary>Deterministic terms of a unit-root regression.</summary>
public enum Deterministic
{
    /// <summary>Nothing: for residuals of a regression, which have mean zero.</summary>
    None,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A constant and a linear trend.</summary>
    ConstantAndTrend,
}

/// <summary>
/// The distribution of unit-root and cointegration statistics. P-values: MacKinnon, “Approximate asymptotic distribution functions for
/// unit-root and cointegration tests”, Journal of Business and Economic Statistics 12 (1994), tables 3 and 4. Critical values: MacKinnon,
/// “Critical values for cointegration tests”, Queen's University working paper 1227 (2010), table 2, β∞ + β₁/T + β₂/T² + β₃/T³.
/// </summary>
public static class MacKinnon
{
    // Per number of variables 1, 2: where the left-tail polynomial ends, below what p is 0, above what it is 1.
    private static readonly double[] s_starNone = [-1.04, -1.53];
    private static readonly double[] s_minNone = [-19.04, -19.62];
    private static readonly double[] s_maxNone = [double.PositiveInfinity, 1.51];
    private static readonly double[] s_starConstant = [-1.61, -2.62, -3.13, -3.47, -3.78, -3.93];
    private static readonly double[] s_minConstant = [-18.83, -18.86, -23.48, -28.07, -25.96, -23.27];
    private static readonly double[] s_maxConstant = [2.74, 0.92, 0.55, 0.61, 0.79, 1];
    private static readonly double[] s_starTrend = [-2.89, -3.19, -3.50, -3.65, -3.80, -4.36];
    private static readonly double[] s_minTrend = [-16.18, -21.15, -25.37, -26.63, -26.53, -26.18];
    private static readonly double[] s_maxTrend = [0.7, 0.63, 0.71, 0.93, 1.19, 1.42];

    private static readonly double[][] s_smallNone =
    [
        [0.6344, 1.2378, 0.032496],
        [1.9129, 1.3857, 0.035322],
    ];
    private static readonly double[][] s_smallConstant =
    [
        [2.1659, 1.4412, 0.038269],
        [2.92, 1.5012, 0.039796],
        [3.4699, 1.4856, 0.03164],
        [3.9673, 1.4777, 0.026315],
        [4.5509, 1.5338, 0.029545],
        [5.1399, 1.6036, 0.034445],
    ];

    private static readonly double[][] s_smallTrend =
    [
        [3.2512, 1.6047, 0.049588],
        [3.6646, 1.5419, 0.036448],
        [4.0983, 1.5173, 0.029898],
        [4.5844, 1.5338, 0.028796],
        [5.0722, 1.5634, 0.029472],
        [5.53, 1.5914, 0.030392],
    ];

    private static readonly double[][] s_largeNone =
    [
        [0.4797, 0.93557, -0.06999, 0.033066],
        [1.5578, 0.8558, -0.2083, -0.033549],
    ];
    private static readonly double[][] s_largeConstant =
    [
        [1.7339, 0.93202, -0.12745, -0.010368],
        [2.1945, 0.64695, -0.29198, -0.042377],
        [2.5893, 0.45168, -0.36529, -0.050074],
        [3.0387, 0.45452, -0.33666, -0.041921],
        [3.5049, 0.52098, -0.29158, -0.033468],
        [3.9489, 0.58933, -0.25359, -0.02721],
    ];

    private static readonly double[][] s_largeTrend =
    [
        [2.5261, 0.61654, -0.37956, -0.060285],
        [2.85, 0.5272, -0.36622, -0.051695],
        [3.221, 0.5255, -0.32685, -0.041501],
        [3.652, 0.59758, -0.27483, -0.032081],
        [4.0712, 0.66428, -0.23464, -0.02546],
        [4.4735, 0.71757, -0.20681, -0.021196],
    ];

    // [variables − 1][1 %, 5 %, 10 %][β∞, β₁, β₂, β₃].
    private static readonly double[][][] s_criticalNone =
    [
        [
            [-2.56574, -2.2358, -3.627, 0],
            [-1.94100, -0.2686, -3.365, 31.223],
            [-1.61682, 0.2656, -2.714, 25.364],
        ],
    ];

    private static readonly double[][][] s_criticalConstant =
    [
        [
            [-3.43035, -6.5393, -16.786, -79.433],
            [-2.86154, -2.8903, -4.234, -40.040],
            [-2.56677, -1.5384, -2.809, 0],
        ],
        [
            [-3.89644, -10.9519, -33.527, 0],
            [-3.33613, -6.1101, -6.823, 0],
            [-3.04445, -4.2412, -2.720, 0],
        ],
        [
            [-4.29374, -14.4354, -33.195, 47.433],
            [-3.74066, -8.5632, -10.852, 27.982],
            [-3.45218, -6.2143, -3.718, 0],
        ],
        [
            [-4.64332, -18.1031, -37.972, 0],
            [-4.09600, -11.2349, -11.175, 0],
            [-3.81020, -8.3931, -4.137, 0],
        ],
        [
            [-4.95756, -21.8883, -45.142, 0],
            [-4.41519, -14.0405, -12.575, 0],
            [-4.13157, -10.7417, -3.784, 0],
        ],
        [
            [-5.24568, -25.6688, -57.737, 88.639],
            [-4.70693, -16.9178, -17.492, 60.007],
            [-4.42501, -13.1875, -5.104, 27.877],
        ],
    ];

    private static readonly double[][][] s_criticalTrend =
    [
        [
            [-3.95877, -9.0531, -28.428, -134.155],
            [-3.41049, -4.3904, -9.036, -45.374],
            [-3.12705, -2.5856, -3.925, -22.380],
        ],
        [
            [-4.32762, -15.4387, -35.679, 0],
            [-3.78057, -9.5106, -12.074, 0],
            [-3.49631, -7.0815, -7.538, 21.892],
        ],
        [
            [-4.66305, -18.7688, -49.793, 104.244],
            [-4.11890, -11.8922, -19.031, 77.332],
            [-3.83511, -9.0723, -8.504, 35.403],
        ],
        [
            [-4.96940, -22.4694, -52.599, 51.314],
            [-4.42871, -14.5876, -18.228, 39.647],
            [-4.14633, -11.2500, -9.873, 54.109],
        ],
        [
            [-5.25276, -26.2183, -59.631, 50.646],
            [-4.71537, -17.3569, -22.660, 91.359],
            [-4.43422, -13.6078, -10.238, 76.781],
        ],
        [
            [-5.51727, -29.9760, -75.222, 202.253],
            [-4.98228, -20.3050, -25.224, 132.03],
            [-4.70233, -16.1253, -9.836, 94.272],
        ],
    ];

    /// <summary>p-value: probability of a statistic this small if there is a unit root (or no cointegration).</summary>
    /// <param name="statistic">The t-statistic of the level.</param>
    /// <param name="deterministic">What the regression (for cointegration: that of the levels) contains.</param>
    /// <param name="variables">1 for a unit-root test; for cointegration the number of series, at most 6.</param>
    public static double PValue(double statistic, Deterministic deterministic, int variables = 1)
    {
        var (star, min, max, small, large) = deterministic switch
        {
            Deterministic.None => (s_starNone, s_minNone, s_maxNone, s_smallNone, s_largeNone),
            Deterministic.Constant => (s_starConstant, s_minConstant, s_maxConstant, s_smallConstant, s_largeConstant),
            _ => (s_starTrend, s_minTrend, s_maxTrend, s_smallTrend, s_largeTrend),
        };
        var n = Row(variables, star.Length);
        if (double.IsNaN(statistic) || statistic > max[n])
            return double.IsNaN(statistic) ? double.NaN : 1;
        if (statistic < min[n])
            return 0;
        return Normal.CDF(0, 1, Polynomial(statistic <= star[n] ? small[n] : large[n], statistic));
    }

    /// <summary>Critical values at 1 %, 5 % and 10 %.</summary>
    /// <param name="deterministic">What the regression contains.</param>
    /// <param name="variables">Number of series, at most 6 (1 without a constant).</param>
    /// <param name="observations">Observations of the regression; infinity for the asymptotic values.</param>
    public static (double OnePercent, double FivePercent, double TenPercent) CriticalValues(
        Deterministic deterministic,
        int variables,
        double observations
    )
    {
        var table = deterministic switch
        {
            Deterministic.None => s_criticalNone,
            Deterministic.Constant => s_criticalConstant,
            _ => s_criticalTrend,
        };
        var rows = table[Row(variables, table.Length)];
        return (Polynomial(rows[0], 1 / observations), Polynomial(rows[1], 1 / observations), Polynomial(rows[2], 1 / observations));
    }

    private static int Row(int variables, int rows) =>
        variables >= 1 && variables <= rows
            ? variables - 1
            : throw new ArgumentOutOfRangeException(
                nameof(variables),
                variables,
                FormattableString.Invariant($"the table covers 1 to {rows} variables")
            );

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        for (var k = coefficients.Length - 1; k >= 0; k--)
            sum = (sum * x) + coefficients[k];
        return sum;
    }
}
