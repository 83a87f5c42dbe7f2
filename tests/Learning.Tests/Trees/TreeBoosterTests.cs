using Simulator.Errors;
using Simulator.Learning.Trees;

namespace Simulator.Tests.Learning.Trees;

/// <summary>
/// Trees against Debian's python3-xgboost 1.7.4. The rows come from x ← 3.99·x·(1 − x) from 0.3 on, three to a row; the outcome is
/// 2a − [c &gt; ½] + |b − ½|, and the value of b in row 5 is then taken away. The numbers are those of
/// <code>
/// b = xgb.Booster(dict(max_depth=2, eta=.3, min_child_weight=2, reg_lambda=.5, base_score=0, tree_method='exact',
///                      objective='reg:squarederror'), [d])
/// for r in range(8): b.boost(d, b.predict(d, output_margin=True) - y, ones)
/// b.predict(d, output_margin=True), b.predict(d, pred_contribs=True), b.get_score(importance_type='total_gain')
/// </code>
/// </summary>
public sealed class TreeBoosterTests
{
    private const int Rows = 40;

    private static readonly float[] s_sums =
    [
        0.7068737745285034f,
        0.20857417583465576f,
        2.2065718173980713f,
        -0.5068148970603943f,
        0.20857417583465576f,
        2.2065718173980713f,
        -0.22459182143211365f,
        0.7068737745285034f,
    ];

    private static readonly float[][] s_contributions =
    [
        [0.36724066734313965f, 0, -0.3672996759414673f, 0.706932783126831f],
        [-0.5846379995346069f, 0, 0.08627945184707642f, 0.706932783126831f],
        [0.8863763809204102f, 0, 0.6132625937461853f, 0.706932783126831f],
    ];

    [Fact]
    public void Sums_AreThoseOfThePythonPackage()
    {
        using var case40 = new TinyCase();
        Assert.Equal(s_sums, case40.Booster.Sums(case40.Matrix)[..8], (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Contributions_AreThoseOfThePythonPackage_AndAddUpToTheSum()
    {
        using var case40 = new TinyCase();
        var (own, sums) = (case40.Booster.Contributions(case40.Matrix), case40.Booster.Sums(case40.Matrix));
        foreach (var (row, expected) in new[] { 0, 1, 5 }.Zip(s_contributions))
            Assert.Equal(expected, own[row], (a, b) => Math.Abs(a - b) < 1e-6f);
        for (var row = 0; row < Rows; row++)
            Assert.Equal(sums[row], own[row].Sum(), 1e-5f);
    }

    [Fact]
    public void Gains_AreThoseOfThePythonPackage()
    {
        using var case40 = new TinyCase();
        var gains = case40.Booster.Gains();
        Assert.Equal(49.19417953491211, gains[0], 1e-4);
        Assert.Equal(0, gains[1]);
        Assert.Equal(26.5531063079834, gains[2], 1e-4);
    }

    [Fact]
    public void NoTrees_SayNothing()
    {
        using var matrix = TreeMatrix.Of(TinyCase.Columns(), 0, Rows);
        using var booster = new TreeBooster(TinyCase.Parameters, matrix);
        Assert.All(booster.Sums(matrix), sum => Assert.Equal(0f, sum));
        Assert.All(booster.Contributions(matrix), row => Assert.Equal(new float[4], row));
        Assert.Equal(new double[3], booster.Gains());
    }

    [Fact]
    public void OtherRows_AreReadWithTheSameTrees()
    {
        using var case40 = new TinyCase();
        using var last = TreeMatrix.Of(TinyCase.Columns(), 30, Rows);
        Assert.Equal(case40.Booster.Sums(case40.Matrix)[30..], case40.Booster.Sums(last));
    }

    [Fact]
    public void DerivativesOfOtherRows_AreRefusedWithBothNumbers()
    {
        using var case40 = new TinyCase();
        var error = Assert.Throws<ArgumentException>(() => case40.Booster.Grow(new float[3], new float[3]));
        Assert.Contains("3 and 3 rows for 40", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TreeMatrix.Of(TinyCase.Columns(), 7, 7));
    }

    [Fact]
    public void ParameterThatXgboostRefuses_IsSaidInItsWords()
    {
        using var matrix = TreeMatrix.Of(TinyCase.Columns(), 0, Rows);
        var error = Assert.Throws<SimulationException>(() =>
        {
            using var booster = new TreeBooster(TinyCase.Parameters with { LearningRate = -1 }, matrix);
            booster.Grow(new float[Rows], Enumerable.Repeat(1f, Rows).ToArray());
        });
        Assert.Contains("grow tree 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingLibrary_IsToldWithThePackageAndTheRemedy()
    {
        var error = Assert.Throws<DllNotFoundException>(() => XgboostLibrary.Load(["libxgboost-absent.so.0"]));
        Assert.Contains("libxgboost-absent.so.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y --no-install-recommends libxgboost0", error.Message, StringComparison.Ordinal);
        Assert.Contains("choose another forecaster", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runtime_IsNamedByItsVersion() => Assert.Matches(@"^xgboost \d+\.\d+\.\d+$", XgboostRuntime.Instance.Version);

    private sealed class TinyCase : IDisposable
    {
        public TinyCase()
        {
            double[][] columns = Columns();
            var (a, b, c) = (columns[0], Numbers().Where((_, i) => i % 3 == 1).ToArray(), columns[2]);
            Matrix = TreeMatrix.Of(columns, 0, Rows);
            Booster = new TreeBooster(Parameters, Matrix);
            for (var round = 0; round < 8; round++)
            {
                var sums = Booster.Sums(Matrix);
                Booster.Grow(
                    [.. sums.Select((s, i) => s - (float)((2 * a[i]) - (c[i] > 0.5 ? 1 : 0) + Math.Abs(b[i] - 0.5)))],
                    [.. sums.Select(_ => 1f)]
                );
            }
        }

        public static TreeParameters Parameters { get; } =
            new()
            {
                Depth = 2,
                LearningRate = 0.3,
                MinChildWeight = 2,
                Lambda = 0.5,
            };

        public TreeMatrix Matrix { get; }

        public TreeBooster Booster { get; }

        public static double[][] Columns()
        {
            var numbers = Numbers();
            double[][] columns = [.. Enumerable.Range(0, 3).Select(c => numbers.Where((_, i) => i % 3 == c).ToArray())];
            columns[1][5] = double.NaN;
            return columns;
        }

        public void Dispose()
        {
            Booster.Dispose();
            Matrix.Dispose();
        }

        private static double[] Numbers()
        {
            var (x, numbers) = (0.3, new double[3 * Rows]);
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = x = 3.99 * x * (1 - x);
            return numbers;
        }
    }
}
