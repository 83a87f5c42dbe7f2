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
    public void Market_Shape_IsTargetFourAssetsNewsAndTheShuffledTarget()
    {
        Assert.Equal("DEMO", s_shipped.Target.Symbol);
        Assert.Equal("DEMO_SHUFFLED", s_shipped.All[^1].Symbol);
        Assert.Equal((8 * 252, 8 * 252), (s_shipped.Target.Count, s_shipped.Shuffled.Count));
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

    /// <summary>A drift of 5 % of the variance with autocorrelation 0.9 leaves about 0.05 of one day and less of later ones.</summary>
    [Fact]
    public void Returns_Themselves_AreHardlyCorrelated()
    {
        for (var lag = 1; lag <= 20; lag++)
            Assert.InRange(Correlation(s_returns[..^lag], s_returns[lag..]), -0.06, 0.08);
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
    public void NewsScore_ExplainsAboutATwentiethOfTheNextReturn_AndTurnsSlowly()
    {
        var market = DemoMarket.Create(years: 40);
        var (news, returns) = (market.Related[^1].Close, Returns(market.Target));

        Assert.InRange(Math.Pow(Correlation(news[..^1], returns), 2), 0.035, 0.065);
        Assert.InRange(Correlation(news[..^1], news[1..]), 0.86, 0.92);
        Assert.InRange(Correlation(news[..^1], Returns(market.Related[1])), -0.03, 0.03); // the peer's next return
    }

    [Theory]
    [InlineData(20100104)]
    [InlineData(1)]
    public void Shuffled_HasTheDaysOfTheTarget_InAnOrderThatNothingForetells(long seed)
    {
        var market = DemoMarket.Create(seed, 40);
        var (target, shuffled) = (Returns(market.Target), Returns(market.Shuffled));

        Assert.NotEqual(target, shuffled);
        Assert.Equal(market.Target.Close[0], market.Shuffled.Close[0]);
        Assert.Equal(market.Target.Volume.Order(), market.Shuffled.Volume.Order());
        Assert.Equal(Math.Log(market.Target.Close[^1]), Math.Log(market.Shuffled.Close[^1]), 0.01);
        Assert.Equal(target.Sum(r => r * r), shuffled.Sum(r => r * r), 0.01 * target.Sum(r => r * r));
        Assert.InRange(Correlation(market.Related[^1].Close[..^1], shuffled), -0.03, 0.03);
        Assert.InRange(Correlation(shuffled[..^1], shuffled[1..]), -0.03, 0.03);
    }

    [Fact]
    public void Notes_AreOfTheShippedBars_AndTheirStretches_Alone()
    {
        Assert.Contains("explains about 5 %", DemoNotes.On(s_shipped.Target), StringComparison.Ordinal);
        Assert.Contains("explains about 5 %", DemoNotes.On(s_shipped.Target.Slice(300, 900)), StringComparison.Ordinal);
        Assert.Contains("random order", DemoNotes.On(s_shipped.Shuffled), StringComparison.Ordinal);
        Assert.Null(DemoNotes.On(s_shipped.Related[0]));
        Assert.Null(DemoNotes.On(DemoMarket.Create(seed: 1).Target));
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
