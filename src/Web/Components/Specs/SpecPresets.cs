using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Catalogue;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Runs;
using Simulator.Strategies;

namespace Simulator.Web.Components.Specs;

/// <summary>Specs to begin with.</summary>
public static class SpecPresets
{
    /// <summary>Every preset: key for the address, words for the button.</summary>
    public static IReadOnlyList<(string Key, string Words)> All =>
        [
            ("buyAndHold", SpecsText.BuyAndHold),
            ("smaCross", SpecsText.MovingAverageCross),
            ("rules", SpecsText.RulesOfYourOwn),
            ("portfolio", SpecsText.SeveralAssets),
            ("ganPpo", SpecsText.GANForecastsPPOAgent),
            ("article", SpecsText.GANOfTheArticle),
        ];

    /// <summary>A first example of custom rules.</summary>
    public static RuleDocument First { get; } =
        new()
        {
            Parameters = [KeyValuePair.Create("fast", 10.0), KeyValuePair.Create("slow", 30.0)],
            EntryLong = "crossesAbove(sma(fast), sma(slow))",
            ExitLong = "crossesBelow(sma(fast), sma(slow))",
            StopLoss = "orderPrice - side * 3 * atr(14)",
        };

    private static readonly FeatureSpec[] s_learned =
    [
        new ReturnsFeatureSpec(),
        new IndicatorFeatureSpec { Name = "macd" },
        new IndicatorFeatureSpec { Name = "rsi" },
        new IndicatorFeatureSpec { Name = "bollinger" },
        new RelatedReturnsFeatureSpec(),
        new FourierTrendFeatureSpec { Components = 3, WindowBars = 128 },
    ];

    /// <summary>The spec of a preset on a target.</summary>
    public static SimulationSpec Make(string? key, string target, IReadOnlyList<string> related) =>
        key switch
        {
            "smaCross" => new SimulationSpec
            {
                Data = new DataSpec { Target = target },
                Split = WhatIsTested.WholeSeries,
                Strategy = new SmaCrossStrategySpec(),
            },
            "rules" => new SimulationSpec
            {
                Data = new DataSpec { Target = target, Related = related },
                Split = WhatIsTested.WholeSeries,
                Strategy = new RulesStrategySpec { Rules = First },
            },
            "portfolio" => new SimulationSpec
            {
                Data = new DataSpec { Target = target, Related = related },
                Split = new SplitSpec { TrainFraction = 0.2, ValidationFraction = 0 },
                Strategy = new PortfolioStrategySpec { Method = "riskParity" },
            },
            "ganPpo" => new SimulationSpec
            {
                Data = new DataSpec { Target = target, Related = related },
                Features = [.. s_learned.Where(f => f is not RelatedReturnsFeatureSpec || related.Count > 0)],
                Forecaster = (ForecasterSpec)LearnerTable.Forecasters.First().DefaultSpec,
                Strategy = new AgentStrategySpec { Agent = (AgentSpec)LearnerTable.Agents.First().DefaultSpec },
            },
            "article" => ArticleSimulation.On(target, related),
            _ => new SimulationSpec
            {
                Data = new DataSpec { Target = target },
                Split = WhatIsTested.WholeSeries,
                Strategy = new BuyAndHoldStrategySpec(),
            },
        };
}
