using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// What a portfolio rule knows at an instant: the closed bars of every asset, the shared account, and where orders go. Prices
/// are in the account's currency. An index beyond the last closed bar throws: a rule cannot read the future.
/// </summary>
public sealed class PortfolioContext
{
    private readonly PortfolioRun _run;
    private readonly Dictionary<(int Asset, BarInterval Interval), Timeframe> _frames = [];

    internal PortfolioContext(PortfolioRun run) => _run = run;

    /// <summary>Number of assets.</summary>
    public int Count => _run.Count;

    /// <summary>The instant, UTC.</summary>
    public DateTime Time => new(_run.Timeline.Ticks[_run.Instant], DateTimeKind.Utc);

    /// <summary>The latest trading day of which any asset has closed a bar by now, each on its own calendar.</summary>
    public DateOnly Day => _run.DayOf(_run.Instant);

    /// <summary>Equity of the account, every asset at its last close.</summary>
    public double Equity => _run.EquityNow;

    /// <summary>Leverage of the account: the largest sum of absolute weights.</summary>
    public double Leverage => _run.Terms.Leverage;

    /// <summary>Symbols, in the order in which assets are numbered.</summary>
    public IReadOnlyList<string> Symbols => _run.Symbols;

    /// <summary>Last closed bar of an asset, index into its own series; −1 before its first.</summary>
    public int Bar(int asset) => _run.Lines[asset].Bar;

    /// <summary>Whether the asset closed a bar at this very instant.</summary>
    public bool HasNewBar(int asset) => _run.Lines[asset].IsFresh;

    /// <summary>Whether the asset can be traded from here on: it has a bar, and is not delisted.</summary>
    public bool IsTradable(int asset) => _run.Lines[asset].IsTradable;

    /// <summary>
    /// Whether the asset's last bar closed more than a week ago (three bars ago, if those are longer): it may be delisted, which
    /// is not known at the time. Not before its first bar.
    /// </summary>
    public bool IsSilent(int asset) => _run.IsSilent(asset);

    /// <summary>The trading day of an asset's last closed bar.</summary>
    internal DateOnly LastDay(int asset) => _run.Lines[asset].Series.DayAt(Bar(asset));

    /// <summary>Opens of the bars closed so far.</summary>
    public ReadOnlySpan<double> Open(int asset) => _run.Lines[asset].Series.Open.AsSpan(0, Bar(asset) + 1);

    /// <summary>Highs.</summary>
    public ReadOnlySpan<double> High(int asset) => _run.Lines[asset].Series.High.AsSpan(0, Bar(asset) + 1);

    /// <summary>Lows.</summary>
    public ReadOnlySpan<double> Low(int asset) => _run.Lines[asset].Series.Low.AsSpan(0, Bar(asset) + 1);

    /// <summary>Closes.</summary>
    public ReadOnlySpan<double> Close(int asset) => _run.Lines[asset].Series.Close.AsSpan(0, Bar(asset) + 1);

    /// <summary>Volumes; NaN where unknown.</summary>
    public ReadOnlySpan<double> Volume(int asset) => _run.Lines[asset].Series.Volume.AsSpan(0, Bar(asset) + 1);

    /// <summary>Signed units held.</summary>
    public double Units(int asset) => _run.Lines[asset].Portfolio.Units;

    /// <summary>Position value ÷ equity, signed.</summary>
    public double Weight(int asset) => _run.WeightNow(asset);

    /// <summary>
    /// Simple returns of some assets over the last <paramref name="periods"/> steps, oldest first, [periods, assets] row by row. See
    /// <see cref="IsStep"/>; assets without a bar there are valued at their last close. Returns are adjusted for corporate actions.
    /// </summary>
    /// <returns>False where an asset has no price that far back; nothing is written then.</returns>
    public bool TryReturns(ReadOnlySpan<int> assets, int periods, Span<double> returns) => _run.TryReturns(assets, periods, returns);

    /// <summary>Whether an asset had a price <paramref name="periods"/> steps ago.</summary>
    public bool HasHistory(int asset, int periods) => _run.HasHistory(asset, periods);

    /// <summary>
    /// Whether a step begins at this instant: the first close of a trading day (week, month for bars of that length) by whichever asset,
    /// or a close of an asset that has closed in the step already; among intraday bars every instant. Later bars never change what was a
    /// step.
    /// </summary>
    public bool IsStep => _run.Timeline.IsStep(_run.Instant);

    /// <summary>Adds a remark to the result's notes; the first two hundred are kept.</summary>
    public void Note(FormattableString remark) => _run.Remark(remark);

    /// <summary>Orders of one asset: any kind, sized against the shared account. Prices in the account's currency.</summary>
    /// <exception cref="InvalidOperationException">The asset cannot be traded, or is inside a bar that opened before this
    /// instant.</exception>
    public Orders Orders(int asset) => _run.OrdersOf(asset);

    /// <summary>
    /// Brings every asset to a share of equity, in [−leverage, leverage] each and together; the rest stays cash. Sizes are fixed now, with
    /// the last closes; sell orders fill before buy orders. Replaces what waits of an earlier target. An asset that cannot be traded stays
    /// out, with a note.
    /// </summary>
    /// <exception cref="ArgumentException">Not one weight per asset, a weight that is not finite, or more than the leverage
    /// together.</exception>
    public void Target(ReadOnlySpan<double> weights) => _run.Target(weights);

    /// <summary>
    /// Bars of an asset put together to longer ones; only complete ones are seen. Intraday lengths, a day, a week, a month.
    /// </summary>
    public Timeframe Timeframe(int asset, BarInterval interval)
    {
        if (!_frames.TryGetValue((asset, interval), out var frame))
            _frames[(asset, interval)] = frame = new Timeframe(_run.Lines[asset].Series, interval);
        frame.MoveTo(_run.Timeline.Ticks[_run.Instant]);
        return frame;
    }

    /// <summary>What a single-asset rule would see at the asset's last bar.</summary>
    internal BarContext Single(int asset) => _run.SingleContext(asset);
}
