using Simulator.Backtesting;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Portfolios.Methods;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Tests.Simulation.Portfolios.Methods;

/// <summary>What holds of every method in the table.</summary>
public sealed class PortfolioMethodsTests
{
    public static TheoryData<string> Names => [.. PortfolioMethods.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Method_IsComplete_AndThePageNamesIt(string name)
    {
        var method = PortfolioMethods.Get(name);
        Assert.Matches("^[a-z][A-Za-z0-9]*$", name);
        Assert.True(method.Title.Length > 2 && method.Rule.Length > 10);
        Assert.All(method.Parameters, p => Assert.True(p.Takes(p.Default) && p.Meaning.Length > 0, p.Name));
        Assert.Empty(method.Faults(method.Parameters.ToDictionary(p => p.Name, p => p.Default)));
        var page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "portfolio.md"));
        Assert.Contains($"`{name}`", page, StringComparison.Ordinal);
        Assert.All(method.Parameters, p => Assert.Contains($"`{p.Name}", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Method_WithItsDefaults_RunsOverTwoAssets(string name)
    {
        var method = PortfolioMethods.Get(name);
        PortfolioAsset[] assets = [new(PortfolioMarkets.Random("A", 1, 400)), new(PortfolioMarkets.Random("B", 2, 400))];
        var strategy = method.IsPair
            ? method.CreatePair(StrategyParameters.None.ByName, "A", "B")
            : method.Create(
                StrategyParameters.None.ByName,
                new RebalanceRule.Monthly(),
                new Dictionary<string, double> { ["A"] = 0.5, ["B"] = 0.4 }
            );

        var result = PortfolioEngine.Run(assets, strategy, new ExecutionSpec(), new CapitalSpec());

        Assert.True(method.IsPair || result.OrderCount > 1, name);
        Assert.Equal(400, result.Equity.Length);
    }

    [Fact]
    public void Create_OfTheOtherKind_OrWithWhatItDoesNotTake_IsNamed()
    {
        Assert.Contains(
            "name both",
            Assert
                .Throws<ArgumentException>(() =>
                    PortfolioMethods.Get("pairs").Create(StrategyParameters.None.ByName, new RebalanceRule.Daily())
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "does not trade a pair",
            Assert
                .Throws<ArgumentException>(() => PortfolioMethods.Get("hrp").CreatePair(StrategyParameters.None.ByName, "A", "B"))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "did you mean 'hrp'",
            Assert.Throws<ArgumentException>(() => PortfolioMethods.Get("hrpp")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "exitZ must be below entryZ",
            Assert
                .Throws<ArgumentException>(() =>
                    PortfolioMethods.Get("pairs").CreatePair(new Dictionary<string, string> { ["exitZ"] = "3" }, "A", "B")
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "or fitted, was 'x'",
            Assert
                .Throws<ArgumentException>(() =>
                    PortfolioMethods.Get("pairs").CreatePair(new Dictionary<string, string> { ["hedge"] = "x" }, "A", "B")
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
