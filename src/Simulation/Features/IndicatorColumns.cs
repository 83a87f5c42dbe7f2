using System.Globalization;
using Simulator.Indicators;
using Simulator.Markets;

namespace Simulator.Features;

/// <summary>Columns of any indicator of the catalogue: one per line, each made stationary by its scale.</summary>
internal static class IndicatorColumns
{
    /// <summary>What the feature of an indicator is, for people.</summary>
    public static FeatureDescription Describe(IndicatorDefinition definition) =>
        new(
            "indicator",
            definition.Name,
            definition.Title,
            definition.Formula,
            string.Join("; ", definition.Lines.Zip(definition.Scales, FormulaOf(definition))),
            [],
            0,
            WarmUpBars(definition, definition.Create())
        )
        {
            Indicator = definition,
        };

    /// <summary>Bars needed before every column has a value.</summary>
    public static int WarmUpBars(IndicatorFeatureSpec spec) => WarmUpBars(Definition(spec), Kernel(spec, null));

    /// <summary>The related series that an indicator of two series is fed with; one empty place where it takes one.</summary>
    public static IEnumerable<AlignedSeries?> Others(IndicatorFeatureSpec spec, AlignedMarket market)
    {
        if (Definition(spec).Input != IndicatorInput.Pair)
            return [null];
        return market.Related.Where(r => spec.With is { } symbol ? r.Symbol == symbol : r.Kind == SeriesKind.Price);
    }

    /// <summary>Names of the columns beside another series, in order.</summary>
    public static IEnumerable<FeatureColumn> Of(IndicatorFeatureSpec spec, string? other)
    {
        var definition = Definition(spec);
        var numbers = string.Concat(definition.Parameters.Select(p => "_" + spec.Parameters!.ByName[p.Name]));
        return definition.Lines.Zip(
            definition.Scales,
            (line, scale) =>
                new FeatureColumn(
                    definition.Name + (line == "value" ? "" : Capital(line)) + (other is null ? "" : "_" + other) + numbers,
                    IndicatorTransform.Formula(scale)
                )
        );
    }

    /// <summary>The columns' values.</summary>
    public static IEnumerable<double[]> Compute(IndicatorFeatureSpec spec, BarSeries target, AlignedSeries? other)
    {
        var kernel = Kernel(spec, target);
        var lines = other is null ? kernel.Lines(target) : kernel.Lines(target.Close, other.Last);
        return lines.Zip(
            Definition(spec).Scales,
            (line, scale) => IndicatorTransform.Of(scale, line, target.Close, target.Volume, other?.Last ?? [])
        );
    }

    /// <summary>Whether the indicator reads volumes.</summary>
    public static bool ReadsVolume(IndicatorFeatureSpec spec) => Kernel(spec, null).Reads.HasFlag(IndicatorFields.Volume);

    /// <summary>Steps at every bar, and to be set up.</summary>
    public static (long StepsPerBar, long SetUpSteps) Work(IndicatorFeatureSpec spec)
    {
        var values = Values(spec, null);
        return (Definition(spec).StepsPerBar(values), Definition(spec).SetUpSteps(values));
    }

    /// <summary>The number that a text stands for; null where it leaves it to the series, NaN where it is none.</summary>
    public static double? Parse(IndicatorParameter parameter, string text) =>
        text == parameter.Alternative ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : double.NaN;

    private static IndicatorKernel Kernel(IndicatorFeatureSpec spec, BarSeries? target) => Definition(spec).Create(Values(spec, target));

    private static double[] Values(IndicatorFeatureSpec spec, BarSeries? target)
    {
        var definition = Definition(spec);
        double?[] values = [.. definition.Parameters.Select(p => Parse(p, spec.Parameters!.ByName[p.Name]))];
        return definition.Filled(values, target);
    }

    private static int WarmUpBars(IndicatorDefinition definition, IndicatorKernel kernel) =>
        definition.Scales.Max(scale => IndicatorTransform.WarmUpBars(scale, kernel.WarmUpBars));

    private static IndicatorDefinition Definition(IndicatorFeatureSpec spec) => IndicatorCatalogue.Get(spec.Name);

    private static Func<string, IndicatorScale, string> FormulaOf(IndicatorDefinition definition) =>
        (line, scale) => (definition.Lines.Count == 1 ? "" : line + ": ") + IndicatorTransform.Formula(scale);

    private static string Capital(string line) => char.ToUpperInvariant(line[0]) + line[1..];
}
