namespace Simulator.Robustness.Causality;

/// <summary>What the other series of a rule know too early, or may know too early.</summary>
/// <param name="Times">Series of one market whose times contradict each other: proof.</param>
/// <param name="Delays">The result with each series known one of its bars later: a suspicion.</param>
public sealed record OtherSeriesReport(IReadOnlyList<BarTimeFinding> Times, IReadOnlyList<DelayFinding> Delays)
{
    /// <summary>Series without whose newest bar the gain is gone.</summary>
    public IEnumerable<DelayFinding> Suspects => Delays.Where(d => d.LivesOnUndelayed);

    /// <summary>A report on the rule, with what the other series do; a rule that cheats by itself keeps its finding.</summary>
    public LookAheadReport Joined(LookAheadReport rule)
    {
        if (!rule.Passed && rule.Verdict != LookAheadVerdict.CannotTell)
            return rule;
        if (Times.Count > 0)
            return rule with { Verdict = LookAheadVerdict.SeriesLooksAhead, Sentence = string.Join("; ", Times.Select(t => t.Sentence)) };
        return Suspects.Any()
            ? rule with
            {
                Verdict = LookAheadVerdict.NeedsNewestBar,
                Sentence =
                    $"{rule.Sentence}; but {string.Join(" and ", Suspects.Select(s => s.Sentence))}: check when "
                    + "its bars are known (--stamps, --time-zone, --calendar)",
            }
            : rule;
    }
}
