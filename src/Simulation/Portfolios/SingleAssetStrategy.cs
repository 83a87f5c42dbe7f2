using Simulator.Backtesting;

namespace Simulator.Portfolios;

/// <summary>
/// A rule for one series, run on each asset by itself with shared cash: one instance per asset. What it orders is sized against the
/// whole account's buying power.
/// </summary>
public sealed class SingleAssetStrategy : IPortfolioStrategy
{
    private readonly Func<string, IStrategy> _create;
    private IStrategy[] _rules = [];

    /// <summary>Makes a rule for each asset.</summary>
    /// <param name="create">The rule of a symbol.</param>
    public SingleAssetStrategy(Func<string, IStrategy> create) => _create = create;

    /// <inheritdoc/>
    public string Name => _rules.Length == 0 ? "a rule on each asset" : $"{_rules[0].Name} on each asset";

    /// <inheritdoc/>
    public void Start(IReadOnlyList<string> symbols)
    {
        _rules = [.. symbols.Select(_create)];
        foreach (var rule in _rules)
            rule.Start();
    }

    /// <inheritdoc/>
    public void Decide(PortfolioContext context)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            if (context.HasNewBar(i) && context.IsTradable(i) && context.Bar(i) >= _rules[i].FirstReadyBar)
                _rules[i].Decide(context.Single(i));
        }
    }
}
