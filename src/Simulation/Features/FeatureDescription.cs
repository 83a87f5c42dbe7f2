namespace Simulator.Features;

/// <summary>What a feature is, for people: the form, the docs and error messages are made of these.</summary>
/// <param name="Kind">Its <c>kind</c> in a spec: <c>returns</c>, <c>indicator</c>, <c>relatedReturns</c>, <c>fourierTrend</c>.</param>
/// <param name="Name">Its <c>name</c> where the kind is <c>indicator</c>, else the kind itself.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Description">What it tells, in a sentence.</param>
/// <param name="Formula">The columns it gives, as formulas over bars ≤ t.</param>
/// <param name="DefaultWindowsBars">Windows used when none is given; one group of columns each.</param>
/// <param name="MinWindowBars">Smallest window; 0 where the window cannot be chosen.</param>
/// <param name="WarmUpBars">Bars needed before the first value with the default windows.</param>
public sealed record FeatureDescription(
    string Kind,
    string Name,
    string Title,
    string Description,
    string Formula,
    IReadOnlyList<int> DefaultWindowsBars,
    int MinWindowBars,
    int WarmUpBars
);
