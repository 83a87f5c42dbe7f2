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

    /// <summary>The document of rules of one's own.</summary>
    public const string Rules = "strategy.rules";
}
