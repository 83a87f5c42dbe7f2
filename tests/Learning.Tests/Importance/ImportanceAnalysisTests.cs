using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Importance;
using Simulator.Tests.Learning.Forecasters;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Importance;

/// <summary>What was planted stands above the planted noise; what was not does not.</summary>
[Trait("Category", "Slow")]
public sealed class ImportanceAnalysisTests
{
    private const int Bars = 2_400;
    private static readonly double[] s_x = ReferenceSeries.Logistic(Bars, 6);
    private static readonly double[] s_y = ReferenceSeries.Logistic(Bars, 17);
    private static readonly double[] s_z = ReferenceSeries.Logistic(Bars, 7);

    [Fact]
    public void PlantedDirection_IsImportantForTheReturn_AndPlantedSizeForTheSize()
    {
        var result = Measure(Input(t => 0.01 * (1 + (0.8 * Math.Sign(s_y[t]))) * ((0.5 * Math.Sign(s_x[t])) + s_z[t]), s_x, s_y));
        Assert.Equal(["return", "size"], result.Readings.Select(r => r.Outcome));
        var (direction, size) = (result.Readings[0], result.Readings[1]);
        Assert.True(direction.Features[0] is { Name: "planted0", IsBeyondNoise: true, Permutation: > 0.02 }, Text(direction));
        Assert.True(size.Features[0] is { Name: "planted1", IsBeyondNoise: true, Permutation: > 0.02 }, Text(size));
        Assert.True(size.Skill > 2 * size.SkillError, Text(size));
        Assert.Equal(0, direction.Features.Count(f => f.IsNoise && f.IsBeyondNoise));
        Assert.Equal(6, direction.Features.Count(f => f.IsNoise));
    }

    [Fact]
    public void FeaturesOfOtherBars_AreAsNoise()
    {
        var found = 0;
        for (var k = 0; k < 5; k++)
        {
            double[][] other = [.. Enumerable.Range(0, 6).Select(i => ReferenceSeries.Logistic(Bars, 1_000 + (10 * k) + i))];
            var result = Measure(Input(t => 0.01 * s_z[t], other), seed: k);
            found += result.Readings.Sum(r =>
                r.Features.Count(f => f.IsBeyondNoise && f.Name.StartsWith("planted", StringComparison.Ordinal))
            );
            Assert.All(result.Readings, r => Assert.True(r.Skill < 2 * r.SkillError, Text(r)));
        }
        Assert.InRange(found, 0, 3); // of sixty
    }

    [Fact]
    public void EveryRow_AddsUpToItsPrediction_AndLiesBeforeTheTestPart()
    {
        var input = Input(t => 0.01 * Math.Exp(0.4 * s_x[t]) * s_z[t], s_x);
        var result = Measure(input);
        var test = input.Split.TestStart(Bars);
        foreach (var reading in result.Readings)
        {
            Assert.Equal(result.Rows, reading.Attributions.Count);
            Assert.All(
                reading.Attributions,
                row =>
                {
                    Assert.Equal(row.Prediction, row.Start + row.Contributions.Sum(c => (double)c), 1e-5);
                    Assert.InRange(row.Bar, 0, test - 1);
                }
            );
            Assert.Equal(1, reading.Features.Sum(f => f.Gain), 1e-9);
        }
    }

    [Fact]
    public void SameSeed_GivesTheSameFigures_AndTheTestPartDoesNotMatter()
    {
        var input = Input(t => 0.01 * Math.Exp(0.4 * s_x[t]) * s_z[t], s_x);
        var first = Json(Measure(input));
        Assert.Equal(first, Json(Measure(input)));
        Assert.NotEqual(first, Json(Measure(input, seed: 5)));
        var test = input.Split.TestStart(Bars);
        var otherEnd = Input(
            t => t >= test - 1 ? 0.02 : 0.01 * Math.Exp(0.4 * s_x[t]) * s_z[t],
            [.. s_x.Select((v, t) => t >= test ? 9 : v)]
        );
        Assert.Equal(first, Json(Measure(otherEnd)));
    }

    [Fact]
    public void TooFewBarsOrNoFeature_IsToldWithARemedy()
    {
        var input = Input(t => 0.01 * s_z[t], s_x);
        var few = Assert.Throws<SimulationException>(() =>
            ImportanceAnalysis.Of(
                input.Target.Slice(0, 300),
                new FeatureTable(["x"], [s_x[..300]]),
                input.Split,
                new ImportanceOptions(),
                default
            )
        );
        Assert.Contains("use more bars, fewer --folds", few.Message, StringComparison.Ordinal);
        var none = Assert.Throws<SimulationException>(() =>
            ImportanceAnalysis.Of(input.Target, new FeatureTable([], []), input.Split, new ImportanceOptions(), default)
        );
        Assert.Contains("at least one", none.Message, StringComparison.Ordinal);
    }

    private static ImportanceResult Measure(ForecastInput input, long seed = 1719) =>
        ImportanceAnalysis.Of(input.Target, input.Features, input.Split, new ImportanceOptions { Seed = seed }, default);

    private static string Json(ImportanceResult result) => string.Join("\n", result.Readings.SelectMany(r => r.Features));

    private static string Text(ImportanceReading reading) =>
        $"{reading.Skill} ± {reading.SkillError}\n{string.Join('\n', reading.Features)}";

    private static ForecastInput Input(Func<int, double> next, params double[][] features)
    {
        double[] returns = [0, .. Enumerable.Range(0, Bars - 1).Select(next)];
        return SyntheticReturns.Input(returns) with
        {
            Features = new FeatureTable([.. features.Select((_, i) => FormattableString.Invariant($"planted{i}"))], features),
        };
    }
}
