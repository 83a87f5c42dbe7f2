using Simulator.Errors;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Markets;
using Xunit;

namespace Simulator.Tests.Features;

/// <summary>A feature to be held to the contract.</summary>
/// <param name="Name">Named in a failure.</param>
/// <param name="Make">The feature over a market's series.</param>
public sealed record FeatureCase(string Name, Func<AlignedMarket, IFeature> Make);

/// <summary>What every feature must hold, fixed or fitted. A derived class names the features.</summary>
public abstract class FeatureContractTests
{
    private const int Bars = 420;
    private static readonly SplitSpec s_split = new() { EmbargoBars = 5 };

    /// <summary>The features.</summary>
    protected abstract IReadOnlyList<FeatureCase> Cases { get; }

    [Fact]
    public void Columns_AreNamedOnceAndHaveAUnit() =>
        ForEach(
            (feature, _) =>
            {
                Assert.NotEmpty(feature.Columns);
                Assert.Equal(feature.Columns.Count, feature.Columns.Select(c => c.Name).Distinct().Count());
                Assert.All(feature.Columns, c => Assert.True(c.Unit.Length > 0, $"{c.Name} has no unit"));
                Assert.True(feature.WarmUpBars >= 1);
            }
        );

    [Fact]
    public void Values_OnACompleteMarket_BeginWhereTheyAreDeclared() =>
        ForEach(
            (feature, market) =>
            {
                var table = Build(feature, market);
                Assert.Equal(FirstValue(feature, market), table.FirstCompleteRow);
                Assert.All(table.Columns, column => Assert.Equal(Bars, column.Length));
            }
        );

    [Fact]
    public void Values_OnDataCutAtT_HaveTheSameBitsUpToT() =>
        ForEach(
            (feature, market) =>
            {
                var whole = Build(feature, market);
                foreach (var cut in new[] { 3, 40, 150, 211, 262, 300, 419 })
                {
                    var part = FeatureBuilder.Build(
                        FeatureMarkets.CutAt(market, cut),
                        [feature],
                        s_split,
                        new TestStage().Context,
                        (fitted, _) => [.. Plan(fitted, market).Select(fold => fold.Until(cut)).OfType<WalkForwardFold>()]
                    );
                    for (var c = 0; c < whole.ColumnCount; c++)
                        Assert.Equal(Bits(whole.Columns[c][..cut]), Bits(part.Columns[c]));
                }
            },
            FeatureMarkets.Of(Bars)
        );

    [Fact]
    public void Values_ComputedTwice_AreTheSameBits() =>
        ForEach((feature, market) => Same(Build(feature, market), Build(feature, market)), FeatureMarkets.Of(Bars));

    [Fact]
    public void Values_StoredAndLoaded_AreTheSameBits() =>
        ForEach(
            (feature, market) =>
            {
                var table = Build(feature, market);
                var again = FeatureBlob.Read(FeatureBlob.Write(table));
                Same(table, again);
                Assert.Equal(table.Fits.Select(f => (f.Cutoff, f.Start, f.End)), again.Fits.Select(f => (f.Cutoff, f.Start, f.End)));
            }
        );

    [Fact]
    public void Values_OfBrokenData_AreMissingOrFinite()
    {
        foreach (var market in new[] { FeatureMarkets.Broken(Bars), FeatureMarkets.Still(Bars) })
            ForEach(
                (feature, m) =>
                    Assert.All(Build(feature, m).Columns, column => Assert.DoesNotContain(column, value => double.IsInfinity(value))),
                market
            );
    }

    [Fact]
    public void Values_OfTooFewBars_AreMissing_OrTheFitSaysWhatWouldHelp()
    {
        foreach (var bars in new[] { 1, 2, 20 })
            ForEach(
                (feature, market) =>
                {
                    if (feature is IFixedFeature)
                        Assert.All(Build(feature, market).Columns, column => Assert.Equal(bars, column.Length));
                    else
                        Assert.Contains(
                            "use more bars",
                            Assert.Throws<SimulationException>(() => Build(feature, market)).Message,
                            StringComparison.Ordinal
                        );
                },
                FeatureMarkets.Of(bars)
            );
    }

    [Fact]
    public void Work_ThatIsCancelled_Stops() =>
        ForEach(
            (feature, market) =>
                Assert.ThrowsAny<OperationCanceledException>(() =>
                    FeatureBuilder.Build(market, [feature], s_split, new TestStage().Cancelled().Context)
                )
        );

    [Fact]
    public void Work_KilledAfterAnyCheckpoint_GoesOnToTheSameBits() =>
        ForEach(
            (feature, market) =>
            {
                var stage = new TestStage();
                var whole = FeatureBuilder.Build(market, [feature], s_split, stage.Context);
                for (var kill = 1; kill <= stage.Checkpoints.Count; kill++)
                {
                    var killed = new TestStage(kill);
                    Assert.Throws<KilledException>(() => FeatureBuilder.Build(market, [feature], s_split, killed.Context));
                    var resumed = new TestStage(checkpoint: killed.Checkpoints[^1]);
                    Same(whole, FeatureBuilder.Build(market, [feature], s_split, resumed.Context));
                    Assert.True(resumed.Checkpoints.Count < stage.Checkpoints.Count, "it began again");
                }
            }
        );

    [Fact]
    public void Checkpoint_OfAnotherSeedOrCutShort_IsRefused() =>
        ForEach(
            (feature, market) =>
            {
                if (feature is IFixedFeature)
                    return;
                var stage = new TestStage();
                FeatureBuilder.Build(market, [feature], s_split, stage.Context);
                byte[] bytes = stage.Checkpoints[0];
                foreach (var other in new[] { new TestStage(checkpoint: bytes, seed: 8), new TestStage(checkpoint: bytes[..^9]) })
                    Assert.Throws<InvalidDataException>(() => FeatureBuilder.Build(market, [feature], s_split, other.Context));
            }
        );

    [Fact]
    public void Fits_HadSeenNothingLaterThanAnEmbargoBeforeTheirRows() =>
        ForEach(
            (feature, market) =>
            {
                var fits = Build(feature, market).Fits;
                Assert.Equal(feature is IFittedFeature, fits.Count > 0);
                Assert.All(fits, fit => Assert.True(fit.Cutoff + s_split.EmbargoBars < fit.Start));
                Assert.All(fits.Zip(fits.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
            }
        );

    private void ForEach(Action<IFeature, AlignedMarket> check, AlignedMarket? market = null)
    {
        var over = market ?? FeatureMarkets.Complete(Bars);
        Assert.All(
            Cases,
            one =>
            {
                try
                {
                    check(one.Make(over), over);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"{one.Name}: {e.Message}", e);
                }
            }
        );
    }

    private static FeatureTable Build(IFeature feature, AlignedMarket market) =>
        FeatureBuilder.Build(market, [feature], s_split, new TestStage().Context);

    private static int FirstValue(IFeature feature, AlignedMarket market) =>
        feature is IFittedFeature fitted ? Plan(fitted, market)[0].ForecastStart : feature.WarmUpBars - 1;

    private static IReadOnlyList<WalkForwardFold> Plan(IFittedFeature feature, AlignedMarket market) =>
        FeatureWalk.Plan(feature, new FeatureInput(market, new FeatureTable([], [])), s_split);

    private static void Same(FeatureTable expected, FeatureTable actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        for (var c = 0; c < expected.ColumnCount; c++)
            Assert.Equal(Bits(expected.Columns[c]), Bits(actual.Columns[c]));
    }

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
