using Simulator.Generation;
using Simulator.Realism;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Tests.Series;

namespace Simulator.Tests.Simulation.Realism;

/// <summary>Numbers of scipy and scikit-learn (<c>tests/Support/Series/realism.py</c>), and what a judge must and must not find.</summary>
public sealed class JudgeTests
{
    private const int Bars = 2_000;
    private static readonly double[] s_first = ReferenceSeries.Logistic(300, 1);
    private static readonly double[] s_second = [.. ReferenceSeries.Logistic(200, 2).Select(x => (1.3 * x) + 0.1)];
    private static readonly ReturnPath s_real = Market(11);

    [Fact]
    public void Distances_OfTwoSamples_AreScipys()
    {
        Assert.Equal(0.3304070615827434, Wasserstein.Of(s_first, s_second), 1e-12);
        Assert.Equal(0.3304070615827434, Wasserstein.Of(s_second, s_first), 1e-12);
        Assert.Equal(0.135, KolmogorovSmirnov.Of(s_first, s_second, 300, 200).Statistic, 1e-12);
        Assert.Equal(0, Wasserstein.Of(s_first, s_first));
        Assert.Equal(2.5, Wasserstein.Of(s_first, [.. s_first.Select(x => x + 2.5)]), 1e-12);
    }

    [Fact]
    public void Discrepancy_OfTwoSamples_IsNumpys_AndTellsTheirScale()
    {
        var (first, second) = (Rows(120, 3, 1), Rows(90, 4, 1.5));
        Assert.Equal(0.005001389912363097, MeanDiscrepancy.Of(first, second, new SplitMix64(1)).Statistic, 1e-12);
        Assert.InRange(MeanDiscrepancy.Of(Rows(600, 3, 1), Rows(600, 4, 2), new SplitMix64(1)).PValue, 0, 0.01);
        Assert.InRange(MeanDiscrepancy.Of(Rows(600, 3, 1), Rows(600, 4, 1), new SplitMix64(1)).PValue, 0.05, 1);
    }

    [Fact]
    public void Logistic_Weights_AreScikitLearns()
    {
        double[][] rows = [.. Rows(120, 5, 1).Select(r => r.Select(x => x + 0.4).ToArray()), .. Rows(120, 6, 1)];
        double[] expected = [-0.27747679, 0.55282956, 0.20097958, 0.49093472];
        foreach (var (weight, known) in LogisticJudge.Fit(rows, 40).Zip(expected))
            Assert.Equal(known, weight, 1e-5);
    }

    [Fact]
    public void Judges_OfTheSameLaw_FindNothing()
    {
        var judgement = Judgement.Of(s_real, [.. Enumerable.Range(1, 8).Select(i => Market(100 + i))], 1);
        Assert.All(judgement.Distances, d => Assert.InRange(d.Distance, 0, 3 * d.Floor));
        Assert.InRange(judgement.Returns.PValue, 0.01, 1);
        Assert.InRange(judgement.Windows.PValue, 0.01, 1);
        Assert.InRange(judgement.Discriminative, 0, 0.12);
        Assert.InRange(judgement.Predictive.OnGenerated, 0, judgement.Predictive.OnReal * 1.03);
        Assert.InRange(judgement.Memorisation.DistanceRatio, 0.85, 1.15);
        Assert.False(judgement.Memorisation.IsAlarm);
        Assert.False(judgement.Collapse.IsAlarm);
    }

    [Fact]
    public void Judges_OfNormalDrawsThreeTimesAsWide_TellThem()
    {
        var random = new SplitMix64(3);
        var paths = Enumerable.Range(0, 4).Select(_ => Path([.. Enumerable.Range(0, Bars).Select(_ => 0.03 * random.NextGaussian())]));
        var judgement = Judgement.Of(s_real, [.. paths], 1);
        Assert.All(judgement.Distances, d => Assert.True(d.Distance > 3 * d.Floor));
        Assert.InRange(judgement.Returns.PValue, 0, 0.001);
        Assert.InRange(judgement.Windows.PValue, 0, 0.01);
        Assert.InRange(judgement.Discriminative, 0.4, 0.5);
    }

    [Fact]
    public void Memorisation_OfACopyOfThePast_IsCaught_AlsoInPieces()
    {
        var units = PathWindows.Units(s_real);
        var all = PathWindows.Of(s_real, units, 1);
        var copy = Memorisation.Of(all, PathWindows.Bars, PathWindows.Of(s_real, units, PathWindows.Bars));
        Assert.Equal((0, 1), (copy.DistanceRatio, copy.Duplicates));
        Assert.True(copy.IsAlarm);
        // Half of the windows new, half copied: the median is far, the copies are still seen.
        double[][] mixed = [.. PathWindows.Of(Market(77), units, 20), .. PathWindows.Of(s_real, units, 40)];
        var half = Memorisation.Of(all, PathWindows.Bars, mixed);
        Assert.InRange(half.Duplicates, 0.3, 0.36);
        Assert.True(half.IsAlarm);
    }

    [Fact]
    public void Collapse_OfOnePathManyTimes_OrOfTooQuietOnes_IsAnAlarm()
    {
        var units = PathWindows.Units(s_real);
        var same = ModeCollapse.Of(s_real, [.. Enumerable.Repeat(Market(5), 4)], units);
        Assert.Equal(0, same.DistanceRatio);
        Assert.True(same.IsAlarm);
        var quiet = Enumerable.Range(1, 4).Select(i => Path(Array.ConvertAll(Market(i).Return, r => 0.5 * r)));
        Assert.True(ModeCollapse.Of(s_real, [.. quiet], units) is { IsAlarm: true, VarianceRatio: < 0.5 });
    }

    // By hand: rows (0, 2), (1, 3), (2, 4) have variance 2 each and means 1, 2, 3, so outcomes 2, 0, 4 miss by 1, −2, 1.
    [Fact]
    public void Collapse_OfDraws_IsTheirVarianceOverSquaredMissesAndTheirDistanceOverThatOfMisses()
    {
        var spread = ModeCollapse.OfDraws(
            [2, 0, 4],
            [
                [0, 2],
                [1, 3],
                [2, 4],
            ]
        );
        Assert.Equal(2 / (6 / 3.0), spread.VarianceRatio, 12);
        Assert.Equal(2 / 3.0, spread.DistanceRatio, 12); // distances 2, 2, 2 and 3, 0, 3
        Assert.False(spread.IsAlarm);
        Assert.True(
            ModeCollapse
                .OfDraws(
                    [2, 0, 4],
                    [
                        [1, 1.1],
                        [2, 2.1],
                        [3, 3.1],
                    ]
                )
                .IsAlarm
        );
    }

    [Fact]
    public void Split_HasNoBarOnBothSides()
    {
        // Bar t has the return t: a window says where it comes from.
        var count = Path([.. Enumerable.Range(0, Bars).Select(t => (double)t)]);
        var (split, units) = (JudgeSplit.Of(count, [count, count]), PathWindows.Units(count));
        double Bar(double value) => Math.Round((value * units.ReturnDeviation) + units.ReturnMean);
        Assert.True(split.TrainReal.Max(w => Bar(w[^1])) < split.TestReal.Min(w => Bar(w[0])));
        Assert.Equal(split.TrainReal.Length, split.TrainGenerated.Length);
        Assert.Equal(split.TestReal.Length, split.TestGenerated.Length);
    }

    [Fact]
    public void Judgement_OfOneSeed_IsTheSameTwice()
    {
        ReturnPath[] paths = [Market(1), Market(2)];
        var (first, second) = (Judgement.Of(s_real, paths, 9), Judgement.Of(s_real, paths, 9));
        Assert.Equal(first.Distances, second.Distances);
        Assert.Equal(first with { Distances = [] }, second with { Distances = [] });
    }

    private static double[][] Rows(int values, long seed, double scale) =>
        [.. ReferenceSeries.Logistic(values, seed).Chunk(3).Select(row => Array.ConvertAll(row, x => scale * x))];

    private static ReturnPath Market(long seed) =>
        Path(ReferenceSeries.Market(Bars, (long)(new SplitMix64((ulong)seed).NextUInt64() >> 34)));

    private static ReturnPath Path(double[] returns) => new(returns, returns, []);
}
