using Simulator.Indicators;
using Simulator.Parameters;

namespace Simulator.Features;

/// <summary>What a feature is, for people: the form, the docs and error messages are made of these.</summary>
/// <param name="Kind">Its <c>kind</c> in a spec: <c>returns</c>, <c>indicator</c>, <c>relatedReturns</c>, <c>fourierTrend</c>.</param>
/// <param name="Name">Its <c>name</c> where the kind is <c>indicator</c>, else the kind itself.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Description">What it tells, in a sentence.</param>
/// <param name="Formula">The columns it gives, as formulas over bars ≤ t.</param>
/// <param name="DefaultWindowsBars">Windows used when none is given; one group of columns each.</param>
/// <param name="MinWindowBars">Smallest window; 0 where the window cannot be chosen by <c>windowBars</c>.</param>
/// <param name="WarmUpBars">Bars needed before the first value with the default windows or parameters.</param>
public sealed record FeatureDescription(
    string Kind,
    string Name,
    string Title,
    string Description,
    string Formula,
    IReadOnlyList<int> DefaultWindowsBars,
    int MinWindowBars,
    int WarmUpBars
)
{
    /// <summary>The indicator whose <c>parameters</c> the feature takes; null where it takes none.</summary>
    public IndicatorDefinition? Indicator { get; init; }

    /// <summary>Whether its parameters may be left out for the columns of <see cref="Formula"/>, as of <c>macd</c>.</summary>
    public bool HasUsualColumns { get; init; }

    /// <summary>Given parameters with the defaults of those that are missing; null where it has none, or goes without.</summary>
    internal StrategyParameters? Filled(StrategyParameters? given) =>
        Indicator is null || (given is null && HasUsualColumns)
            ? given
            : (given ?? StrategyParameters.None).With(Indicator.Parameters.Select(p => (p.Name, p.DefaultText)));
}
