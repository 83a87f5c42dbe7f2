using Simulator.Diagnostics;
using Simulator.Numerics;
using Simulator.Portfolios.Pairs;
using Simulator.Scoring;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Diagnostics;

/// <summary>
/// The tests behind the checks against statsmodels 0.13.5 and SciPy 1.10.1 on <see cref="ReferenceSeries"/>; the function and its arguments
/// stand beside the numbers. Agreement to nine digits, where not said otherwise.
/// </summary>
public sealed class ReferenceTests
{
    private static double[] R => ReferenceSeries.Returns;

    [Fact]
    public void Series_EndsAsTheReferenceDoes() =>
        Agree(
            [0.010750261926735553, -1.5767703275432834, -0.9197423714402337, 1.7646010028924792, -0.24270689655153554],
            R[^1],
            ReferenceSeries.First[^1],
            ReferenceSeries.Second[^1],
            ReferenceSeries.Third[^1],
            ReferenceSeries.Level[^1]
        );

    [Fact] // adfuller(x, regression='c', autolag='AIC') and (maxlag=3, autolag=None)
    public void UnitRoot_OfLevelAndReturns()
    {
        Agree(UnitRootTest.Run(ReferenceSeries.Level), -0.7756531546385993, 0.8261693746036, 1);
        Agree(UnitRootTest.Run(ReferenceSeries.Level, lags: 3), -0.787684561757434, 0.822712894333993, 3);
        Agree(UnitRootTest.Run(R), -19.460975725077958, 0, 0);
        Agree(UnitRootTest.Run(R, lags: 3), -10.767107312667905, 2.436728705547163e-19, 3);
    }

    [Theory] // kpss(r, regression='c', nlags=0, 5 and 'legacy')
    [InlineData(0, 0.6024817770628706, 0.02241074753973903)]
    [InlineData(5, 0.48312500075313625, 0.045467342172717064)]
    [InlineData(18, 0.37923125991858914, 0.08610721555233226)]
    public void Level_OfReturns(int lags, double statistic, double p)
    {
        Agree(LevelTest.Of(R, lags), statistic, p);
        Assert.Equal(18, LevelTest.UsualLags(R.Length));
    }

    [Fact] // the same of the running sum and of the autoregression, where p is at an end of the table
    public void Level_OutsideTheTable_StaysAtItsEnds()
    {
        Agree(LevelTest.Of(ReferenceSeries.Level, 5), 4.203274131364058, 0.01);
        Agree(LevelTest.Of(ReferenceSeries.First, 18), 0.24391763694998078, 0.1);
    }

    [Theory] // acorr_ljungbox(r, lags)
    [InlineData(5, 9.6773374346655, 0.08491134826274492)]
    [InlineData(10, 20.343588429630184, 0.026165384117210515)]
    public void LjungBox_OfReturns(int lags, double statistic, double p) => Agree(Autocorrelations.LjungBox(R, lags), statistic, p);

    [Theory] // het_arch(r - r.mean(), nlags)
    [InlineData(5, 67.94070790354527, 2.7473153550533853e-13)]
    [InlineData(10, 79.56178469034997, 6.118008632013419e-13)]
    public void Arch_OfReturns(int lags, double statistic, double p)
    {
        var mean = Moments.Mean(R);
        Agree(VarianceTests.Arch([.. R.Select(r => r - mean)], lags), statistic, p);
    }

    [Fact] // het_breuschpagan(OLS(y, add_constant(X)).fit().resid, exog): r on the columns before, and the third on time and the first
    public void BreuschPagan_OfReturnsAndOfGrowingNoise()
    {
        double[][] before = [ReferenceSeries.First[..^1], ReferenceSeries.Second[..^1], ReferenceSeries.Third[..^1]];
        Agree(VarianceTests.BreuschPagan(R[1..], before), 2.037853025374468, 0.5645874550652941);
        double[] time = [.. Enumerable.Range(0, 500).Select(t => t / 500.0)];
        Agree(VarianceTests.BreuschPagan(ReferenceSeries.Third, [time, ReferenceSeries.First]), 37.67644686196614, 6.5866337486421735e-09);
    }

    [Fact] // variance_inflation_factor(add_constant(X), i)
    public void VarianceInflation_OfThreeColumns() =>
        Agree(
            [5.627673231364961, 5.6462530591585365, 1.0080056927427972],
            VarianceInflation.Of([ReferenceSeries.First, ReferenceSeries.Second, ReferenceSeries.Third])
        );

    [Fact]
    public void VarianceInflation_OfARepeatedColumn_IsInfinite_AndOfAConstant_None()
    {
        double[] twice = [.. ReferenceSeries.First.Select(v => (2 * v) - 3)];
        var factors = VarianceInflation.Of([ReferenceSeries.First, twice, ReferenceSeries.Third, new double[500]]);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], factors[..2]);
        Assert.InRange(factors[2], 1, 1.1);
        Assert.True(double.IsNaN(factors[3]));
    }

    [Fact] // (r - median(r)) / (median(|r - median(r)|) / norm.ppf(0.75))
    public void RobustScore_OfReturns()
    {
        var scores = RobustScore.Of(R);
        Assert.Equal(387, Array.FindIndex(scores, s => Math.Abs(s) == scores.Max(Math.Abs)));
        Agree([3.350616077419816], Math.Abs(scores[387]));
    }

    [Fact] // ks_2samp(x[:300], x[350:]).statistic, p by kstwobign.sf(d * sqrt(mn / (m + n)))
    public void KolmogorovSmirnov_OfTwoStretches()
    {
        static TestReading Of(double[] x) => KolmogorovSmirnov.Of(x[..300], x[350..], 300, 150);
        Agree(Of(ReferenceSeries.First), 0.06333333333333334, 0.8173184501975813);
        Agree(Of(ReferenceSeries.Second), 0.07, 0.711235195029689);
        Agree(Of(ReferenceSeries.Third), 0.13333333333333333, 0.05712966989683211);
    }

    [Fact] // kstwobign.sf
    public void KolmogorovLimit_FromItsMiddleToItsTail() =>
        Agree(
            [0.9999906941986655, 0.5441424115741981, 0.049485876755377876, 7.453306344157342e-06],
            KolmogorovSmirnov.Probability(0.3),
            KolmogorovSmirnov.Probability(0.8),
            KolmogorovSmirnov.Probability(1.36),
            KolmogorovSmirnov.Probability(2.5)
        );

    [Fact] // multipletests(p, method='fdr_bh')
    public void FalseDiscovery_OfTenTests() =>
        Agree(
            [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571428571428572, 0.216, 0.216, 0.216],
            FalseDiscovery.Adjusted([.001, .008, .039, .041, .042, .06, .074, .205, .212, .216])
        );

    [Fact]
    public void FalseDiscovery_LeavesOutWhatWasNotTested() =>
        Assert.Equal([0.02, double.NaN, 0.5], FalseDiscovery.Adjusted([0.01, double.NaN, 0.5]));

    [Fact]
    public void EffectiveCount_OfAnAutoregression_IsAFraction()
    {
        Assert.InRange(Autocorrelations.EffectiveCount(ReferenceSeries.First), 500 * 0.1, 500 * 0.25); // (1 − 0.7)/(1 + 0.7) = 0.18
        var random = new SplitMix64(1);
        double[] noise = [.. Enumerable.Range(0, 500).Select(_ => random.NextGaussian())];
        Assert.InRange(Autocorrelations.EffectiveCount(noise), 300, 500);
        Assert.InRange(Autocorrelations.EffectiveCount(R), 50, 400); // of a GARCH whose signs hardly remember
        Assert.Equal(500, Autocorrelations.EffectiveCount(new double[500]));
    }

    private static void Agree(UnitRootResult result, double statistic, double p, int lags)
    {
        Agree([statistic], result.Statistic);
        Assert.Equal(p, result.PValue, 1e-9);
        Assert.Equal(lags, result.Lags);
    }

    private static void Agree(TestReading reading, double statistic, double p) => Agree([statistic, p], reading.Statistic, reading.PValue);

    private static void Agree(double[] expected, params double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1e-6, Math.Abs(pair.First))));
}
