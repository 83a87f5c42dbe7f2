using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>Counts what random runs did, so that a test over a million orders of every kind fails when it no longer is one.</summary>
internal sealed class RandomTally
{
    /// <summary>Orders that a property is tried on.</summary>
    public const int Million = 1_000_000;

    private const int MostRuns = 20_000;
    private const int LeastOfAKind = 200;

    private readonly long[] _acts = new long[Enum.GetValues<RandomAct>().Length];
    private readonly long[] _causes = new long[Enum.GetValues<FillCause>().Length];
    private long _orders;
    private long _partialFills;
    private long _ambiguousBars;

    /// <summary>Runs that were made.</summary>
    public int Runs { get; private set; }

    /// <summary>Tries a property on one run after the other, each of a seed, until they placed a million orders.</summary>
    /// <param name="run">Makes the run of a seed and returns its result.</param>
    public void OverAMillionOrders(Func<int, BacktestResult> run)
    {
        for (; _orders < Million && Runs < MostRuns; Runs++)
            Add(run(Runs));
        Assert.InRange(_orders, Million, long.MaxValue);
    }

    /// <summary>Counts something that a trader did.</summary>
    public void Count(RandomAct act) => _acts[(int)act]++;

    /// <summary>Fails where something was hardly ever done.</summary>
    /// <param name="never">What cannot happen under the restrictions of the property.</param>
    public void AssertEveryActHappened(params RandomAct[] never) =>
        AssertOften("did", Enum.GetValues<RandomAct>().Except(never).Select(a => (a.ToString(), _acts[(int)a])));

    /// <summary>Fails where a way to fill was hardly ever seen, or no bar was ambiguous, or no volume cut a fill.</summary>
    public void AssertEveryFillHappened(params FillCause[] never) =>
        AssertOften(
            "saw",
            [
                .. Enum.GetValues<FillCause>()
                    .Except([.. never, FillCause.CashInLieu, FillCause.Delisting])
                    .Select(c => (c.ToString(), _causes[(int)c])),
                ("fills cut by volume", _partialFills),
                ("ambiguous bars", _ambiguousBars),
            ]
        );

    private void Add(BacktestResult result)
    {
        _orders += result.OrderCount;
        _partialFills += result.PartialFills;
        _ambiguousBars += result.AmbiguousBars;
        foreach (var trade in result.Trades)
        {
            _causes[(int)trade.EntryFill.Cause]++;
            if (!trade.IsOpen)
                _causes[(int)trade.ExitFill.Cause]++;
        }
    }

    private static void AssertOften(string verb, IEnumerable<(string What, long Count)> counts)
    {
        var seldom = counts
            .Where(c => c.Count < (c.What == nameof(FillCause.Liquidation) || c.What == nameof(FillCause.EndOfRun) ? 10 : LeastOfAKind))
            .Select(c => FormattableString.Invariant($"{c.What} ({c.Count})"));
        Assert.True(!seldom.Any(), $"a million orders hardly ever {verb}: {string.Join(", ", seldom)}");
    }
}
