using System.Diagnostics;
using Simulator.Backtesting;

namespace Simulator.Environments;

/// <summary>
/// N accounts on one series, each traded by the engine under the terms of a run. A decision at the close of bar t is a target exposure,
/// picked from those of the terms (<see cref="Step"/>) or any number between their bounds (<see cref="Drive"/>). It is ordered, filled,
/// charged and valued as <see cref="BacktestEngine"/> does; the reward is log(equity at the close of t + 1 ÷ equity at the close of t). An
/// episode starts with a fresh account at the close of a random bar of its stretches and is cut after a fixed number of decisions (a
/// truncation); an account that is used up, or left with <see cref="RuinGrowth"/> within one bar, is ruined and ends it. The same decisions
/// as a tape, run over the same bars by the engine, give the same equity.
/// </summary>
/// <remarks>
/// An observation is row <see cref="Bars"/>[i] of <see cref="ObservedMarket.Rows"/>, which all environments share, and
/// <see cref="Positions"/>: a step writes no more than those. <see cref="Gather"/> puts both side by side for a network, and
/// <see cref="Observations"/> does so when it is first read after a step.
/// </remarks>
public sealed class TradingEnvironment : IContinuousEnvironment
{
    /// <summary>Growth of wealth in one bar at or below which a trader is ruined; the reward is cut at its logarithm.</summary>
    public const double RuinGrowth = 0.01;

    private static readonly float[] s_short = [-1];
    private static readonly float[] s_flat = [0];
    private static readonly float[] s_long = [1];

    private readonly ObservedMarket _market;
    private readonly TradingTerms _terms;
    private readonly EpisodeBuffers _buffers;
    private readonly TradingAccount[] _accounts;
    private readonly EpisodeDecisions _decisions;
    private readonly float[] _positions; // [N, P]
    private readonly int[] _bars;
    private readonly BarStretch[] _stretches;
    private readonly int _starts,
        _episodeBars;
    private bool _isGathered;

    /// <summary>Starts an episode everywhere, within one stretch of bars.</summary>
    /// <inheritdoc cref="TradingEnvironment(ObservedMarket, TradingTerms, IReadOnlyList{BarStretch}, int, ReadOnlySpan{ulong})"/>
    /// <param name="market">What is seen and traded.</param>
    /// <param name="terms">Fills, costs, limits and capital.</param>
    /// <param name="first">First bar that may be decided on.</param>
    /// <param name="end">One past the last bar that may be decided on; it must be a bar, whose close values the last decision.</param>
    /// <param name="episodeBars">Decisions per episode; the whole range where it is shorter.</param>
    /// <param name="seeds">[N] one seed per environment.</param>
    public TradingEnvironment(
        ObservedMarket market,
        TradingTerms terms,
        int first,
        int end,
        int episodeBars,
        params ReadOnlySpan<ulong> seeds
    )
        : this(market, terms, [new BarStretch(first, end)], episodeBars, seeds) { }

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="market">What is seen and traded.</param>
    /// <param name="terms">Fills, costs, limits and capital.</param>
    /// <param name="stretches">
    /// Bars that may be decided on; an episode stays in one of them. One that is shorter than an episode is left out, unless all are: then
    /// an episode is as long as the longest.
    /// </param>
    /// <param name="episodeBars">Decisions per episode.</param>
    /// <param name="seeds">[N] one seed per environment.</param>
    /// <exception cref="ArgumentException">Bars that cannot be decided on, impossible terms, or prices that cannot be traded.</exception>
    public TradingEnvironment(
        ObservedMarket market,
        TradingTerms terms,
        IReadOnlyList<BarStretch> stretches,
        int episodeBars,
        params ReadOnlySpan<ulong> seeds
    )
    {
        ArgumentNullException.ThrowIfNull(stretches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodeBars);
        if (stretches.Count == 0)
            throw new ArgumentException("at least one stretch of bars is needed to decide on", nameof(stretches));
        foreach (var (first, end) in stretches)
            if (first < market.FirstRow || end <= first || end >= market.BarCount)
                throw new ArgumentException(
                    $"bars {first} to {end - 1} cannot be decided on: rows begin at {market.FirstRow}, "
                        + $"and the last reward needs the close of bar {end} of {market.BarCount}"
                );
        (_market, _terms) = (market, terms);
        _episodeBars = Math.Min(episodeBars, stretches.Max(s => s.Length));
        _stretches = [.. stretches.Where(s => s.Length >= _episodeBars)];
        _starts = _stretches.Sum(s => s.Length - _episodeBars + 1);
        _buffers = new EpisodeBuffers(seeds, market.ObservationSize);
        _decisions = new EpisodeDecisions(seeds.Length, _episodeBars);
        (_positions, _bars) = (new float[seeds.Length * ObservedMarket.PositionValues], new int[seeds.Length]);
        _accounts = Accounts(market, terms, _stretches.Min(s => s.First), _stretches.Max(s => s.End), seeds.Length);
        Reset();
    }

    /// <inheritdoc/>
    public int Count => _bars.Length;

    /// <inheritdoc/>
    public int ObservationSize => _market.ObservationSize;

    /// <inheritdoc/>
    public int ActionCount => _terms.Exposures.Length;

    /// <summary>The least target exposure: −1, or 0 where nothing may be sold short.</summary>
    public ReadOnlySpan<float> ActionLow => _terms.Execution.AllowShort ? s_short : s_flat;

    /// <summary>The greatest target exposure, 1.</summary>
    public ReadOnlySpan<float> ActionHigh => s_long;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations
    {
        get
        {
            if (!_isGathered)
                Gather(_buffers.Observations);
            _isGathered = true;
            return _buffers.Observations;
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _buffers.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _buffers.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _buffers.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _buffers.Truncated;

    /// <summary>[N] the bar that each environment decides on next: the row of <see cref="ObservedMarket.Rows"/> that it sees.</summary>
    public ReadOnlySpan<int> Bars => _bars;

    /// <summary>[N, <see cref="ObservedMarket.PositionValues"/>] what each environment sees of its position.</summary>
    public ReadOnlySpan<float> Positions => _positions;

    /// <summary>What environment <paramref name="i"/> wants and holds.</summary>
    public HeldPosition Held(int i) => _accounts[i].Held;

    /// <summary>Equity of environment <paramref name="i"/> at the close that it decides on.</summary>
    public double Equity(int i) => _accounts[i].Equity;

    /// <summary>Writes every observation into a batch for a network.</summary>
    /// <param name="batch">[N, F].</param>
    public void Gather(Span<float> batch)
    {
        const int Values = ObservedMarket.PositionValues;
        var (width, size) = (_market.ColumnNames.Count, ObservationSize);
        var rows = _market.Rows;
        for (var i = 0; i < Count; i++)
        {
            var row = batch.Slice(i * size, size);
            rows.Slice(_bars[i] * width, width).CopyTo(row);
            _positions.AsSpan(i * Values, Values).CopyTo(row[width..]);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        for (var i = 0; i < Count; i++)
            Begin(i);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        _buffers.RequireActions(actions, ActionCount);
        var exposures = _terms.Exposures;
        for (var i = 0; i < actions.Length; i++)
            Decide(i, (float)exposures[actions[i]]);
    }

    /// <summary>Decides on a target exposure in every environment, ordered as that of a tape of decisions is.</summary>
    /// <param name="actions">[N] target exposures, cut to the bounds.</param>
    /// <exception cref="ArgumentException">There is not one number per environment.</exception>
    public void Drive(ReadOnlySpan<float> actions)
    {
        _buffers.RequireNumbers(actions, 1);
        var (low, high) = (ActionLow[0], ActionHigh[0]);
        for (var i = 0; i < actions.Length; i++)
            Decide(i, Math.Clamp(actions[i], low, high));
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        _buffers.SaveRandom(writer);
        for (var i = 0; i < Count; i++)
            _decisions.Save(writer, i, _bars[i] - _decisions.Count(i));
    }

    /// <summary>Continues from a state written by <see cref="Save"/>: every episode is stepped again from its start.</summary>
    public void Restore(BinaryReader reader)
    {
        _buffers.RestoreRandom(reader);
        for (var i = 0; i < Count; i++)
        {
            _accounts[i].Begin(_decisions.Restore(reader, i));
            foreach (var target in _decisions.Of(i))
                _accounts[i].Step(target);
            Look(i);
        }
        _isGathered = false;
    }

    private static TradingAccount[] Accounts(ObservedMarket market, TradingTerms terms, int first, int end, int count)
    {
        var runTerms = BacktestEngine.TermsOf(market.Target, first, end, terms.Execution, terms.Capital);
        var slippage = new Slippage(market.Target, runTerms, remembers: true);
        var (pool, closed) = (new DeskPool(), new TradeLog(keeps: false));
        var accounts = new TradingAccount[count];
        for (var i = 0; i < count; i++)
            accounts[i] = new TradingAccount(market.Target, runTerms, slippage, pool, closed, terms.Capital.Amount);
        return accounts;
    }

    private void Decide(int i, float target)
    {
        var account = _accounts[i];
        _decisions.Add(i, target);
        var growth = account.Step(target);
        var isRuined = growth <= RuinGrowth;
        var isOver = !isRuined && _decisions.Count(i) == _episodeBars;
        _buffers.Rewards[i] = Math.Log(Math.Max(growth, RuinGrowth));
        (_buffers.Terminated[i], _buffers.Truncated[i]) = (isRuined, isOver);
        _isGathered = false;
        if (isRuined || isOver)
        {
            _market.Observe(account.Bar, account.Held, _buffers.FinalObservation(i));
            Begin(i);
        }
        else
        {
            Look(i);
        }
    }

    private void Begin(int i)
    {
        _accounts[i].Begin(StartOf(_buffers.Random[i].NextInt(_starts)));
        _decisions.Clear(i);
        Look(i);
        _isGathered = false;
    }

    private int StartOf(int place)
    {
        foreach (var stretch in _stretches)
        {
            var starts = stretch.Length - _episodeBars + 1;
            if (place < starts)
                return stretch.First + place;
            place -= starts;
        }
        throw new UnreachableException();
    }

    private void Look(int i)
    {
        const int Values = ObservedMarket.PositionValues;
        var account = _accounts[i];
        _bars[i] = account.Bar;
        _market.ObservePosition(account.Bar, account.Held, _positions.AsSpan(i * Values, Values));
    }
}
