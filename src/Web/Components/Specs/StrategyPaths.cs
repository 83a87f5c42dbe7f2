namespace Simulator.Web.Components.Specs;

/// <summary>Paths in a spec that the strategy part of the form writes.</summary>
internal static class StrategyPaths
{
    /// <summary>Which kind it is.</summary>
    public const string Kind = "strategy.kind";

    /// <summary>Name of a ready-made rule.</summary>
    public const string Name = "strategy.name";

    /// <summary>Parameters of a ready-made rule.</summary>
    public const string Parameters = "strategy.parameters";

    /// <summary>Name of a method over several assets.</summary>
    public const string Method = "strategy.method";

    /// <summary>When a portfolio is rebalanced.</summary>
    public const string Rebalance = "strategy.rebalance";

    /// <summary>Custom weights.</summary>
    public const string Weights = "strategy.weights";

    /// <summary>Currencies of assets.</summary>
    public const string Quoted = "strategy.quoted";

    /// <summary>Exchange rates among the related series.</summary>
    public const string Rates = "strategy.rates";

    /// <summary>The asset that a portfolio is compared with.</summary>
    public const string Benchmark = "strategy.benchmark";

    /// <summary>The document of custom rules.</summary>
    public const string Rules = "strategy.rules";
}
