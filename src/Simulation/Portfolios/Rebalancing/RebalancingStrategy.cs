using System.Globalization;

namespace Simulator.Portfolios.Rebalancing;

/// <summary>Rebalances a portfolio to the weights of a rule on a schedule, and holds in between.</summary>
public sealed class RebalancingStrategy : IPortfolioStrategy
{
    private readonly IWeightRule _rule;
    private readonly RebalanceClock _clock;
    private readonly RebalanceRule _schedule;
    private double[] _weights = [];
    private double[] _next = [];
    private int _rebalancings;
    private Scaling _scaled;

    /// <summary>Joins weights and schedule.</summary>
    public RebalancingStrategy(IWeightRule rule, RebalanceRule schedule) =>
        (_rule, _schedule, _clock) = (rule, schedule, new RebalanceClock(schedule));

    /// <inheritdoc/>
    public string Name =>
        $"{_rule.Name}, rebalanced {_schedule switch
    {
        RebalanceRule.EveryBars every => FormattableString.Invariant($"every {every.Bars} bars"),
        RebalanceRule.Drift drift => FormattableString.Invariant($"at a drift of {drift.Threshold:0.####}"),
        RebalanceRule.Daily => "daily",
        RebalanceRule.Weekly => "weekly",
        RebalanceRule.Monthly => "monthly",
        _ => "never",
    }}";

    /// <inheritdoc/>
    public void Start(IReadOnlyList<string> symbols)
    {
        _rule.Start(symbols);
        _clock.Start();
        (_weights, _next) = (new double[symbols.Count], new double[symbols.Count]);
        (_rebalancings, _scaled) = (0, default);
    }

    /// <inheritdoc/>
    public void Decide(PortfolioContext context)
    {
        if (!_clock.IsDue(context, _weights) || !_rule.TryWeights(context, _next))
            return;
        var gross = 0.0;
        foreach (var w in _next)
            gross += Math.Abs(w);
        if (gross > context.Leverage)
        {
            if (gross > context.Leverage * (1 + 1e-9))
                _scaled = new Scaling(
                    _scaled.Times + 1,
                    _scaled.Times == 0 ? context.Day : _scaled.First,
                    Math.Max(_scaled.Largest, gross),
                    context.Leverage
                );
            for (var i = 0; i < _next.Length; i++)
                _next[i] *= context.Leverage / gross;
        }
        _next.CopyTo(_weights, 0);
        context.Target(_weights);
        _clock.Done(context);
        _rebalancings++;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Conclude()
    {
        foreach (var remark in _rule.Conclude())
            yield return remark;
        if (_scaled.Times > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"total weights of up to {_scaled.Largest:0.####} were scaled down to the leverage of {_scaled.Leverage:0.####} "
                    + $"in {_scaled.Times} of {_rebalancings} rebalancings, first on {_scaled.First:yyyy-MM-dd}"
            );
    }

    private readonly record struct Scaling(int Times, DateOnly First, double Largest, double Leverage);
}
