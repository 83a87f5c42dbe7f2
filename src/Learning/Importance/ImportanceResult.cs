using Simulator.Learning.Trees;

namespace Simulator.Learning.Importance;

/// <summary>What every feature is worth to trees, for the next return and for its size.</summary>
/// <param name="Symbol">The target.</param>
/// <param name="Rows">Held-out rows.</param>
/// <param name="Folds">Stretches that they lie in.</param>
/// <param name="Readings">The outcomes, one after the other.</param>
public sealed record ImportanceResult(string Symbol, int Rows, int Folds, IReadOnlyList<ImportanceReading> Readings);

/// <summary>What every feature is worth for one outcome.</summary>
/// <param name="Outcome"><c>return</c> or <c>size</c>.</param>
/// <param name="Skill">
/// Share of the squared error on held-out rows that the trees take away, mean over the folds; below 0 they add to it.
/// </param>
/// <param name="SkillError">Its standard error over the folds.</param>
/// <param name="Features">The features, the most important first, then the planted noise.</param>
/// <param name="Columns">Names of the columns, in the order of the contributions.</param>
/// <param name="Attributions">Every held-out row's prediction with the share of each column in it.</param>
public sealed record ImportanceReading(
    string Outcome,
    double Skill,
    double SkillError,
    IReadOnlyList<FeatureImportance> Features,
    IReadOnlyList<string> Columns,
    IReadOnlyList<AttributedRow> Attributions
);

/// <summary>What a column is worth.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsNoise">Whether it was planted.</param>
/// <param name="Gain">Share of the loss that all splits took away on training rows and that the splits on this column did.</param>
/// <param name="MeanAttribution">Mean absolute Shapley value on held-out rows, in units of the outcome.</param>
/// <param name="Permutation">
/// What the squared error of held-out rows rises by when the column is put in random order, as a share of the error without any trees; mean
/// over the folds.
/// </param>
/// <param name="StandardError">Its standard error over the folds.</param>
/// <param name="PValue">
/// Probability of a rise at least so far above that of the planted noise, fold by fold, adjusted for the number of features; NaN for noise.
/// </param>
/// <param name="IsBeyondNoise">Whether that is below 0.05 and the rise above that of every planted column.</param>
public sealed record FeatureImportance(
    string Name,
    bool IsNoise,
    double Gain,
    double MeanAttribution,
    double Permutation,
    double StandardError,
    double PValue,
    bool IsBeyondNoise
);
