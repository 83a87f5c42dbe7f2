namespace Simulator.Learning.Importance;

/// <summary>How importances are measured.</summary>
public sealed record ImportanceOptions
{
    /// <summary>Stretches of held-out rows, ≥ 3: what a standard error is made of.</summary>
    public int Folds { get; init; } = 8;

    /// <summary>Planted columns of noise, even and ≥ 2: half of them new at every bar, half wandering slowly.</summary>
    public int NoiseColumns { get; init; } = 6;

    /// <summary>How often a column of held-out rows is put in random order, ≥ 1.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Seed of noise, orders and samples.</summary>
    public long Seed { get; init; } = 1719;
}
