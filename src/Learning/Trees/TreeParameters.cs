namespace Simulator.Learning.Trees;

/// <summary>How trees are grown.</summary>
public sealed record TreeParameters
{
    /// <summary>Splits from the root to a leaf at most, ≥ 1.</summary>
    public required int Depth { get; init; }

    /// <summary>Share of a tree's step that is taken, in (0, 1].</summary>
    public required double LearningRate { get; init; }

    /// <summary>Sum of second derivatives that a leaf holds at least; where they are 1, rows.</summary>
    public required double MinChildWeight { get; init; }

    /// <summary>λ: half of it times a leaf's squared value is added to the loss.</summary>
    public required double Lambda { get; init; }

    /// <summary>Share of the columns that a tree may split on, in (0, 1].</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>Seed of the choice of columns, ≥ 0.</summary>
    public int Seed { get; init; }
}
