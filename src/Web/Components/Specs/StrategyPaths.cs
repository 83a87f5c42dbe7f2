namespace Simulator.Web.Components.Specs;

/// <summary>Where a spec keeps what the strategy's part of the form writes.</summary>
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

    /// <summary>When a portfolio is brought back to its weights.</summary>
    public const string Rebalance = "strategy.rebalance";

    /// <summary>Weights of one's own.</summary>
    public const string Weights = "strategy.weights";

    /// <summary>Currencies of assets.</summary>
    public const string Quoted = "strategy.quoted";

    /// <summary>Exchange rates among the related series.</summary>
    public const string Rates = "strategy.rates";

    /// <summary>The asset that a portfolio is measured against.</summary>
    public const string Benchmark = "strategy.benchmark";

    /// <summary>The document of rules of one's own.</summary>
    public const string Rules = "strategy.rules";
}
