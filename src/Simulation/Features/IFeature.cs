using Simulator.Folds;
using Simulator.Markets;

namespace Simulator.Features;

/// <summary>A column of a feature.</summary>
/// <param name="Name">Unique in a table, e.g. <c>rsi_14</c>.</param>
/// <param name="Unit">What it is measured in, in words or as the formula that gives it, e.g. <c>value / 50 − 1</c>.</param>
public sealed record FeatureColumn(string Name, string Unit);

/// <summary>
/// A group of feature columns: an <see cref="IFixedFeature"/>, which is a formula, or an <see cref="IFittedFeature"/>, which learns one.
/// Contract of both: the value at row t depends on bars ≤ t only, and is NaN where there is none. Contract tests:
/// <c>FeatureContractTests</c>.
/// </summary>
public interface IFeature
{
    /// <summary>Its columns, in order.</summary>
    IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>
    /// Look-back: bars of a complete market needed before every column can have a value. A fitted feature has its first value later still,
    /// at the first row that a model serves.
    /// </summary>
    int WarmUpBars { get; }
}

/// <summary>A feature that is a formula and needs no fit.</summary>
public interface IFixedFeature : IFeature
{
    /// <summary>The columns over all bars of the market: [column][bar].</summary>
    IReadOnlyList<double[]> Compute(AlignedMarket market);
}

/// <summary>
/// A feature that is fitted on the past and then serves the rows after it, fold by fold (<see cref="FeatureWalk"/>). It holds no state:
/// what a fit learns is in the bytes that it returns, so a fit that is stored is a fit that can be served.
/// </summary>
public interface IFittedFeature : IFeature
{
    /// <summary>What seeds, checkpoints and progress are filed under, e.g. <c>autoencoder</c>.</summary>
    string Purpose { get; }

    /// <summary>Models over the training part; two more serve validation and test (<see cref="WalkForward.Plan"/>).</summary>
    int TrainFolds { get; }

    /// <summary>Rows that its first model needs.</summary>
    int MinimumFitRows => 0;

    /// <summary>Why a market cannot serve it, with what would help; null where it can.</summary>
    string? Unserved(AlignedMarket market) => null;

    /// <summary>
    /// Fits on rows from <see cref="WalkForwardFold.FitStart"/> on. <paramref name="past"/> ends with bar
    /// <see cref="WalkForwardFold.Cutoff"/>: there is no later bar to look at. The same input, fold and seed give the same bytes, also
    /// where the fit was stopped and goes on from <see cref="FeatureContext.Checkpoint"/>.
    /// </summary>
    /// <returns>The fitted model: scaler, weights, whatever <see cref="Transform"/> needs.</returns>
    /// <exception cref="OperationCanceledException">The context's cancellation asked for it.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another fit.</exception>
    byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context);

    /// <summary>Values at rows [<paramref name="start"/>, <paramref name="end"/>): [column][row − start].</summary>
    /// <param name="model">What <see cref="Fit"/> returned.</param>
    /// <param name="input">The market and the fixed columns up to bar <paramref name="end"/> − 1.</param>
    /// <param name="start">First row.</param>
    /// <param name="end">One past the last row.</param>
    /// <exception cref="InvalidDataException">Not a model of this feature.</exception>
    IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end);
}
