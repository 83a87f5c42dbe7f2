using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Portfolios;

/// <summary>The state of a portfolio run: one desk per asset on one account, and where time stands. What happens at an instant is in <c>PortfolioRun.Step.cs</c>.</summary>
internal sealed partial class PortfolioRun
{
    private const int NoteLimit = 200;

    private readonly Account _account;
    private readonly PortfolioContext _context;
    private readonly IPortfolioStrategy _strategy;
    private readonly IReadOnlyList<ScheduledAction>[] _actions;
    private readonly double[][] _returnCloses;
    private readonly Portfolio[] _portfolios;
    private readonly double[][] _opens;
    private readonly double[][] _closes;
    private readonly int[] _nextAction;
    private readonly int[] _bars;
    private readonly bool[] _fresh;
    private readonly bool[] _delisted;
    private readonly bool[] _worked;
    private readonly double[] _profits;
    private readonly double[] _bounds;
    private readonly double[] _pending;
    private readonly double[] _dividends;
    private readonly List<string> _notes = [];
    private bool _anyPending;
    private bool _isMarkedAtCloses;
    private readonly bool _anyActions;
    private double _profit;
    private double _bound;
    private int _firstInstant;

    public PortfolioRun(IReadOnlyList<PortfolioAsset> assets, IPortfolioStrategy strategy, ExecutionSpec execution, CapitalSpec capital, PortfolioOptions options)
    {
        PortfolioAsset[] ordered = [.. assets.OrderBy(a => a.Symbol, StringComparer.Ordinal)];
        var conversion = new CurrencyConversion(capital.Currency, options.Rates);
        Terms = RunTerms.Of(execution, options.Conventions);
        Series = [.. ordered.Select(a => conversion.Convert(a.Series, a.Currency))];
        Symbols = [.. ordered.Select(a => a.Symbol)];
        Timeline = new Timeline(Series);
        _account = new Account(capital.Amount);
        (_strategy, _context) = (strategy, new PortfolioContext(this));
        Desks = [.. Series.Select(s => new Desk(s, _account, Terms))];
        (_portfolios, _opens, _closes) = ([.. Desks.Select(d => d.Portfolio)], [.. Series.Select(s => s.Open)], [.. Series.Select(s => s.Close)]);
        _actions = [.. ordered.Select((a, i) => InAccountMoney(a, Series[i]))];
        _returnCloses = [.. ordered.Select((a, i) => a.Actions is { } actions ? PriceAdjustment.GrownCloses(Series[i], actions) : Series[i].Close)];
        (_nextAction, _bars, _fresh, _delisted, _worked) = (new int[Count], new int[Count], new bool[Count], new bool[Count], new bool[Count]);
        (_profits, _bounds, _pending, _dividends) = (new double[Count], new double[Count], new double[Count], new double[Count]);
        Array.Fill(_pending, double.NaN);
        Array.Fill(_fresh, true);
        _anyActions = Array.Exists(_actions, a => a.Count > 0);
    }

    public int Count => Series.Length;

    public BarSeries[] Series { get; }

    public string[] Symbols { get; }

    public Desk[] Desks { get; }

    public Timeline Timeline { get; }

    public RunTerms Terms { get; }

    /// <summary>Where time stands.</summary>
    public int Instant { get; private set; }

    /// <summary>Equity at the last closes.</summary>
    public double EquityNow { get; private set; }

    public Account Account => _account;

    public IReadOnlyList<string> Notes => _notes;

    public IReadOnlyList<double> Dividends => _dividends;

    /// <summary>Closes whose changes are returns: raw closes where there are no corporate actions.</summary>
    public IReadOnlyList<double[]> ReturnCloses => _returnCloses;

    public int BarOf(int asset) => _bars[asset];

    public bool IsFresh(int asset) => _fresh[asset];

    public bool IsTradable(int asset) => _bars[asset] >= 0 && !_delisted[asset];

    public bool IsSilent(int asset)
    {
        if (_bars[asset] < 0 || _fresh[asset])
            return false;
        var since = Timeline.Ticks[Instant] - Series[asset].CloseTimeTicks[_bars[asset]];
        return since > Math.Max(7 * TimeSpan.TicksPerDay, 3 * Series[asset].Interval.Length.Ticks);
    }

    public double WeightNow(int asset) => _bars[asset] < 0 || EquityNow <= 0 ? 0 : _portfolios[asset].Units * _closes[asset][_bars[asset]] / EquityNow;

    public void WriteWeights(Span<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var units = _portfolios[i].Units;
            weights[i] = units == 0 ? 0 : units * _closes[i][_bars[i]] / EquityNow;
        }
    }

    public DateOnly DayOf(int instant) => Timeline.DayOf(instant);

    /// <summary>Whether an asset had a price so many steps ago.</summary>
    public bool HasHistory(int asset, int periods)
    {
        var last = Timeline.StepOf(Instant);
        return last >= periods && Timeline.BarAt(Timeline.FirstOf(last - periods), asset) >= 0;
    }

    public bool TryReturns(ReadOnlySpan<int> assets, int periods, Span<double> returns)
    {
        if (periods < 1 || returns.Length != periods * assets.Length)
            throw new ArgumentException(FormattableString.Invariant($"{periods} returns of {assets.Length} assets need {periods * assets.Length} places, were given {returns.Length}"));
        foreach (var asset in assets)
        {
            if (!HasHistory(asset, periods))
                return false;
        }
        var last = Timeline.StepOf(Instant);
        for (var i = 0; i < assets.Length; i++)
        {
            var closes = _returnCloses[assets[i]];
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
        if (!IsTradable(asset))
            throw new InvalidOperationException($"{Symbols[asset]} cannot be traded at {new DateTime(Timeline.Ticks[Instant], DateTimeKind.Utc):u}: it {(_delisted[asset] ? "is delisted" : "has no bar yet")}; ask IsTradable first");
        if (IsInsideBar(asset))
            throw new InvalidOperationException($"{Symbols[asset]} is inside a bar that opened before {new DateTime(Timeline.Ticks[Instant], DateTimeKind.Utc):u}; order when HasNewBar is true, or use Target, which waits");
        return SingleContext(asset).Orders;
    }

    public BarContext SingleContext(int asset)
    {
        MarkAtCloses();
        SeeOthers(asset);
        return Desks[asset].Decide(_bars[asset]);
    }

    // Dividends are paid in the currency of the quotation, converted at the rate of the ex-date's open.
    private static IReadOnlyList<ScheduledAction> InAccountMoney(PortfolioAsset asset, BarSeries converted)
    {
        if (asset.Actions is null)
            return [];
        if (ReferenceEquals(asset.Series, converted))
            return asset.Actions.Actions;
        return [.. asset.Actions.Actions.Select(a => a.Action is CashDividend ? a with { Amount = a.Amount * (converted.Open[a.Bar] / asset.Series.Open[a.Bar]) } : a)];
    }
}
