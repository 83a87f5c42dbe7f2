namespace Simulator.Diagnostics;

/// <summary>The correlation of a column with what comes that is furthest beyond what is honest.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="IsChange">Whether it is that of the column's change.</param>
/// <param name="When">With what: “3 bars later”, “over the next 20 bars”.</param>
/// <param name="Correlation">Of ranks.</param>
/// <param name="Errors">How many standard errors it lies from what it is compared with.</param>
/// <param name="IsFound">Whether it is beyond bound and errors.</param>
internal sealed record Leak(string Column, bool IsChange, string When, double Correlation, double Errors, bool IsFound)
{
    /// <summary>Rows of the training part that are read, its last ones: a leak shows in them.</summary>
    public const int MostRows = 5_000;

    /// <summary>Rows that a correlation is worth.</summary>
    public const int FewestRows = 100;

    /// <summary>Standard errors from which on it is no chance, however many columns there are.</summary>
    public const double FewestErrors = 5;

    /// <summary>“1 bar later”.</summary>
    public static string Later(int bars) => FormattableString.Invariant($"{bars} bar{(bars == 1 ? "" : "s")} later");

    /// <summary>Rows [from, to) of a sample that are read; null where they are too few.</summary>
    public static (int From, int To)? Rows(TrainingSample sample)
    {
        var to = sample.Training.End.Value;
        var from = Math.Max(sample.Training.Start.Value, to - MostRows);
        return to - from >= FewestRows && sample.Features.ColumnCount > 0 ? (from, to) : null;
    }
}
