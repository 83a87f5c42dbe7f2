using Simulator.Features;
using Simulator.Parameters;
using Simulator.Tests.Features;

namespace Simulator.Tests.Simulation.Features;

/// <summary>Every fixed feature: those of the features' own and every indicator of the catalogue.</summary>
public sealed class FixedFeatureContractTests : FeatureContractTests
{
    /// <summary>A spec of each, with its usual parameters, and of some with others.</summary>
    public static IReadOnlyList<FeatureSpec> Every { get; } =
    [
        new ReturnsFeatureSpec(),
        new RelatedReturnsFeatureSpec(),
        new FourierTrendFeatureSpec { Components = 3, WindowBars = 64 },
        new FourierTrendFeatureSpec { Components = 9, WindowBars = 64 },
        .. FeatureCatalogue.IndicatorNames.Select(name => new IndicatorFeatureSpec { Name = name }),
        Indicator("macd", ("fast", "5"), ("slow", "20")),
        Indicator("bollinger", ("bars", "30")),
        Indicator("ichimoku", ("conversion", "3"), ("base", "5"), ("span", "8"), ("shift", "2")),
        Indicator("volatility", ("bars", "10"), ("perYear", "365")),
        Indicator("obv") with
        {
            With = null,
        },
        Indicator("correlation", ("returns", "0")) with
        {
            With = "INDEX",
        },
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<FeatureCase> Cases { get; } =
    [.. Every.Select(spec => new FeatureCase(spec.ToString(), market => FeatureFactory.Create(spec, market)))];

    private static IndicatorFeatureSpec Indicator(string name, params (string Name, string Value)[] parameters) =>
        new() { Name = name, Parameters = new StrategyParameters(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))) };
}
