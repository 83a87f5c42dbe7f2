using Simulator.Environments;
using Simulator.Learning.Agents.Evidence;

namespace Simulator.Learning.Agents.Folds;

/// <summary>Where and how long one training of a fold learns.</summary>
/// <param name="Market">What is seen and traded.</param>
/// <param name="Terms">Fills and costs.</param>
/// <param name="Fold">What is trained on and held out.</param>
/// <param name="Environment">Accounts on the bars that are trained on, freshly reset.</param>
/// <param name="Steps">Steps of all its environments; an algorithm may round them to whole updates.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Purpose">Prefix of the streams derived from it.</param>
internal sealed record FoldPlace(
    ObservedMarket Market,
    TradingTerms Terms,
    CrossFitFold Fold,
    IVectorEnvironment Environment,
    int Steps,
    long Seed,
    string Purpose
);
