namespace Simulator.Environments;

/// <summary>What a trading environment charges and allows.</summary>
/// <param name="CostFraction">Cost per unit of turnover, a fraction of the traded value; ≥ 0.</param>
/// <param name="AllowShort">Whether −1 is an action.</param>
public readonly record struct TradingTerms(double CostFraction, bool AllowShort)
{
    private static readonly double[] s_withShort = [0, 1, -1];
    private static readonly double[] s_longOnly = [0, 1];

    /// <summary>Exposure by action: flat, long and, where allowed, short.</summary>
    public ReadOnlySpan<double> Exposures => AllowShort ? s_withShort : s_longOnly;
}

/// <summary>
/// N traders of one unit of wealth on one series. A decision at the close of bar t is filled at open[t+1] and held to open[t+2];
/// its reward is the log of the growth of wealth, log(1 + p·(open[t+2]/open[t+1] − 1) − c·|p − p′|). An episode starts flat at a
/// random bar of [first, end) and is cut after a fixed number of decisions (a truncation); wealth that fell to
/// <see cref="RuinGrowth"/> within one bar ends it. An exposure that is kept costs nothing, also where a short drifts from −1.
/// </summary>
public sealed class TradingEnvironment : IVectorEnvironment
{
    /// <summary>Growth of wealth in one bar at or below which a trader is ruined; the reward is cut at its logarithm.</summary>
    public const double RuinGrowth = 0.01;

    private readonly ObservedMarket _market;
    private readonly TradingTerms _terms;
    private readonly EpisodeBuffers _buffers;
    private readonly int _first,
        _end,
        _episodeBars;
    private readonly int[] _bar,
        _decisionsLeft;
    private readonly HeldPosition[] _held;

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="market">What is seen and traded.</param>
    /// <param name="terms">Costs and limits.</param>
    /// <param name="first">First bar that may be decided on.</param>
    /// <param name="end">One past the last bar that may be decided on; <paramref name="end"/> + 1 must be a bar.</param>
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
    {
        ArgumentOutOfRangeException.ThrowIfNegative(terms.CostFraction);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodeBars);
        if (first < market.FirstRow || end <= first || end + 2 > market.BarCount)
            throw new ArgumentException(
                $"bars {first} to {end - 1} cannot be decided on: rows begin at {market.FirstRow}, and the last reward needs the open of bar {end + 1} of {market.BarCount}"
            );
        (_market, _terms, _first, _end) = (market, terms, first, end);
        _episodeBars = Math.Min(episodeBars, end - first);
        _buffers = new EpisodeBuffers(seeds, market.ObservationSize);
        (_bar, _decisionsLeft, _held) = (new int[seeds.Length], new int[seeds.Length], new HeldPosition[seeds.Length]);
        Reset();
    }

    /// <inheritdoc/>
    public int Count => _bar.Length;

    /// <inheritdoc/>
    public int ObservationSize => _market.ObservationSize;

    /// <inheritdoc/>
    public int ActionCount => _terms.Exposures.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _buffers.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _buffers.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _buffers.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _buffers.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _buffers.Truncated;

    /// <summary>[N] the bar that each environment decides on next.</summary>
    public ReadOnlySpan<int> Bars => _bar;

    /// <summary>[N] what each environment holds.</summary>
    public ReadOnlySpan<HeldPosition> Held => _held;

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
        for (var i = 0; i < Count; i++)
        {
            var target = exposures[actions[i]];
            var growth = _market.Growth(_bar[i], _held[i].Exposure, target, _terms.CostFraction);
            _held[i] = _market.Fill(_bar[i], _held[i], target);
            _bar[i]++;
            _decisionsLeft[i]--;
            _buffers.Rewards[i] = Math.Log(Math.Max(growth, RuinGrowth));
            _buffers.Terminated[i] = growth <= RuinGrowth;
            _buffers.Truncated[i] = growth > RuinGrowth && _decisionsLeft[i] == 0;
            var ended = _buffers.Terminated[i] || _buffers.Truncated[i];
            _market.Observe(_bar[i], _held[i], ended ? _buffers.FinalObservation(i) : _buffers.Observation(i));
            if (ended)
                Begin(i);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        _buffers.Save(writer);
        for (var i = 0; i < Count; i++)
        {
            writer.Write(_bar[i]);
            writer.Write(_decisionsLeft[i]);
            writer.Write(_held[i].Exposure);
            writer.Write(_held[i].EntryPrice);
            writer.Write(_held[i].BarsHeld);
        }
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        _buffers.Restore(reader);
        for (var i = 0; i < Count; i++)
        {
            (_bar[i], _decisionsLeft[i]) = (reader.ReadInt32(), reader.ReadInt32());
            _held[i] = new HeldPosition(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
        }
    }

    private void Begin(int i)
    {
        _bar[i] = _first + _buffers.Random[i].NextInt(_end - _first - _episodeBars + 1);
        _decisionsLeft[i] = _episodeBars;
        _held[i] = HeldPosition.Flat;
        _market.Observe(_bar[i], _held[i], _buffers.Observation(i));
    }
}
