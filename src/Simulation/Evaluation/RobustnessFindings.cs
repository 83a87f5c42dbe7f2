using Simulator.Numerics;
using Simulator.Robustness;
using Simulator.Robustness.Ambiguity;
using Simulator.Robustness.Resampling;
using Simulator.Robustness.Sweeps;
using Simulator.Statistics;

namespace Simulator.Evaluation;

/// <summary>
/// How much chance may explain of the account's figures: other intrabar orders, its own returns in other orders, other entries, and the
/// length of record that a claim needs. Drawn from the spec's seed; the same on any number of threads.
/// </summary>
public sealed record RobustnessFindings
{
    /// <summary>Draws of the bootstrap and of the permutation at most.</summary>
    public const int MostDraws = 2_000;

    /// <summary>Fewest periods of which a distribution is drawn.</summary>
    public const int FewestPeriods = 20;

    // What the draws may cost together, in returns or trades looked at: well under a second.
    private const long MostSteps = 20_000_000;

    /// <summary>The band of results over ways of the price inside the bars; null where the run cannot be made again.</summary>
    public FillAmbiguity? Fills { get; init; }

    /// <summary>
    /// Return, drawdown and Sharpe ratio over histories made of blocks of the account's own returns; null with too few of them.
    /// </summary>
    public MonteCarloResult? Bootstrap { get; init; }

    /// <summary>The entries against entries at random; null without a trade, and for an account with several assets.</summary>
    public EntryPermutation? Entries { get; init; }

    /// <summary>Draws of <see cref="Entries"/>.</summary>
    public int EntryDraws { get; init; }

    /// <summary>Periods (trading days) with a return.</summary>
    public int Periods { get; init; }

    /// <summary>Periods in a year of the series' calendar.</summary>
    public double PeriodsPerYear { get; init; }

    /// <summary>
    /// Periods after which a Sharpe ratio as large as this one would be above zero with 95 % confidence; NaN where it is not above zero.
    /// </summary>
    public double MinimumTrackRecordPeriods { get; init; } = double.NaN;

    /// <summary>What can be said about an account.</summary>
    /// <param name="run">The run and its seed.</param>
    /// <param name="account">Its figures.</param>
    /// <param name="band">What <see cref="Band"/> gave.</param>
    public static RobustnessFindings Of(RunUnderTest run, AccountFigures account, FillBand? band)
    {
        // Entries of several assets cannot be laid onto the bars of one curve.
        var (returns, trades) = (account.Returns, run.Portfolio is null ? run.Result.Trades.Count : 0);
        var entryDraws = Draws(trades);
        return new RobustnessFindings
        {
            Fills =
                band is not null ? FillAmbiguity.Of(band)
                : run.FillsAtOpens ? FillAmbiguity.None(account.TotalReturn)
                : null,
            Bootstrap = returns.Length >= FewestPeriods ? AccountResampling.Bootstrap(account, Draws(returns.Length), run.Seed) : null,
            Entries = trades > 0 ? EntryPermutation.Of(run.Series, run.Result, entryDraws, run.Seed) : null,
            EntryDraws = trades > 0 ? entryDraws : 0,
            Periods = returns.Length,
            PeriodsPerYear = account.PeriodsPerYear,
            MinimumTrackRecordPeriods = TrackRecord(returns),
        };
    }

    /// <summary>The band of results over every order of prices inside the bars; null where the strategy cannot be made again.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal static FillBand? Band(RunUnderTest run) =>
        run.Strategy is { } strategy ? FillBand.Of(Setup(run), (_, _) => strategy(), ParameterSet.Empty, run.Cancellation) : null;

    private static int Draws(int length) => (int)Math.Clamp(MostSteps / Math.Max(1, length), 100, MostDraws);

    private static double TrackRecord(double[] returns)
    {
        var sharpe = Moments.Ratio(Moments.Mean(returns), Moments.StandardDeviation(returns));
        return sharpe > 0 ? Overfitting.MinimumTrackRecord(sharpe, Moments.Skewness(returns), Moments.Kurtosis(returns)) : double.NaN;
    }

    private static RunSetup Setup(RunUnderTest run) =>
        new()
        {
            Series = run.Series,
            FirstBar = run.Result.FirstBar,
            LastBar = run.Result.LastBar,
            Execution = run.Execution,
            Capital = run.Capital,
            Options = run.Options,
        };
}

/// <summary>How far the return depends on the intrabar order, which the data do not show.</summary>
public sealed record FillAmbiguity
{
    /// <summary>Ambiguous bars that a report lists.</summary>
    public const int MostListed = 50;

    /// <summary>Total return of the run under the product's own rule.</summary>
    public required double Return { get; init; }

    /// <summary>The lowest over the intrabar orders tried.</summary>
    public required double LowestReturn { get; init; }

    /// <summary>The largest.</summary>
    public required double HighestReturn { get; init; }

    /// <summary>Bars of the run with a fill inside the bar.</summary>
    public required int Candidates { get; init; }

    /// <summary>Of these, bars that were tested; fewer on very long runs.</summary>
    public required int Examined { get; init; }

    /// <summary>Of these, bars whose outcome changes with the intrabar order.</summary>
    public required int AmbiguousBars { get; init; }

    /// <summary>Those that move the equity furthest, widest first.</summary>
    public required IReadOnlyList<AmbiguousBar> Widest { get; init; }

    /// <summary>Half the distance between the two ends: the x of “± x %”.</summary>
    public double HalfWidth => (HighestReturn - LowestReturn) / 2;

    /// <summary>Of a run without a fill inside a bar.</summary>
    public static FillAmbiguity None(double totalReturn) =>
        new()
        {
            Return = totalReturn,
            LowestReturn = totalReturn,
            HighestReturn = totalReturn,
            Candidates = 0,
            Examined = 0,
            AmbiguousBars = 0,
            Widest = [],
        };

    /// <summary>The band in short.</summary>
    public static FillAmbiguity Of(FillBand band) =>
        new()
        {
            Return = (band.FinalEquity / band.StartingCash) - 1,
            LowestReturn = band.LowestReturn,
            HighestReturn = band.HighestReturn,
            Candidates = band.Candidates,
            Examined = band.Examined,
            AmbiguousBars = band.Bars.Count,
            Widest = [.. band.Bars.OrderByDescending(b => b.HighestEquity - b.LowestEquity).ThenBy(b => b.Bar).Take(MostListed)],
        };
}
