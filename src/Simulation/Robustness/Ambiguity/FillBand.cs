using Simulator.Backtesting;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.Ambiguity;

/// <summary>
/// How far a result depends on the intrabar order, which the data do not show: the same rule runs with every bar going open → high → low
/// → close; with every bar going open → low → high → close; with the order, bar by bar, that leaves less equity at the close; and with
/// the order that leaves more. The last two choose bar by bar without looking further, so they are not proven extremes.
/// </summary>
public sealed record FillBand
{
    private const long MostBarSteps = 100_000_000;

    private static readonly IntrabarRule[] s_ways = [IntrabarRule.HighFirst, IntrabarRule.LowFirst];

    /// <summary>Starting cash.</summary>
    public required double StartingCash { get; init; }

    /// <summary>Final equity of the run under its own rule.</summary>
    public required double FinalEquity { get; init; }

    /// <summary>Final equity with the high first on every bar.</summary>
    public required double HighFirst { get; init; }

    /// <summary>Final equity with the low first on every bar.</summary>
    public required double LowFirst { get; init; }

    /// <summary>Final equity if each bar takes the intrabar order that leaves less equity at its close.</summary>
    public required double Pessimistic { get; init; }

    /// <summary>Final equity if each bar takes the intrabar order that leaves more equity at its close.</summary>
    public required double Optimistic { get; init; }

    /// <summary>Smallest final equity of all five runs.</summary>
    public double Lowest => new[] { FinalEquity, HighFirst, LowFirst, Pessimistic, Optimistic }.Min();

    /// <summary>Largest final equity of all five runs.</summary>
    public double Highest => new[] { FinalEquity, HighFirst, LowFirst, Pessimistic, Optimistic }.Max();

    /// <summary>Total return at the lower end.</summary>
    public double LowestReturn => (Lowest / StartingCash) - 1;

    /// <summary>Total return at the upper end.</summary>
    public double HighestReturn => (Highest / StartingCash) - 1;

    /// <summary>Bars of the base run whose equity changes if the intrabar order changes in that bar alone.</summary>
    public required IReadOnlyList<AmbiguousBar> Bars { get; init; }

    /// <summary>Bars with an intrabar fill, the only ones that can depend on it.</summary>
    public required int Candidates { get; init; }

    /// <summary>Of these, bars that were tested; fewer on very long runs.</summary>
    public required int Examined { get; init; }

    /// <summary>Whether no bar depends on its intrabar order.</summary>
    public bool IsCertain => Bars.Count == 0 && Lowest == Highest;

    /// <summary>Runs a rule with every intrabar order.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FillBand Of(RunSetup setup, StrategyMaker make, ParameterSet parameters, CancellationToken cancellation = default)
    {
        var options = setup.Options ?? new BacktestOptions();
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        setup = setup with { Cancellation = cancellation };
        BacktestResult Run(BacktestOptions o, int lastBar) =>
            (setup with { Options = o, LastBar = lastBar }).Run(make(parameters, setup.Series));
        var own = Run(options, setup.LastBar);
        int[] candidates = [.. FillsInside(own)];
        var most = (int)Math.Max(10, MostBarSteps / (s_ways.Length * (long)setup.BarCount));
        int[] examined =
            candidates.Length <= most
                ? candidates
                : [.. Enumerable.Range(0, most).Select(i => candidates[(long)i * candidates.Length / most])];
        var bars = new AmbiguousBar?[examined.Length];
        Parallel.For(0, examined.Length, parallel, i => bars[i] = Examine(setup, Run, options, examined[i]));
        var (worse, kinder) = (0.0, 0.0);
        Parallel.Invoke(
            parallel,
            () => worse = Chosen(Run, options, setup.LastBar, most, -1),
            () => kinder = Chosen(Run, options, setup.LastBar, most, +1)
        );
        return new FillBand
        {
            StartingCash = setup.Capital.Amount,
            FinalEquity = own.Equity[^1],
            Pessimistic = worse,
            Optimistic = kinder,
            HighFirst = Run(options with { Intrabar = IntrabarRule.HighFirst }, setup.LastBar).Equity[^1],
            LowFirst = Run(options with { Intrabar = IntrabarRule.LowFirst }, setup.LastBar).Equity[^1],
            Bars = [.. bars.OfType<AmbiguousBar>()],
            Candidates = candidates.Length,
            Examined = examined.Length,
        };
    }

    /// <summary>
    /// Final equity where each bar with a fill inside goes the way that leaves most (or least) at its close, given the ways of the bars
    /// before.
    /// </summary>
    private static double Chosen(Func<BacktestOptions, int, BacktestResult> run, BacktestOptions options, int lastBar, int most, int sign)
    {
        var ways = new Dictionary<int, IntrabarRule>();
        BacktestOptions With(int bar, IntrabarRule way) =>
            options with
            {
                CloseOpenTradesAtEnd = false,
                IntrabarAt = new Dictionary<int, IntrabarRule>(ways) { [bar] = way },
            };
        var current = run(options, lastBar);
        var (bar, steps) = (-1, 0);
        while (steps++ < most && FillsInside(current).Where(b => b > bar).Select(b => (int?)b).FirstOrDefault() is { } next)
        {
            bar = next;
            var own = run(options with { CloseOpenTradesAtEnd = false, IntrabarAt = new Dictionary<int, IntrabarRule>(ways) }, bar).Equity[
                ^1
            ];
            var (way, equity) = s_ways.Select(w => (Way: w, Equity: run(With(bar, w), bar).Equity[^1])).MaxBy(w => sign * w.Equity);
            if (!(sign * equity > sign * own))
                continue;
            ways[bar] = way;
            current = run(options with { IntrabarAt = ways }, lastBar);
        }
        return current.Equity[^1];
    }

    private static AmbiguousBar? Examine(RunSetup setup, Func<BacktestOptions, int, BacktestResult> run, BacktestOptions options, int bar)
    {
        var upTo = options with { CloseOpenTradesAtEnd = false };
        var ends = s_ways
            .Select(w => run(upTo with { IntrabarAt = new Dictionary<int, IntrabarRule> { [bar] = w } }, bar))
            .Append(run(upTo, bar))
            .Select(r => (Equity: r.Equity[^1], Exposure: r.Exposure[^1]))
            .ToArray();
        return ends.Distinct().Count() == 1
            ? null
            : new AmbiguousBar(bar, setup.Series.CloseTimeAt(bar), ends.Min(e => e.Equity), ends.Max(e => e.Equity));
    }

    /// <summary>Bars of the run on which a stop, limit, target or trailing stop filled.</summary>
    private static SortedSet<int> FillsInside(BacktestResult result)
    {
        var bars = new SortedSet<int>();
        foreach (var trade in result.Trades)
        {
            if (IsInside(trade.EntryFill.Cause))
                bars.Add(trade.EntryBar);
            if (!trade.IsOpen && IsInside(trade.ExitFill.Cause))
                bars.Add(trade.ExitBar);
        }
        return bars;
    }

    private static bool IsInside(FillCause cause) =>
        cause is FillCause.Stop or FillCause.Limit or FillCause.StopLoss or FillCause.TakeProfit or FillCause.TrailingStop;
}

/// <summary>A bar whose outcome depends on the intrabar order.</summary>
/// <param name="Bar">Index into the series.</param>
/// <param name="Time">Its close time, UTC.</param>
/// <param name="LowestEquity">Equity at its close with the worst order.</param>
/// <param name="HighestEquity">Equity at its close with the best order.</param>
public sealed record AmbiguousBar(int Bar, DateTime Time, double LowestEquity, double HighestEquity);
