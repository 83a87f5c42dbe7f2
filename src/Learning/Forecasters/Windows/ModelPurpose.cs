namespace Simulator.Learning.Forecasters.Windows;

/// <summary>The name of a fold's model in derived seeds.</summary>
internal static class ModelPurpose
{
    /// <summary>Of the model <paramref name="member"/> = 0, 1, … of a fold; the first has the fold's own name.</summary>
    public static string Of(int fold, int member) =>
        FormattableString.Invariant($"forecaster/fold{fold}") + (member == 0 ? "" : FormattableString.Invariant($"/seed{member}"));
}
