using System.Globalization;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Robustness.Causality;

/// <summary>Options of a look-ahead check.</summary>
public sealed record LookAheadOptions
{
    /// <summary>Number of bars after which the future is removed and replaced: first bars with decisions, then others at random.</summary>
    public int Cuts { get; init; } = 200;

    /// <summary>Only this many bars, from the first, are checked.</summary>
    public int MostBars { get; init; } = 5_000;

    /// <summary>Seed of the futures and of the choice of bars.</summary>
    public long Seed { get; init; } = 1;
}

/// <summary>
/// Tests for look-ahead bias: the decisions up to bar t must be the same on the original data, on data that end after t, and on data that
/// continue differently after t. A decision that changes has looked ahead. No finding is no proof, because not all bars are tried; a
/// finding is proof.
/// </summary>
public static class LookAheadCheck
{
    private static readonly double[] s_jumps = [0.1, -0.1, 0];

    /// <summary>Checks a rule, and whether it remembers earlier runs.</summary>
    public static LookAheadReport Of(
        StrategySource source,
        BarSeries series,
        LookAheadOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new LookAheadOptions();
        var checkedSeries = Shortened(series, options);
        var last = checkedSeries.Count - 2;
        var before = RememberedState.Of(source.Make(checkedSeries).GetType(), source.Make);
        var report = Of((IDecisionSource)source, series, options, cancellation);
        if (!report.Passed)
            return report;
        LookAheadReport Found(LookAheadVerdict verdict, string sentence, int bar = -1) =>
            report with
            {
                Verdict = verdict,
                Sentence = sentence,
                FirstBar = bar,
            };

        // One instance after other runs against a new one.
        var used = source.Make(checkedSeries);
        var first = source.Trace(used, checkedSeries, last);
        source.Trace(used, checkedSeries, last / 2);
        if (first.FirstDifference(source.Trace(used, checkedSeries, last), last) is var differs and >= 0)
            return Found(
                LookAheadVerdict.KeepsState,
                FormattableString.Invariant(
                    $"{source.Name} decides differently at bar {differs} in a second run: it keeps state from the run before"
                ),
                differs
            );
        if (RememberedState.Changed(before, RememberedState.Of(used.GetType(), source.Make)) is { } field)
            return Found(
                LookAheadVerdict.KeepsState,
                $"{source.Name} leaves state behind for later runs ({field}), so the check cannot separate that state from its inputs"
            );
        var variants = new FutureVariant(checkedSeries, options.Seed);
        var elsewhere = source.Trace(variants.OtherMarket(), last);
        return first.Acts.Count(a => a != 0) >= 3 && first.Acts.AsSpan().SequenceEqual(elsewhere.Acts)
            ? Found(
                LookAheadVerdict.CannotTell,
                $"{source.Name} orders on the same bars whatever the prices: it does not "
                    + $"read the series, so check where its decisions come from"
            )
            : report;
    }

    /// <summary>Checks anything that decides bar by bar.</summary>
    /// <param name="source">What is checked.</param>
    /// <param name="series">The data; at least three bars.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="ArgumentException">Fewer than three bars.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LookAheadReport Of(
        IDecisionSource source,
        BarSeries series,
        LookAheadOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new LookAheadOptions();
        if (series.Count < 3)
            throw new ArgumentException(
                FormattableString.Invariant($"a look-ahead check needs at least 3 bars; series {series.Symbol} has {series.Count}")
            );
        var data = Shortened(series, options);
        var search = new Search(source, data, new FutureVariant(data, options.Seed), cancellation);
        if (search.Repeats() is var differs and >= 0)
        {
            return search.Report(
                0,
                0,
                LookAheadVerdict.NotRepeatable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source.Name} decides differently at bar {differs} on the same bars: it is not "
                        + $"deterministic, or it keeps state by the name of the series"
                )
            ) with
            {
                FirstBar = differs,
            };
        }
        var cuts = Cuts(search.Baseline, data.Count, options);
        var (firstBar, firstCut, changed) = (int.MaxValue, -1, 0);
        foreach (var cut in cuts)
        {
            var bar = search.FirstChange(cut);
            changed += bar >= 0 ? 1 : 0;
            if (bar >= 0 && bar < firstBar)
                (firstBar, firstCut) = (bar, cut);
        }
        if (changed == 0)
            return search.Report(
                cuts.Length,
                0,
                LookAheadVerdict.Clean,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no decision of {source.Name} changed when the bars after it were "
                        + $"replaced{(source.CanBeCut ? " or removed" : "")}; checked at {cuts.Length} of {data.Count} "
                        + $"bars"
                )
            );
        var (inputs, reach) = search.Attribute(firstBar, firstCut);
        return search.Report(
            cuts.Length,
            changed,
            LookAheadVerdict.LooksAhead,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Name} looks ahead: its decision at bar {firstBar} "
                    + $"({data.CloseTimeAt(firstBar):yyyy-MM-dd HH:mm}) changes with {Words(inputs)} at least {reach} "
                    + $"bar{(reach == 1 ? "" : "s")} later"
            )
        ) with
        {
            FirstBar = firstBar,
            Inputs = inputs,
            ReachBars = reach,
        };
    }

    private static BarSeries Shortened(BarSeries series, LookAheadOptions options) =>
        series.Count > options.MostBars ? series.Slice(0, options.MostBars) : series;

    /// <summary>Half of the cuts at bars with decisions, evenly among them; the rest at random.</summary>
    private static int[] Cuts(DecisionTrace baseline, int bars, LookAheadOptions options)
    {
        var last = bars - 3; // a replaced future needs a bar on which the last decision can fill, and one more
        var acting = Enumerable.Range(0, Math.Max(0, last + 1)).Where(b => baseline.Acts[b] != 0).ToArray();
        var cuts = new SortedSet<int>();
        var chosen = Math.Min(acting.Length, options.Cuts / 2);
        for (var i = 0; i < chosen; i++)
            cuts.Add(acting[(int)(((2L * i) + 1) * acting.Length / (2L * chosen))]);
        var random = Seeds.Generator(options.Seed, "lookahead/cuts");
        for (var tries = 0; cuts.Count < Math.Min(options.Cuts, last + 1) && tries < 20 * options.Cuts; tries++)
            cuts.Add(random.NextInt(last + 1));
        return [.. cuts];
    }

    private static string Words(BarInputs inputs)
    {
        var names = Enum.GetValues<BarInputs>()
            .Where(i => int.PopCount((int)i) == 1 && inputs.HasFlag(i))
            .Select(i =>
                i switch
                {
                    BarInputs.Time => "the times",
                    BarInputs.Count => "the number of bars",
                    _ => $"the {i.ToString().ToLowerInvariant()}s",
                }
            )
            .ToArray();
        return names.Length == 0 ? "several inputs together" : string.Join(", ", names);
    }

    /// <summary>The runs of one check.</summary>
    private sealed class Search(IDecisionSource source, BarSeries data, FutureVariant variants, CancellationToken cancellation)
    {
        private int _runs = 1;

        public DecisionTrace Baseline { get; } = source.Trace(data, data.Count - 2);

        public LookAheadReport Report(int cuts, int changed, LookAheadVerdict verdict, string sentence) =>
            new()
            {
                Name = source.Name,
                Verdict = verdict,
                Cuts = cuts,
                CutsThatChanged = changed,
                Runs = _runs,
                Sentence = sentence,
            };

        /// <summary>The first bar decided differently on the same bars under another name; −1.</summary>
        public int Repeats() => Difference(variants.Renamed(), data.Count - 2);

        /// <summary>The first bar decided differently when the bars after <paramref name="cut"/> are others; −1.</summary>
        public int FirstChange(int cut)
        {
            var first = source.CanBeCut ? Difference(variants.CutAfter(cut), cut) : -1;
            foreach (var jump in s_jumps)
            {
                var bar = Difference(variants.ReplacedAfter(cut, jump), cut);
                first = first < 0 || (bar >= 0 && bar < first) ? bar : first;
            }
            return first;
        }

        /// <summary>On which later inputs a decision depends, and how far ahead they lie at least.</summary>
        public (BarInputs Inputs, int Reach) Attribute(int bar, int cut)
        {
            var inputs = BarInputs.None;
            foreach (var input in Enum.GetValues<BarInputs>().Where(i => int.PopCount((int)i) == 1 && BarInputs.Columns.HasFlag(i)))
            {
                if (s_jumps.Any(jump => Changes(variants.ReplacedAfter(cut, jump, input), bar)))
                    inputs |= input;
            }
            if (inputs == BarInputs.None && source.CanBeCut && !s_jumps.Any(jump => Changes(variants.ReplacedAfter(cut, jump), bar)))
                inputs = BarInputs.Count;
            var reach = cut - bar + 1;
            for (var ahead = 1; bar + ahead < data.Count - 2; ahead *= 2)
            {
                if (bar + ahead >= cut && s_jumps.Any(jump => Changes(variants.ReplacedAfter(bar + ahead, jump), bar)))
                    reach = ahead + 1;
            }
            return (inputs, reach);
        }

        private bool Changes(BarSeries variant, int bar) => Difference(variant, bar) >= 0;

        private int Difference(BarSeries variant, int lastBar)
        {
            cancellation.ThrowIfCancellationRequested();
            _runs++;
            try
            {
                return Baseline.FirstDifference(source.Trace(variant, lastBar), lastBar);
            }
            catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
            {
                return lastBar; // it reached for a bar that this series does not have
            }
        }
    }
}
