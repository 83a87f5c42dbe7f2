using Simulator.Parameters;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Portfolios.Methods;

/// <summary>
/// A portfolio method, by name: its rule, its parameters, and how it is created. Help, reference page, specs and forms read this.
/// </summary>
public sealed record PortfolioMethod
{
    /// <summary>camelCase, unique, e.g. <c>riskParity</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>The rule, as text.</summary>
    public required string Rule { get; init; }

    /// <summary>Where the rule comes from; empty for the product's own.</summary>
    public string Source { get; init; } = "";

    /// <summary>Assets for which it is usually tried.</summary>
    public required string Suits { get; init; }

    /// <summary>What it is weak at.</summary>
    public required string Weakness { get; init; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<StrategyParameter> Parameters { get; init; } = [];

    /// <summary>Constraints between its parameters.</summary>
    public IReadOnlyList<StrategyConstraint> Constraints { get; init; } = [];

    /// <summary>It has target weights that a schedule brings the portfolio back to; otherwise it trades on its own signals.</summary>
    public bool IsRebalanced { get; init; } = true;

    /// <summary>It trades one asset against one other.</summary>
    public bool IsPair { get; init; }

    /// <summary>Its weights are given by the user, asset by asset.</summary>
    public bool TakesWeights { get; init; }

    /// <summary>The weights that it finds from what it was given; null for a method that trades on signals.</summary>
    internal Func<StrategyValues, IReadOnlyDictionary<string, double>, IWeightRule>? Weights { get; init; }

    /// <summary>The rule over two assets; null for a method that has weights.</summary>
    internal Func<StrategyValues, string, string, IPortfolioStrategy>? Pair { get; init; }

    /// <summary>What is wrong with parameters: the name of each, and what it must be.</summary>
    public IEnumerable<(string Parameter, string Fault)> Faults(IReadOnlyDictionary<string, string> parameters) =>
        ParameterFaults.Of(Name, Parameters, Constraints, parameters);

    /// <summary>The method over its weights.</summary>
    /// <param name="parameters">By name; those left out have their defaults.</param>
    /// <param name="schedule">When the portfolio is brought back to its target.</param>
    /// <param name="weights">Weights by symbol, where the method takes them.</param>
    /// <exception cref="ArgumentException">A parameter that the method does not accept, or a method over a pair; the message says what
    /// there is.</exception>
    public IPortfolioStrategy Create(
        IReadOnlyDictionary<string, string> parameters,
        RebalanceRule schedule,
        IReadOnlyDictionary<string, double>? weights = null
    ) =>
        new RebalancingStrategy(
            (Weights ?? throw new ArgumentException($"{Name} trades one asset against another; name both"))(
                Values(parameters),
                weights ?? new Dictionary<string, double>()
            ),
            schedule
        );

    /// <summary>The method over two assets.</summary>
    /// <exception cref="ArgumentException">A parameter that the method does not accept, or a method that is not over a pair; the message
    /// says what there is.</exception>
    public IPortfolioStrategy CreatePair(IReadOnlyDictionary<string, string> parameters, string first, string second) =>
        (Pair ?? throw new ArgumentException($"{Name} does not trade a pair"))(Values(parameters), first, second);

    private StrategyValues Values(IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var (parameter, fault) in Faults(parameters))
            throw new ArgumentException($"{Name}: {parameter} {fault}");
        return new StrategyValues(Parameters, parameters);
    }
}
