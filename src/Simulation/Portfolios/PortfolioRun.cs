using Simulator.Backtesting;

namespace Simulator.Portfolios;

/// <summary>
/// The state of a portfolio run: a line per asset on one account, and where time stands. What happens at an instant is in
/// <c>PortfolioRun.Step.cs</c>.
/// </summary>
internal sealed partial class PortfolioRun
{
    private const int NoteLimit = 200;

    private readonly Account _account;
    private readonly PortfolioContext _context;
    private readonly IPortfolioStrategy _strategy;
    private readonly PortfolioLine[] _lines;
    private readonly double _leverage;
    private readonly List<string> _notes = [];
    private readonly bool _anyActions;
    private bool _anyPending;
    private bool _anyOrdersGiven;
    private int _firstInstant;

    public PortfolioRun(
        IReadOnlyList<PortfolioAsset> assets,
        IPortfolioStrategy strategy,
        ExecutionSpec execution,
        CapitalSpec capital,
        PortfolioOptions options
    )
    {
        PortfolioAsset[] ordered = [.. assets.OrderBy(a => a.Symbol, StringComparer.Ordinal)];
        var conversion = new CurrencyConversion(capital.Currency, options.Rates);
        Terms = RunTerms.Of(execution, options.Conventions);
        _leverage = Terms.Leverage;
        _account = new Account(capital.Amount);
        _lines = [.. ordered.Select(a => new PortfolioLine(a, conversion.Convert(a.Series, a.Currency), _account, Terms))];
        (_sales, _purchases) = (new int[Count], new int[Count]);
        Symbols = [.. _lines.Select(l => l.Symbol)];
        Timeline = new Timeline([.. _lines.Select(l => l.Series)]);
        (_strategy, _context) = (strategy, new PortfolioContext(this));
        _anyActions = Array.Exists(_lines, l => l.Actions.Count > 0);
    }

    public int Count => _lines.Length;

    /// <summary>The assets, by symbol.</summary>
    public PortfolioLine[] Lines => _lines;

    public string[] Symbols { get; }

    public Timeline Timeline { get; }

    public RunTerms Terms { get; }

    /// <summary>The current instant.</summary>
    public int Instant { get; private set; }

    /// <summary>Equity at the last closes.</summary>
    public double EquityNow { get; private set; }

    public Account Account => _account;

    public IReadOnlyList<string> Notes => _notes;

    public bool IsSilent(int asset)
    {
        var line = _lines[asset];
        if (line.Bar < 0 || line.IsFresh)
            return false;
        var since = Timeline.Ticks[Instant] - line.Series.CloseTimeTicks[line.Bar];
        return since > Math.Max(7 * TimeSpan.TicksPerDay, 3 * line.Series.Interval.Length.Ticks);
    }

    public double WeightNow(int asset) =>
        _lines[asset] is var line && (line.Bar < 0 || EquityNow <= 0) ? 0 : line.Portfolio.Units * line.Closes[line.Bar] / EquityNow;

    public void WriteWeights(Span<double> weights)
    {
        var (lines, equity) = (_lines, EquityNow);
        weights = weights[..lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var units = lines[i].Portfolio.Units;
            weights[i] = units == 0 ? 0 : units * lines[i].Closes[lines[i].Bar] / equity;
        }
    }

    public DateOnly DayOf(int instant) => Timeline.DayOf(instant);

    /// <summary>Whether an asset had a price that many steps ago.</summary>
    public bool HasHistory(int asset, int periods)
    {
        var last = Timeline.StepOf(Instant);
        return last >= periods && Timeline.BarAt(Timeline.FirstOf(last - periods), asset) >= 0;
    }

    public bool TryReturns(ReadOnlySpan<int> assets, int periods, Span<double> returns)
    {
        if (periods < 1 || returns.Length != periods * assets.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{periods} returns of {assets.Length} assets need {periods * assets.Length} elements, was given {returns.Length}"
                )
            );
        foreach (var asset in assets)
        {
            if (!HasHistory(asset, periods))
                return false;
        }
        var last = Timeline.StepOf(Instant);
        for (var i = 0; i < assets.Length; i++)
        {
            var closes = _lines[assets[i]].ReturnCloses;
            var before = closes[Timeline.BarAt(Timeline.FirstOf(last - periods), assets[i])];
            for (var k = 0; k < periods; k++)
            {
                var close = closes[Timeline.BarAt(Timeline.FirstOf(last - periods + 1 + k), assets[i])];
                returns[(k * assets.Length) + i] = (close / before) - 1;
                before = close;
            }
        }
        return true;
    }

    public void Remark(FormattableString remark)
    {
        if (_notes.Count < NoteLimit)
            _notes.Add(FormattableString.Invariant($"{DayOf(Instant):yyyy-MM-dd}: {FormattableString.Invariant(remark)}"));
    }

    public Orders OrdersOf(int asset)
    {
        var line = _lines[asset];
        if (!line.IsTradable)
            throw new InvalidOperationException(
                $"{line.Symbol} cannot be traded at {new DateTime(Timeline.Ticks[Instant], DateTimeKind.Utc):u}: it "
                    + $"{(line.IsDelisted ? "is delisted" : "has no bar yet")}; ask IsTradable first"
            );
        if (IsInsideBar(line))
            throw new InvalidOperationException(
                $"{line.Symbol} is inside a bar that opened before "
                    + $"{new DateTime(Timeline.Ticks[Instant], DateTimeKind.Utc):u}; order when HasNewBar is true, or "
                    + $"use Target, which waits"
            );
        return SingleContext(asset).Orders;
    }

    public BarContext SingleContext(int asset)
    {
        MarkAtCloses();
        var line = _lines[asset];
        SeeOthers(line);
        _anyOrdersGiven = true;
        return line.Desk.Decide(line.Bar);
    }
}
