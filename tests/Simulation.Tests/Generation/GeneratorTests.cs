using Simulator.Errors;
using Simulator.Generation;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Seeding;
using Simulator.Synthetic;
using Simulator.Tests.Series;

namespace Simulator.Tests.Simulation.Generation;

public sealed class GeneratorTests
{
    private static readonly MarketHistory s_past = MarketHistory.Of(DemoMarket.Create(years: 6).Target);

    public static TheoryData<string> Names => ["bootstrap", "filtered", "garch", "gjr"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_OfOneSeed_AreTheSame_OfAnotherAreNot(string name)
    {
        var learned = Of(name).Learn(s_past, 1);
        var first = learned.Draw(s_past, 3, 200, 7, "test");
        Assert.Equal(first.SelectMany(p => p.Return), learned.Draw(s_past, 3, 200, 7, "test").SelectMany(p => p.Return));
        Assert.NotEqual(first[0].Return, learned.Draw(s_past, 3, 200, 8, "test")[0].Return);
        Assert.NotEqual(first[0].Return, first[1].Return);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Paths_HaveThePastsVarianceAndClusters(string name)
    {
        var paths = Of(name).Learn(s_past, 1).Draw(s_past, 20, s_past.Count, 3, "test");
        var ratio = paths.Average(p => Moments.Variance(p.Return)) / Moments.Variance(s_past.Path.Return);
        Assert.InRange(ratio, 0.6, 1.7);
        // Clusters: sizes of neighbours go together.
        Assert.True(
            paths.Average(p => Simulator.Realism.FactMeasures.Correlations(Array.ConvertAll(p.Return, Math.Abs), 10).Average()) > 0.03
        );
        Assert.All(paths, p => Assert.True(p.HasActivity && p.Activity.All(double.IsFinite) && p.Volatility.All(v => v > 0)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Learning_FromBarsUpToADay_DoesNotDependOnLaterOnes(string name)
    {
        var series = s_past.Series;
        var whole = MarketHistory.Of(series).Path;
        var cut = MarketHistory.Of(series.Slice(0, 900)).Path;
        Assert.Equal(cut.Return, whole.Return[..899]);
        Assert.Equal(cut.Activity, whole.Activity[..899]);
        Assert.Equal(cut.Volatility, whole.Volatility[..899]);
        Assert.NotEmpty(Of(name).Learn(MarketHistory.Of(series.Slice(0, 900)), 1).Summary);
    }

    [Fact]
    public void Filter_OfThePastsOwnInnovations_GivesThePastBack()
    {
        var filter = MarketFilter.Fit(s_past, isAsymmetric: true);
        var path = filter.Rebuild(0, filter.Returns.AsSpan(1), filter.Errors.AsSpan(1));
        for (var t = 0; t < path.Count; t++)
        {
            Assert.Equal(s_past.Path.Return[t + 1], path.Return[t], 1e-12);
            Assert.Equal(s_past.Path.Activity[t + 1], path.Activity[t], 1e-9);
        }
    }

    [Fact]
    public void Bootstrap_OfBlocksWithoutEnd_RepeatsThePastFromItsStart()
    {
        var path = new BootstrapGenerator(1e12).Learn(s_past, 1).Draw([99], 50, 5)[0];
        Assert.Equal(s_past.Path.Return[100..150], path.Return);
        Assert.Equal(s_past.Path.Activity[100..150], path.Activity);
    }

    [Fact]
    public void Student_Draws_HaveItsVarianceAndTails()
    {
        var random = new SplitMix64(4);
        var draws = new double[200_000];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = StudentDraw.Of(random, 6);
        Assert.Equal(1.5, Moments.Variance(draws), 0.03);
        // t quantile at 0.99 of six degrees (tables): 3.1427.
        Assert.Equal(0.01, draws.Count(d => d > 3.1427) / (double)draws.Length, 7e-4);
    }

    [Fact]
    public void Activity_OfAKnownRecursion_IsFound()
    {
        var (e, x) = (ReferenceSeries.Logistic(5_000, 8), ReferenceSeries.Logistic(5_000, 9));
        var u = new double[e.Length];
        for (var t = 1; t < u.Length; t++)
            u[t] = -0.1 + (0.6 * u[t - 1]) + (0.2 * Math.Abs(x[t])) + (0.3 * e[t]);
        var model = ActivityModel.Fit(u, x);
        Assert.Equal(-0.1, model.Level, 0.02);
        Assert.Equal(0.6, model.Memory, 0.03);
        Assert.Equal(0.2, model.Size, 0.02);
        Assert.Equal(0.3, model.Error, 0.01);
        Assert.Equal(u[2], model.Next(u[1], x[2], model.ErrorOf(u[2], u[1], x[2])), 1e-12);
    }

    [Fact]
    public void History_ThatCannotBeLearnedFrom_IsRefusedWithARemedy()
    {
        var series = s_past.Series;
        Assert.Contains("at least 500", Refusal(series.Slice(0, 400)), StringComparison.Ordinal);
        Assert.Contains("price series", Refusal(DemoMarket.Create(years: 3).Related[^1]), StringComparison.Ordinal);
        var flat = new double[600];
        Array.Fill(flat, 5);
        Assert.Contains(
            "never moves",
            Refusal(new BarSeries("FLAT", series.CloseTimeTicks[..600], flat, flat, flat, flat, flat)),
            StringComparison.Ordinal
        );
        var hourly = new BarSeries("H", series.CloseTimeTicks, series.Open, series.High, series.Low, series.Close, series.Volume)
        {
            Interval = BarInterval.Minutes(60),
        };
        Assert.Contains("resample", Refusal(hourly), StringComparison.Ordinal);
    }

    private static string Refusal(BarSeries series) => Assert.Throws<SimulationException>(() => MarketHistory.Of(series)).Message;

    private static IPathGenerator Of(string name) =>
        name switch
        {
            "bootstrap" => new BootstrapGenerator(),
            "filtered" => new FilteredGenerator(),
            _ => new GarchGenerator(name == "gjr"),
        };
}
