using System.Text.Json.Serialization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Portfolios.Methods;

namespace Simulator.Portfolios;

/// <summary>
/// Several assets on one account: the target and the related series, without those that are exchange rates. A method over a pair trades the
/// target as the first and the related series as the second.
/// </summary>
public sealed record PortfolioStrategySpec : StrategySpec
{
    /// <summary>Which of <see cref="PortfolioMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// When the portfolio is brought back to its weights (<see cref="Portfolios.Rebalancing.RebalanceRule.Forms"/>); null for methods that
    /// trade on their own signals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rebalance
    {
        get => field ?? (Description is { IsRebalanced: true } ? "monthly" : null);
        init;
    }

    /// <summary>Parameters of the method, with defaults for those that were not given.</summary>
    public StrategyParameters Parameters
    {
        get => Description is { } method ? field.With(method.Parameters.Select(p => (p.Name, p.Default))) : field;
        init;
    } = StrategyParameters.None;

    /// <summary>Symbol → weight, for the method that takes them; null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StrategyParameters? Weights { get; init; }

    /// <summary>Symbol → currency (ISO 4217), for assets that are not quoted in the account's; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StrategyParameters? Quoted { get; init; }

    /// <summary>
    /// Related series that are exchange rates, not assets, named as EURUSD: the price of the first currency in the second; null for none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Rates { get; init; }

    /// <summary>The benchmark asset; null for all assets in equal parts, held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Benchmark { get; init; }

    /// <summary>The method, if there is one of that name.</summary>
    [JsonIgnore]
    public PortfolioMethod? Description => PortfolioMethods.Find(Method);

    /// <summary>Whether a series is one of the exchange rates.</summary>
    internal bool IsRate(string symbol) => Rates?.Contains(symbol, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>The assets of a choice of series: the target first.</summary>
    public IReadOnlyList<string> AssetsOf(DataSpec data)
    {
        if (Rates is not { Count: > 0 } rates)
            return [data.Target, .. data.Related];
        var set = rates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [data.Target, .. data.Related.Where(r => !set.Contains(r))];
    }
}
