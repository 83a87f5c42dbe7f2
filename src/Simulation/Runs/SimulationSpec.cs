using System.Diagnostics;
using System.Text.Json.Serialization;
using Simulator.Backtesting;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Runs;

/// <summary>
/// The one immutable document that says everything a run depends on. Same spec, same data, same machine: same hashes.
/// The device it runs on is no part of it.
/// </summary>
public sealed record SimulationSpec
{
    /// <summary>Version of the document's form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What people call it; no part of the hash.</summary>
    public string Name { get; init; } = "";

    /// <summary>The one seed; every consumer derives its own stream from it.</summary>
    public long Seed { get; init; } = 1719;

    /// <summary>Series.</summary>
    public required DataSpec Data { get; init; }

    /// <summary>Training, validation, test.</summary>
    public SplitSpec Split { get; init; } = new();

    /// <summary>Feature columns; none is fine for a strategy that needs none.</summary>
    public IReadOnlyList<FeatureSpec> Features { get; init; } = [];

    /// <summary>Forecaster; null for none.</summary>
    public ForecasterSpec? Forecaster { get; init; }

    /// <summary>What trades.</summary>
    public required StrategySpec Strategy { get; init; }

    /// <summary>Fills and costs.</summary>
    public ExecutionSpec Execution { get; init; } = new();

    /// <summary>Starting capital.</summary>
    public CapitalSpec Capital { get; init; } = new();

    /// <summary>Whether anything is fitted: a forecaster or an agent.</summary>
    [JsonIgnore]
    public bool Learns => Forecaster is not null || Strategy is AgentStrategySpec;

    /// <summary>The name, or one made from target and strategy.</summary>
    [JsonIgnore]
    public string DisplayName => string.IsNullOrWhiteSpace(Name) ? $"{MarketName}, {StrategyName}" : Name.Trim();

    /// <summary>What is traded: the target, and for a portfolio its other assets.</summary>
    [JsonIgnore]
    public string MarketName =>
        Strategy is not PortfolioStrategySpec portfolio
            ? Data.Target
            : portfolio.AssetsOf(Data) switch
            {
                { Count: <= 4 } few => string.Join(" + ", few),
                var many => FormattableString.Invariant($"{string.Join(" + ", many.Take(3))} and {many.Count - 3} more"),
            };

    /// <summary>The strategy in words.</summary>
    [JsonIgnore]
    public string StrategyName =>
        Strategy switch
        {
            BuyAndHoldStrategySpec => "buy and hold",
            SmaCrossStrategySpec cross => FormattableString.Invariant($"moving averages {cross.FastBars}/{cross.SlowBars}"),
            NamedStrategySpec named => named.Description?.Title ?? named.Name,
            PortfolioStrategySpec portfolio => portfolio.Description?.Title.ToLowerInvariant() ?? portfolio.Method,
            RulesStrategySpec { Rules.Name: { Length: > 0 } name } => name,
            RulesStrategySpec => "rules",
            AgentStrategySpec { Agent: var agent } => AgentName(agent),
            _ => throw new UnreachableException(),
        };

    private string AgentName(AgentSpec agent) =>
        Forecaster is { } forecaster
            ? $"{LearnerTable.Of(agent).ShortTitle} on {LearnerTable.Of(forecaster).ShortTitle} forecasts"
            : LearnerTable.Of(agent).ShortTitle;
}
