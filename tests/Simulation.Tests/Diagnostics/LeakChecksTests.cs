using Simulator.Diagnostics;
using Simulator.Features;
using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Tests.Simulation.Properties;
using Made = Simulator.Tests.Series.ReferenceSeries;

namespace Simulator.Tests.Simulation.Diagnostics;

/// <summary>Planted leaks of the future are caught by the check that is for them; what is honest is not.</summary>
public sealed class LeakChecksTests
{
    private const int Bars = 1_500;
    private static readonly double[] s_returns = [.. Made.Market(Bars, 20240229).Select(r => r + 0.001)];
    private static readonly BarSeries s_market = Market(s_returns);

    private static readonly Dictionary<string, (string Check, double[] Column)> s_leaks = new(StringComparer.Ordinal)
    {
        ["next return"] = ("leakReturn", At(t => s_returns[t + 1])),
        ["next return in noise"] = ("leakReturn", At(t => s_returns[t + 1] + (0.03 * Noise[t]))),
        ["sign of the next return"] = ("leakReturn", At(t => Math.Sign(s_returns[t + 1]))),
        ["return ten bars later"] = ("leakReturn", At(t => s_returns[t + 10])),
        ["next close"] = ("leakReturn", At(t => s_market.Close[t + 1])),
        ["centred average of 5"] = ("leakReturn", Centred(2)),
        ["centred average of 5 against the close"] = ("leakReturn", Centred(2, isRatio: true)),
        ["centred average of 21"] = ("leakReturn", Centred(10)),
        ["centred average of 51 against the close"] = ("leakReturn", Centred(25, isRatio: true)),
        ["tomorrow's range"] = ("leakSize", At(t => Math.Log(s_market.High[t + 1] / s_market.Low[t + 1]))),
        ["the range in three days"] = ("leakSize", At(t => s_market.High[t + 3] - s_market.Low[t + 3])),
        ["close in deviations of all"] = ("leakScale", Standardised(s_market.Close)),
        ["close between the ends of all"] = ("leakScale", Scaled(s_market.Close, 0)),
        ["close from −1 to 1"] = ("leakScale", Scaled(s_market.Close, -1)),
    };

    private static double[] Noise => Made.Logistic(Bars, 77);

    public static TheoryData<string> Leaks => [.. s_leaks.Keys];

    [Theory]
    [MemberData(nameof(Leaks))]
    public void PlantedLeak_IsCaught_AndOnlyItIsNamed(string name)
    {
        var (check, column) = s_leaks[name];
        double[] past = At(t => s_returns[t]);
        var finding = Findings(s_market, new FeatureTable(["planted", "past"], [column, past]))[check];
        Assert.Equal(CheckVerdict.Notable, finding.Verdict);
        Assert.StartsWith("1 of 2 columns: planted", finding.Finding, StringComparison.Ordinal);
        Assert.NotEqual("", finding.Advice);
    }

    [Fact]
    public void ScalingOfTheWholeSeries_IsCaughtByCuttingIt()
    {
        FeatureTable Table(int bars) => new(["scaled", "honest"], [Standardised(s_market.Close[..bars]), s_returns[..bars]]);
        var sample = new TrainingSample(s_market, Table(Bars), new SplitSpec()) { Recompute = Table };
        var finding = TrainingChecks.Run(sample, CancellationToken.None).Single(f => f.Name == "leakTruncation");
        Assert.Equal((CheckVerdict.Notable, 1), (finding.Verdict, finding.Statistic));
        Assert.StartsWith("1 of 2 columns: scaled (first at 2015-01-01)", finding.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void ScalerOfTheTrainingPart_IsHonest()
    {
        var end = new SplitSpec().ValidationStart(Bars);
        var (mean, size) = (s_market.Close[..end].Average(), s_market.Close[..end].Max());
        var findings = Findings(
            s_market,
            new FeatureTable(
                ["scaled"],
                [
                    [.. s_market.Close.Select(c => (c - mean) / size)],
                ]
            )
        );
        Assert.Equal(CheckVerdict.AsUsual, findings["leakScale"].Verdict);
        Assert.Equal(CheckVerdict.AsUsual, findings["leakReturn"].Verdict);
    }

    [Fact]
    public void VolatilityKnownExactly_IsHonest_AndSoIsAPastThatIsRemembered()
    {
        // A column that is the next σ itself, and returns with φ = 0.3: the best that can be known without a leak.
        var (size, last) = (new double[Bars], 0.0);
        double[] returns = [0, .. Enumerable.Range(0, Bars - 1).Select(t => 0.01 * Math.Exp(size[t] = Math.Sin(t / 40.0)) * Noise[t])];
        Assert.Equal(CheckVerdict.AsUsual, Findings(Market(returns), new FeatureTable(["size"], [size]))["leakSize"].Verdict);
        double[] memory = [.. Noise.Select(z => last = (0.3 * last) + (0.01 * z))];
        Assert.Equal(CheckVerdict.AsUsual, Findings(Market(memory), new FeatureTable(["past"], [memory]))["leakReturn"].Verdict);
    }

    [Theory]
    [InlineData("GS days")]
    [InlineData("EURUSD hours")]
    [InlineData("FIL")]
    [InlineData("SPY minutes")]
    public void BuiltInFeatures_OnRealSeries_AreHonest(string name)
    {
        var market = new AlignedMarket(MarketFiles.Read(name, 12_000), []);
        FeatureSpec[] specs =
        [
            new ReturnsFeatureSpec(),
            new FourierTrendFeatureSpec(),
            .. FeatureCatalogue
                .All.Where(f => f.Kind == "indicator" && f.Indicator?.Input != IndicatorInput.Pair)
                .Select(f => new IndicatorFeatureSpec { Name = f.Name }),
        ];
        var sample = new TrainingSample(market.Target, FeatureBuilder.Build(market, specs), new SplitSpec())
        {
            Recompute = bars => FeatureBuilder.Build(market.Until(bars), specs),
        };
        var findings = TrainingChecks.Run(sample, CancellationToken.None).Where(f => f.Name.StartsWith("leak", StringComparison.Ordinal));
        Assert.All(findings, f => Assert.True(f.Verdict == CheckVerdict.AsUsual, $"{f.Name}: {f.Finding}"));
    }

    [Fact]
    public void RankCorrelation_OfTiesAndShifts_IsScipys()
    {
        // scipy.stats.spearmanr([1, 2, 2, 5, 3, 4], [2, 1, 4, 6, 6, 3])[0], and of [1, 2, 2, 5, 3] with [1, 4, 6, 6, 3]
        double[] first = [1, 2, 2, 5, 3, 4],
            second = [2, 1, 4, 6, 6, 3];
        Assert.Equal([1, 2.5, 2.5, 6, 4, 5], Ranks.Of(first));
        Assert.Equal(0.6470588235294118, Ranks.Correlation(Ranks.Of(first), Ranks.Of(second), 0).Correlation, 1e-12);
        var shifted = Ranks.Correlation(Ranks.Of(first.AsSpan(0, 5)), [double.NaN, .. Ranks.Of(second.AsSpan(1))], 1);
        Assert.Equal(5, shifted.Count);
        Assert.Equal(0.5526315789473686, shifted.Correlation, 1e-12);
    }

    [Fact]
    public void Williams_IsTheFormulaByHand()
    {
        // n = 103, r12 = 0.4, r13 = 0.5, r23 = 0.1: |R| = 0.62, t = −0.1·√(102·1.1/(2·102/100·0.62 + 0.2025·0.729)).
        Assert.Equal(-0.8913, Ranks.Williams(0.4, 0.5, 0.1, 103), 1e-3);
    }

    private static Dictionary<string, TrainingFinding> Findings(BarSeries market, FeatureTable features) =>
        TrainingChecks.Run(new TrainingSample(market, features, new SplitSpec()), CancellationToken.None).ToDictionary(f => f.Name);

    private static double[] At(Func<int, double> value) =>
        [.. Enumerable.Range(0, Bars).Select(t => t + 10 < Bars ? value(t) : double.NaN)];

    private static double[] Centred(int side, bool isRatio = false) =>
        [
            .. Enumerable
                .Range(0, Bars)
                .Select(t =>
                    t < side || t + side >= Bars
                        ? double.NaN
                        : s_market.Close[(t - side)..(t + side + 1)].Average() / (isRatio ? s_market.Close[t] : 1)
                ),
        ];

    private static double[] Standardised(double[] column)
    {
        var mean = column.Average();
        var deviation = Math.Sqrt(column.Sum(c => (c - mean) * (c - mean)) / column.Length);
        return [.. column.Select(c => (c - mean) / deviation)];
    }

    private static double[] Scaled(double[] column, double low) =>
        [.. column.Select(c => low + ((1 - low) * (c - column.Min()) / (column.Max() - column.Min())))];

    private static BarSeries Market(double[] returns)
    {
        var (price, close) = (100.0, new double[Bars]);
        var (high, low, open) = (new double[Bars], new double[Bars], new double[Bars]);
        var wick = Made.Logistic(2 * Bars, 5);
        for (var t = 0; t < Bars; t++)
        {
            open[t] = price;
            close[t] = price *= Math.Exp(returns[t]);
            high[t] = Math.Max(open[t], close[t]) * (1 + (0.002 * Math.Abs(wick[2 * t])));
            low[t] = Math.Min(open[t], close[t]) * (1 - (0.002 * Math.Abs(wick[(2 * t) + 1])));
        }
        return new(
            "MADE",
            [.. close.Select((_, t) => new DateTime(2015, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks)],
            open,
            high,
            low,
            close,
            new double[Bars]
        );
    }
}
