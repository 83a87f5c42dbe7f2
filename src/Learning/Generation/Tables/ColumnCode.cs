namespace Simulator.Learning.Generation.Tables;

/// <summary>How one column of a table is written as a number that hardly depends on the level of the table.</summary>
/// <param name="Column">Which.</param>
/// <param name="IsLog">Whether its logarithm is taken first.</param>
/// <param name="Reference">The column that is subtracted (after its logarithm); −1 for none.</param>
/// <param name="Sign">
/// 1 or −1 where the difference has that sign in every row of the past: then its root stands for it, so that no draw changes the sign. Else
/// 0.
/// </param>
internal sealed record ColumnCode(int Column, bool IsLog, int Reference, int Sign)
{
    /// <summary>Whether its changes, not its values, are drawn.</summary>
    public bool IsIntegrated { get; init; }

    /// <summary>Mean of the values in the past.</summary>
    public double Mean { get; init; }

    /// <summary>Their standard deviation; 0 for a column that another one gives exactly.</summary>
    public double Deviation { get; init; }

    /// <summary>Mean of the changes from row to row.</summary>
    public double StepMean { get; init; }

    /// <summary>Their standard deviation.</summary>
    public double StepDeviation { get; init; }

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsConstant => Deviation == 0;

    /// <summary>The value of a row.</summary>
    /// <param name="own">The column's number, after its logarithm.</param>
    /// <param name="other">That of the reference; 0 without.</param>
    public double Value(double own, double other)
    {
        var difference = own - other;
        return Sign == 0 ? difference : Math.Sign(difference) * Sign * Math.Sqrt(Math.Abs(difference));
    }

    /// <summary>The column's number, before its logarithm is undone, of a value: the inverse of <see cref="Value"/>.</summary>
    public double Number(double value, double other) => other + (Sign == 0 ? value : Sign * value * value);
}
