using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>What holds of every entry of the catalogue.</summary>
public sealed class IndicatorCatalogueTests
{
    private static readonly BarSeries s_walk = IndicatorMarkets.Walk(700);

    public static TheoryData<string> Names => [.. IndicatorCatalogue.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Definition_IsComplete(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        Assert.Matches("^[a-z][A-Za-z0-9]*$", name);
        Assert.All(definition.Lines.Concat(definition.Parameters.Select(p => p.Name)), n => Assert.Matches("^[a-z][A-Za-z0-9]*$", n));
        Assert.All(new[] { definition.Title, definition.Formula, definition.Source }, text => Assert.True(text.Length > 2));
        Assert.All(definition.Parameters, p => Assert.True(p.Takes(p.Default) && p.Meaning.Length > 0 && p.Min <= p.Max, p.Name));
        Assert.Equal(definition.Lines.Count, definition.Lines.Distinct().Count());
        var kernel = definition.Create();
        Assert.Equal(definition.Lines.Count, kernel.LineCount);
        Assert.Equal(definition.Input, kernel.Input);
        Assert.Same(definition, IndicatorCatalogue.Find(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lines_AllHaveAValueFromTheWarmUpBarOnAndNotBefore(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        var lines = IndicatorMarkets.Lines(definition, s_walk);
        var warmUp = definition.WarmUpBars();
        Assert.InRange(warmUp, 1, s_walk.Count);
        Assert.All(lines, line => Assert.All(line[(warmUp - 1)..], value => Assert.True(double.IsFinite(value))));
        Assert.True(warmUp == 1 || lines.Any(line => double.IsNaN(line[warmUp - 2])), $"{name} already had every line before bar {warmUp}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Streaming_HandedOverAtRandomBars_EqualsTheBatchBitForBit(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        var batch = IndicatorMarkets.Lines(definition, s_walk);
        var samples = IndicatorMarkets.Samples(definition.Input, s_walk);
        var random = new SplitMix64(5);
        for (var trial = 0; trial < 4; trial++)
        {
            // The batch over the first bars, the rest fed one by one to the same kernel.
            var kernel = definition.Create();
            var handOver = random.NextInt(s_walk.Count);
            var begun = IndicatorMarkets.Lines(kernel, s_walk.Slice(0, handOver));
            var values = new double[kernel.LineCount];
            for (var t = 0; t < samples.Length; t++)
            {
                if (t >= handOver)
                    kernel.Next(samples[t], values);
                for (var line = 0; line < values.Length; line++)
                    Assert.Equal(
                        BitConverter.DoubleToInt64Bits(batch[line][t]),
                        BitConverter.DoubleToInt64Bits(t < handOver ? begun[line][t] : values[line])
                    );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lines_OfATruncatedSeries_AreThoseOfTheWhole(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        var whole = IndicatorMarkets.Lines(definition, s_walk);
        var random = new SplitMix64(6);
        for (var trial = 0; trial < 4; trial++)
        {
            var cut = 1 + random.NextInt(s_walk.Count);
            var part = IndicatorMarkets.Lines(definition, s_walk.Slice(0, cut));
            for (var line = 0; line < part.Length; line++)
                Assert.Equal(whole[line][..cut].Select(BitConverter.DoubleToInt64Bits), part[line].Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bar_ThatIsNotKnown_IsNaNAndLeavesTheIndicatorAsItWas(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        var samples = IndicatorMarkets.Samples(definition.Input, s_walk);
        var (plain, gappy) = (definition.Create(), definition.Create());
        var (expected, actual) = (new double[plain.LineCount], new double[plain.LineCount]);
        foreach (var unknown in new[] { double.NaN, double.PositiveInfinity })
        {
            var missing = new IndicatorSample(unknown, unknown, unknown, unknown, unknown, unknown, 0);
            for (var t = 0; t < 350; t++)
            {
                if (t % 9 == 0)
                {
                    gappy.Next(missing, actual);
                    Assert.All(actual, value => Assert.True(double.IsNaN(value)));
                }
                plain.Next(samples[t], expected);
                gappy.Next(samples[t], actual);
                Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_AllocatesNothingPerBar(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        var samples = IndicatorMarkets.Samples(definition.Input, s_walk);
        var kernel = definition.Create();
        var values = new double[kernel.LineCount];
        foreach (var sample in samples)
            kernel.Next(sample, values);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var sample in samples)
            kernel.Next(sample, values);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_OverAnyNumbers_NeitherFailsNorAnswersInfinity(string name)
    {
        var random = new SplitMix64(13);
        double[] odd =
        [
            0,
            -0.0,
            1,
            -1,
            100,
            1e-50,
            1e50,
            -1e50,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.Epsilon,
        ];
        var definition = IndicatorCatalogue.Get(name);
        var kernel = definition.Create();
        var values = new double[kernel.LineCount];
        // Bars that no market has (a low above the high, a negative volume) among stretches of constant and of zero prices.
        double Next(double usual) => random.NextInt(4) == 0 ? odd[random.NextInt(odd.Length)] : usual;
        for (var t = 0; t < 3_000; t++)
        {
            var usual =
                t / 300 % 3 == 0 ? 0.1
                : t / 300 % 3 == 1 ? 0
                : random.NextGaussian();
            kernel.Next(new IndicatorSample(Next(usual), Next(usual), Next(usual), Next(usual), Next(usual), Next(usual), t / 5), values);
            Assert.False(Array.Exists(values, double.IsInfinity), $"{name} answered infinity at bar {t}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_OutsideItsRange_IsAnErrorThatNamesIndicatorParameterAndRange(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        foreach (var parameter in definition.Parameters)
        {
            foreach (
                var wrong in new[]
                {
                    parameter.Min - 1,
                    parameter.Max + 1,
                    double.NaN,
                    double.PositiveInfinity,
                    parameter.IsWhole ? parameter.Default + 0.5 : double.NegativeInfinity,
                }
            )
            {
                var error = Assert.Throws<IndicatorParameterException>(() =>
                    definition.Create(new Dictionary<string, double> { [parameter.Name] = wrong })
                );
                Assert.Contains(name, error.Message, StringComparison.Ordinal);
                Assert.Contains(parameter.Name, error.Message, StringComparison.Ordinal);
                Assert.Contains(parameter.Range, error.Message, StringComparison.Ordinal);
                Assert.Equal((name, parameter.Name), (error.Indicator, error.Parameter));
            }
        }
        var unknown = Assert.Throws<IndicatorParameterException>(() =>
            definition.Create(new Dictionary<string, double> { ["nothing"] = 1 })
        );
        Assert.All(definition.Parameters, p => Assert.Contains(p.Name, unknown.Message, StringComparison.Ordinal));
        Assert.Throws<IndicatorParameterException>(() => definition.Create(new double[definition.Parameters.Count + 1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_AtTheEndsOfItsRanges_RunsWithoutAnError(string name)
    {
        var definition = IndicatorCatalogue.Get(name);
        var samples = IndicatorMarkets.Samples(definition.Input, s_walk);
        foreach (var parameter in definition.Parameters)
        {
            foreach (var end in new[] { parameter.Min, parameter.Max })
            {
                IndicatorKernel kernel;
                try
                {
                    kernel = definition.Create(new Dictionary<string, double> { [parameter.Name] = end });
                }
                catch (IndicatorParameterException contradiction)
                {
                    Assert.Contains(parameter.Name, contradiction.Message, StringComparison.Ordinal);
                    continue;
                }
                var values = new double[kernel.LineCount];
                foreach (var sample in samples.AsSpan(0, 200))
                    kernel.Next(sample, values);
                Assert.True(kernel.WarmUpBars >= 1);
            }
        }
    }

    [Fact]
    public void Names_AreUniqueAndAMisspeltOneIsHinted()
    {
        Assert.Equal(
            IndicatorCatalogue.All.Count,
            IndicatorCatalogue.All.Select(d => d.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count()
        );
        Assert.Null(IndicatorCatalogue.Find("macdd"));
        Assert.Contains(
            "did you mean 'macd'",
            Assert.Throws<ArgumentException>(() => IndicatorCatalogue.Get("macdd")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ParametersThatContradict_AreAnErrorThatNamesBoth()
    {
        var error = Assert.Throws<IndicatorParameterException>(() => IndicatorCatalogue.Get("macd").Create(26, 12));
        Assert.Contains("fast must be below slow", error.Message, StringComparison.Ordinal);
    }
}
