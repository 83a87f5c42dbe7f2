using Simulator.Learners;

namespace Simulator.Learning.Features.EigenPortfolios;

/// <summary>The row of the eigen-portfolios in the table of learners.</summary>
public static class EigenPortfoliosRow
{
    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new FittedFeatureDescription<EigenPortfoliosSpec>
        {
            Name = EigenPortfoliosFeature.Name,
            ShortTitle = "Eigen-portfolios",
            Title = "Eigen-portfolios of the target and its related prices",
            Summary =
                "Returns of the portfolios along which the target and its related prices move together: the first is near the market, the "
                + "next set groups against each other. Fitted on the past of each fold.",
            Source = "Avellaneda & Lee 2010 (Statistical arbitrage in the US equities market, section 2.1); Jolliffe 2002 (PCA)",
            Suits = "a target with several related prices of one market, such as shares of a sector and their index",
            Weakness =
                "components after the first may turn or change places from fold to fold; prices of markets that close earlier count late",
            Page = "algorithms/learned-features.md",
            Parameters =
            [
                new("components", "Portfolios", "how many, the ones with the largest variance first; each gives a column")
                {
                    Min = 1,
                    Max = 20,
                    IsBasic = true,
                },
                CommonParameters.FeatureFolds,
            ],
            NeedsFeatures = false,
            Seeds = _ => [],
            Make = spec => new EigenPortfoliosFeature(spec),
            WarmUpBars = spec => new EigenPortfoliosFeature(spec).WarmUpBars,
        };
}
