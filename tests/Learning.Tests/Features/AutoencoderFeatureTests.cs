using Simulator.Errors;
using Simulator.Features;
using Simulator.Learning.Features.Autoencoder;
using Simulator.Markets;
using Simulator.Tests.Features;

namespace Simulator.Tests.Learning.Features;

[Trait("Category", "Slow")]
public sealed class AutoencoderFeatureTests
{
    private const int Bars = 700;
    private static readonly SplitSpec s_split = new() { EmbargoBars = 5 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FirstCode_OfFeaturesWithOneFactor_IsThatFactor_WithOneSignInEveryFold(bool variational)
    {
        var (market, factor) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var table = Build(market, Small(variational));
        var own = table.Column(variational ? "variational_1" : "autoencoder_1");
        Assert.All(table.Fits, fit => Assert.InRange(Correlation(own[fit.Start..fit.End], factor[fit.Start..fit.End]), 0.9, 1));
    }

    [Fact]
    public void FirstCode_OfShuffledSeries_SaysLittleOfTheFactor()
    {
        var (market, factor) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var table = Build(PlantedMarket.Shuffled(market), Small(variational: false));
        var first = table.FirstCompleteRow;
        Assert.InRange(Correlation(table.Column("autoencoder_1")[first..], factor[first..]), -0.3, 0.3);
    }

    [Fact]
    public void Columns_OverTheRowsOfAFit_AreStandardisedAndUncorrelated()
    {
        var (market, _) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var keeper = new KeptFits(new AutoencoderFeature(Small(variational: false)));
        var fixedColumns = FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec(), new ReturnsFeatureSpec { LagsBars = [1] }]);
        var input = new FeatureInput(market, fixedColumns);
        var folds = FeatureWalk.Plan(keeper, input, s_split);
        new FeatureWalk(input, [keeper], [folds], s_split, new TestStage().Context).Run();
        var fold = folds[^1];
        var values = keeper.Transform(keeper.Models[^1], input, fold.FitStart, fold.Cutoff + 1);
        foreach (var column in values)
        {
            Assert.Equal(0, column.Average(), 1e-9);
            Assert.InRange(column.Average(v => v * v), 0.2, 1 + 1e-9);
        }
        Assert.Equal(0, Correlation(values[0], values[1]), 1e-6);
    }

    [Fact]
    public void SameSeed_GivesTheSameBits_AndAnotherSeedOthers()
    {
        var (market, _) = PlantedMarket.OneFactor(400, noise: 0.6);
        foreach (var variational in new[] { false, true })
        {
            var spec = Small(variational) with { TrainFolds = 1, Epochs = 5 };
            var (one, same) = (Build(market, spec), Build(market, spec));
            Assert.Equal(one.Columns[^1], same.Columns[^1]);
            Assert.NotEqual(one.Columns[^1], Build(market, spec, seed: 8).Columns[^1]);
        }
    }

    [Fact]
    public void PlainAndVariational_StandSideBySide()
    {
        var (market, _) = PlantedMarket.OneFactor(400, noise: 0.6);
        var specs = new[] { Small(false) with { TrainFolds = 1, Epochs = 2 }, Small(true) with { TrainFolds = 1, Epochs = 2 } };
        var table = FeatureBuilder.Build(
            market,
            [FeatureFactory.Create(new RelatedReturnsFeatureSpec(), market), .. specs.Select(s => new AutoencoderFeature(s))],
            s_split,
            new TestStage().Context
        );
        Assert.Equal(["autoencoder_1", "autoencoder_2", "variational_1", "variational_2"], table.Names.TakeLast(4));
    }

    [Fact]
    public void AsManyCodesAsColumns_AreRefused_WithWhatWouldHelp()
    {
        var (market, _) = PlantedMarket.OneFactor(400, noise: 0.6);
        var message = Assert.Throws<SimulationException>(() => Build(market, new AutoencoderSpec { Codes = 8, TrainFolds = 1 })).Message;
        Assert.Contains("autoencoder: 8 codes of 8 columns leave nothing out", message, StringComparison.Ordinal);
        Assert.Contains("ask for fewer codes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfAnotherShapeOrKind_IsRefused()
    {
        var (market, _) = PlantedMarket.OneFactor(400, noise: 0.6);
        var input = new FeatureInput(market, FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec()]));
        var keeper = new KeptFits(new AutoencoderFeature(Small(false) with { TrainFolds = 1, Epochs = 1 }));
        var folds = FeatureWalk.Plan(keeper, input, s_split);
        new FeatureWalk(input, [keeper], [folds], s_split, new TestStage().Context).Run();
        var model = keeper.Models[0];
        Assert.Equal(2, keeper.Transform(model, input, 350, 360).Count);
        void Refused(AutoencoderSpec spec, byte[] bytes, string text) =>
            Assert.Contains(
                text,
                Assert.Throws<InvalidDataException>(() => new AutoencoderFeature(spec).Transform(bytes, input, 350, 360)).Message,
                StringComparison.Ordinal
            );
        Refused(Small(false), model[..^3], "cut short");
        Refused(Small(false) with { Hidden = 9 }, model, "another number of columns or units");
        Refused(Small(true), model, "a fit of 'autoencoder' where 'variationalAutoencoder' is expected");
    }

    private static AutoencoderSpec Small(bool variational) =>
        new()
        {
            Variational = variational,
            Codes = 2,
            Hidden = 8,
            Layers = 1,
            Epochs = 60,
            PatienceEpochs = 10,
            BatchSize = 32,
            LearningRate = 5e-3,
            TrainFolds = 2,
        };

    private static FeatureTable Build(AlignedMarket market, AutoencoderSpec spec, long seed = 7) =>
        FeatureBuilder.Build(
            market,
            [
                FeatureFactory.Create(new RelatedReturnsFeatureSpec(), market),
                FeatureFactory.Create(new ReturnsFeatureSpec { LagsBars = [1] }, market),
                new AutoencoderFeature(spec),
            ],
            s_split,
            new TestStage(seed: seed).Context
        );

    private static double Correlation(double[] a, double[] b)
    {
        var (x, y) = (a.Average(), b.Average());
        var both = a.Zip(b, (u, v) => (u - x) * (v - y)).Sum();
        return both / Math.Sqrt(a.Sum(u => (u - x) * (u - x)) * b.Sum(v => (v - y) * (v - y)));
    }
}
