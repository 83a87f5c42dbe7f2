using Simulator.Robustness.Sweeps;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

/// <summary>
/// The searches of a sweep, measured by the points that they draw on two functions with a known minimum. Regret is the least value found
/// less the minimum. A
/// search is repeated under as many seeds as <see cref="Repetitions"/> says; tolerances are four standard errors of so many.
/// </summary>
public sealed class SearchMethodTests
{
    private const int Repetitions = 500;
    private const int MostPoints = 200;
    private const int PopulationSize = 1 << 20;
    private const double StandardErrors = 4;

    private static readonly Lazy<Dictionary<(string Function, SweepMethod Method), double[][]>> s_regrets = new(() =>
        TestFunction
            .All.SelectMany(f => new[] { SweepMethod.Random, SweepMethod.Sobol }.Select(m => (Key: (f.Name, m), Regrets: Search(f, m))))
            .ToDictionary(s => s.Key, s => s.Regrets)
    );

    private static readonly Lazy<Dictionary<string, double[]>> s_populations = new(() =>
        TestFunction.All.ToDictionary(f => f.Name, Population)
    );

    /// <summary>
    /// Function, points, and of random search as published: median, mean, 90 % quantile (NaN where none is), and repetitions. The table
    /// does not say how many these
    /// were; beside the law below its figures of Branin lie as a thousand would, those of Hartmann6 as a hundred.
    /// </summary>
    public static TheoryData<string, int, double, double, double, int> Published =>
        new()
        {
            { "Branin", 20, 1.92, 2.79, 6.47, 1_000 },
            { "Branin", 30, 1.17, 1.75, 4.01, 1_000 },
            { "Branin", 50, 0.75, 1.03, 2.42, 1_000 },
            { "Branin", 60, 0.58, 0.85, 1.98, 1_000 },
            { "Branin", 100, 0.34, 0.50, 1.15, 1_000 },
            { "Branin", 200, 0.18, 0.25, 0.58, 1_000 },
            { "Hartmann6", 50, 1.53, 1.51, double.NaN, 100 },
            { "Hartmann6", 100, 1.23, 1.23, double.NaN, 100 },
            { "Hartmann6", 200, 0.96, 0.99, double.NaN, 100 },
        };

    /// <summary>The same functions and points.</summary>
    public static TheoryData<string, int> Searches
    {
        get
        {
            var searches = new TheoryData<string, int>();
            foreach (var row in Published)
                searches.Add((string)row[0], (int)row[1]);
            return searches;
        }
    }

    [Fact]
    public void TestFunctions_AtTheirMinimisersAndOnePointMore_HaveThePublishedValues()
    {
        foreach (var function in TestFunction.All)
            Assert.All(function.Minimisers, p => Assert.Equal(function.Minimum, function.At(p), 1e-9));
        Assert.Equal(55.602112642270264, TestFunction.Branin.At([0, 0]), 1e-9);
        Assert.Equal(-0.5053149917022333, TestFunction.HartmannSix.At([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void RandomSearch_FindsWhatIsPublished(
        string function,
        int points,
        double median,
        double mean,
        double ninetieth,
        int publishedRepetitions
    )
    {
        var regrets = Regrets(function, SweepMethod.Random, points);
        var repetitions = 1 / ((1.0 / Repetitions) + (1.0 / publishedRepetitions));
        Assert.Equal(mean, regrets.Average(), StandardErrors * Deviation(regrets) / Math.Sqrt(repetitions));
        AssertQuantile(regrets, 0.5, median, repetitions);
        if (!double.IsNaN(ninetieth))
            AssertQuantile(regrets, 0.9, ninetieth, repetitions);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void RandomSearch_FollowsTheLawOfTheLeastOfUniformPoints(string function, int points)
    {
        // Of M values in order the least of n draws lies above the i-th with probability (1 − i/M)ⁿ.
        var (values, regrets, expected) = (s_populations.Value[function], Regrets(function, SweepMethod.Random, points), 0.0);
        double Above(int i) => Math.Pow(1 - ((double)i / values.Length), points);
        for (var i = 0; i < values.Length; i++)
            expected += values[i] * (Above(i) - Above(i + 1));
        Assert.Equal(expected, regrets.Average(), StandardErrors * Deviation(regrets) / Math.Sqrt(Repetitions));
        foreach (var share in new[] { 0.1, 0.5, 0.9 })
            AssertQuantile(regrets, share, values[(int)(values.Length * (1 - Math.Pow(1 - share, 1.0 / points)))], Repetitions);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void SobolSearch_InTheMedian_IsNoWorseThanRandom(string function, int points)
    {
        var (sobol, random) = (Quantile(Regrets(function, SweepMethod.Sobol, points), 0.5), Regrets(function, SweepMethod.Random, points));
        var bound = Quantile(random, 0.5 + (StandardErrors * Math.Sqrt(0.25 * 2 / Repetitions)));
        Assert.True(
            sobol <= bound,
            FormattableString.Invariant(
                $"{points} points: Sobol's median regret is {sobol:0.000}, that of random points {Quantile(random, 0.5):0.000}"
            )
        );
    }

    /// <summary>The regret after so many points of every repetition, smallest first.</summary>
    private static double[] Regrets(string function, SweepMethod method, int points)
    {
        double[] regrets = [.. s_regrets.Value[(function, method)].Select(r => r[points - 1])];
        Array.Sort(regrets);
        return regrets;
    }

    /// <summary>By repetition the regret after each point.</summary>
    private static double[][] Search(TestFunction function, SweepMethod method) =>
        [
            .. Enumerable
                .Range(0, Repetitions)
                .Select(seed =>
                {
                    var (regrets, least, found) = (new double[MostPoints], double.PositiveInfinity, 0);
                    foreach (var set in SweepPoints.Of(new ParameterSpace(function.Ranges), method, MostPoints, seed))
                        regrets[found++] = least = Math.Min(least, function.Regret(set));
                    Assert.Equal(MostPoints, found);
                    return regrets;
                }),
        ];

    /// <summary>Regrets of uniform points from a generator of their own, smallest first: the law that a search is compared with.</summary>
    private static double[] Population(TestFunction function)
    {
        var (random, values, point) = (new SplitMix64(99), new double[PopulationSize], new double[function.Ranges.Count]);
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < point.Length; j++)
                point[j] = function.Ranges[j] is ParameterRange.Interval range
                    ? range.From + ((range.To - range.From) * random.NextDouble())
                    : double.NaN;
            values[i] = function.At(point) - function.Minimum;
        }
        Array.Sort(values);
        return values;
    }

    /// <summary>
    /// A quantile is where it should be when the order statistics four standard errors of a share to either side of it hold it between
    /// them.
    /// </summary>
    private static void AssertQuantile(double[] sorted, double share, double expected, double repetitions)
    {
        var error = StandardErrors * Math.Sqrt(share * (1 - share) / repetitions);
        Assert.InRange(expected, Quantile(sorted, share - error), Quantile(sorted, share + error));
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Clamp((int)(share * sorted.Length), 0, sorted.Length - 1)];

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
