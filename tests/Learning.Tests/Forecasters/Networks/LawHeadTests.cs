using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Seeding;
using Simulator.Tests.Series;
using Simulator.Volatility;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters.Networks;

public sealed class LawHeadTests
{
    private static readonly double[] s_outcomes = ReferenceSeries.Logistic(1_500, 3);

    [Theory]
    [InlineData(Innovations.Gaussian)]
    [InlineData(Innovations.Student)]
    [InlineData(Innovations.SkewedStudent)]
    public void UntrainedNetwork_ForecastsTheLawOfTheOutcomes(Innovations kind)
    {
        using var scope = NewDisposeScope();
        var start = BaseLaw.Fit(s_outcomes, kind);
        var encoder = new RecurrentEncoder(RecurrentCell.LongShortTerm, 3, 5, 1, CPU, new SplitMix64(1));
        using var network = new ForecastNetwork(encoder, 3, start, CPU);
        var laws = network.Laws(randn([4, 8, 3]), DropMask.None).ToParts();
        foreach (var law in laws)
        {
            Assert.Equal(0, law.Location);
            Assert.Equal(start.Parameters.Scale, law.Scale, 1e-12);
            Assert.Equal(start.Parameters.Free, law.Free);
        }
        // No law of the family around 0 is likelier.
        Assert.InRange(start.Parameters.Scale, 0.9, 1.1);
        double Loss(LawParts parts) => s_outcomes.Average(y => parts.ToLaw(kind, 1).LogScore(y));
        var best = Loss(start.Parameters);
        foreach (var factor in new[] { 0.98, 1.02 })
            Assert.True(Loss(start.Parameters with { Scale = start.Parameters.Scale * factor }) > best);
    }

    [Fact]
    public void Laws_OfStatesFarOut_HaveAVarianceAndADensity()
    {
        using var scope = NewDisposeScope();
        using var head = new LawHead(2, BaseLaw.Fit(s_outcomes, Innovations.SkewedStudent), CPU);
        foreach (var parameter in head.parameters())
        {
            using var frozen = no_grad();
            parameter.fill_(50);
        }
        foreach (var law in head.Laws(tensor(new[] { 40f, 40f, -40f, -40f }).view(2, 2)).ToParts())
        {
            var predictive = law.ToLaw(Innovations.SkewedStudent, 0.01);
            Assert.InRange(predictive.StandardDeviation / 0.01, 0.9 * Math.Exp(-1.5), 1.1 * Math.Exp(1.5));
            Assert.True(double.IsFinite(predictive.Crps(0)) && double.IsFinite(predictive.LogScore(0)));
        }
    }

    [Fact]
    public void MeanOfModels_OfOneShape_HasTheMeanOfTheirQuantiles()
    {
        LawParts[] models = [new(-0.1, 0.8, [1.5, -0.2]), new(0.3, 1.4, [1.5, -0.2])];
        var pooled = LawParts.Mean(models).ToLaw(Innovations.SkewedStudent, 0.01);
        foreach (var level in new[] { 0.01, 0.25, 0.5, 0.9 })
            Assert.Equal(models.Average(m => m.ToLaw(Innovations.SkewedStudent, 0.01).Quantile(level)), pooled.Quantile(level), 1e-12);
    }
}
