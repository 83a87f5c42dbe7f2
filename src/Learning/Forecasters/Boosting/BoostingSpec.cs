using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>Gradient-boosted trees for the law of the next return.</summary>
public sealed record BoostingSpec : RefittedForecasterSpec
{
    /// <summary>What the trees move.</summary>
    public BoostedLaw Law { get; init; } = BoostedLaw.Student;

    /// <summary>Trees per number that is moved, at most; the past chooses how many.</summary>
    public int Rounds { get; init; } = 300;

    /// <summary>Splits from the root of a tree to a leaf at most.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Share of a tree's step that is taken.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Share of the rows that a tree is grown on.</summary>
    public double RowShare { get; init; } = 0.7;

    /// <summary>Share of the columns that a tree may split on.</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>Second derivatives, nearly rows, that a leaf holds at least.</summary>
    public double MinChildWeight { get; init; } = 50;

    /// <summary>λ of the leaves' squared values.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>Decay λ of the base volatility per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;
}
