using Simulator.Markets;
using Simulator.Synthetic;

namespace Simulator.Tests.Simulation.Synthetic;

/// <summary>The demo market has the stylised facts of real returns (Cont 2001), measured on its own numbers.</summary>
public sealed class DemoMarketTests
{
    private static readonly DemoMarket s_shipped = DemoMarket.Create();
    private static readonly double[] s_returns = Returns(DemoMarket.Create(years: 30).Target);

    [Fact]
    public void SameSeed_GivesTheSameHashes_AnotherSeedOthers()
    {
        Assert.Equal(s_shipped.All.Select(s => s.ContentHash), DemoMarket.Create().All.Select(s => s.ContentHash));
        Assert.NotEqual(s_shipped.Target.ContentHash, DemoMarket.Create(seed: 1).Target.ContentHash);
    }

    [Fact]
    public void Market_Shape_IsTargetFourAssetsAndNews()
    {
        Assert.Equal("DEMO", s_shipped.Target.Symbol);
        Assert.Equal(8 * 252, s_shipped.Target.Count);
        Assert.Equal(
            [SeriesKind.Price, SeriesKind.Price, SeriesKind.Price, SeriesKind.Price, SeriesKind.Score],
            s_shipped.Related.Select(r => r.Kind)
        );
        Assert.All(s_shipped.All, s => Assert.True(s.IsSynthetic));
        Assert.All(s_shipped.Related[^1].Close, score => Assert.InRange(score, -1, 1));
    }

    [Theory]
    [InlineData(20100104)]
    [InlineData(1)]
    [InlineData(99)]
    public void Bars_OfEveryAsset_ContainTheirPrices(long seed)
    {
        foreach (var series in DemoMarket.Create(seed, 4).All.Where(s => s.HasOhlc))
        {
            for (var i = 0; i < series.Count; i++)
            {
                var bar = series[i];
                Assert.True(
                    bar.Low > 0 && bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close) && bar.Volume > 0,
                    $"{series.Symbol} {bar}"
                );
            }
        }
    }

    [Fact]
    public void Quality_OfTheShippedMarket_HasNoGapsNorContradictions()
    {
        var report = Simulator.Quality.SeriesQuality.Examine(s_shipped.Target);

        Assert.DoesNotContain(report.Findings, f => f.Severity == Simulator.Quality.Severity.Error);
        Assert.Null(report.Find(Simulator.Quality.QualityCheck.Gap));
        Assert.Null(report.Find(Simulator.Quality.QualityCheck.HighLow));
    }

    [Fact]
    public void Returns_Tails_AreFatterThanNormal() => Assert.True(Kurtosis(s_returns) > 4, $"kurtosis {Kurtosis(s_returns):0.00}");

    [Fact]
    public void Returns_Themselves_AreUncorrelated()
    {
        for (var lag = 1; lag <= 20; lag++)
            Assert.InRange(Correlation(s_returns[..^lag], s_returns[lag..]), -0.06, 0.06);
    }

    [Fact]
    public void Returns_Sizes_AreCorrelatedForWeeks()
    {
        var sizes = Array.ConvertAll(s_returns, Math.Abs);
        for (var lag = 1; lag <= 20; lag++)
            Assert.True(Correlation(sizes[..^lag], sizes[lag..]) > 0.03, $"lag {lag}: {Correlation(sizes[..^lag], sizes[lag..]):0.000}");
    }

    [Fact]
    public void Losses_RaiseLaterVolatility()
    {
        var squares = Array.ConvertAll(s_returns, r => r * r);
        for (var lag = 1; lag <= 5; lag++)
            Assert.True(
                Correlation(s_returns[..^lag], squares[lag..]) < -0.02,
                $"lag {lag}: {Correlation(s_returns[..^lag], squares[lag..]):0.000}"
            );
    }

    [Fact]
    public void RelatedAssets_MoveWithTheTarget()
    {
        var target = Returns(s_shipped.Target);

        Assert.InRange(Correlation(target, Returns(s_shipped.Related[0])), 0.4, 0.9);
        Assert.InRange(Correlation(target, Returns(s_shipped.Related[3])), -0.6, -0.05);
    }

    [Fact]
    public void NewsScore_TellsTheNextReturn_OnlyWeakly()
    {
        var market = DemoMarket.Create(years: 30);
        var next = Correlation(market.Related[^1].Close[..^1], Returns(market.Target));

        Assert.InRange(next, 0.005, 0.1);
    }

    [Fact]
    public void Volatility_OfAYear_IsThatOfAStock() =>
        Assert.InRange(Math.Sqrt(s_returns.Sum(r => r * r) / s_returns.Length * 252), 0.15, 0.45);

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    public void Years_OutOfRange_AreRefused(int years) => Assert.Throws<ArgumentOutOfRangeException>(() => DemoMarket.Create(years: years));

    private static double[] Returns(BarSeries series) =>
        [.. Enumerable.Range(1, series.Count - 1).Select(t => Math.Log(series.Close[t] / series.Close[t - 1]))];

    private static double Kurtosis(double[] x)
    {
        var mean = x.Average();
        var variance = x.Average(v => Math.Pow(v - mean, 2));
        return x.Average(v => Math.Pow(v - mean, 4)) / (variance * variance);
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var covariance = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
