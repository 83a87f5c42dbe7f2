using System.Globalization;
using Simulator.Realism;

namespace Simulator.MarketPaths;

/// <summary>What facts and judges say of a generator, in a sentence; it never flatters.</summary>
internal static class PathsSentence
{
    /// <summary>Of the figures, what paths of a series' very law have inside on average (<c>docs/algorithms/generator.md</c>).</summary>
    private const double ShareOfTruth = 0.7;

    private const double HardlyToldApart = 0.1; // two scores that differ by less do not differ

    /// <summary>The sentence.</summary>
    public static string Of(PathTrial trial) =>
        Of(trial.Past.Series.Symbol, trial.Facts.Inside, trial.Facts.Known, trial.Discriminative, trial.Judgement);

    /// <summary>The sentence of these figures.</summary>
    internal static string Of(string symbol, int inside, int known, double toldApart, Judgement judgement)
    {
        var enough = inside >= ShareOfTruth * known ? "as many as paths of its own law would" : "fewer than paths of its own law would";
        var network =
            toldApart < HardlyToldApart
                ? "a network hardly tells them from the real series"
                : string.Create(CultureInfo.InvariantCulture, $"a network tells {0.5 + toldApart:0 %} of their windows from real ones");
        var warnings = (judgement.Memorisation.IsAlarm, judgement.Collapse.IsAlarm) switch
        {
            (true, true) => "; they repeat the past, and resemble each other too much",
            (true, false) => "; but they repeat the past, so nothing new is in them",
            (false, true) => "; but they resemble each other too much",
            _ => "",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The paths have {inside} of {known} stylised figures of {symbol}, {enough}, and {network}{warnings}."
        );
    }
}
