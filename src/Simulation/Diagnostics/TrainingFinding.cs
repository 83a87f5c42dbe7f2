namespace Simulator.Diagnostics;

/// <summary>What a check before training found.</summary>
/// <param name="Name">The check's name, e.g. <c>collinearity</c>.</param>
/// <param name="Asks">What it asks.</param>
/// <param name="Test">How: the test and its setting.</param>
/// <param name="Statistic">The statistic, of the column that stands out most where there are several; NaN where there is none.</param>
/// <param name="PValue">Its p-value, adjusted for the number of columns where there are several; NaN where there is none.</param>
/// <param name="Verdict">Whether that is usual.</param>
/// <param name="Finding">The finding in a sentence.</param>
/// <param name="Advice">What to do about it; empty where there is nothing to do.</param>
public sealed record TrainingFinding(
    string Name,
    string Asks,
    string Test,
    double Statistic,
    double PValue,
    CheckVerdict Verdict,
    string Finding,
    string Advice
);

/// <summary>How a finding compares with what sound data of a market looks like.</summary>
public enum CheckVerdict
{
    /// <summary>As sound data looks.</summary>
    AsUsual,

    /// <summary>Worth a look before a model is trained.</summary>
    Notable,

    /// <summary>There is too little to compute it from, or too much.</summary>
    NotComputed,
}
