using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;
using Simulator.Seeding;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Indicators;

namespace Simulator.Tests.Simulation.Strategies;

/// <summary>What holds of every strategy in the table.</summary>
public sealed class NamedStrategiesTests
{
    private static readonly BarSeries s_walk = IndicatorMarkets.Walk(900, 31);
    private static readonly ExecutionSpec s_execution = new()
    {
        CommissionRate = 0.001,
        SlippageBps = 2,
        AllowShort = true,
    };

    public static TheoryData<string> Names => [.. NamedStrategies.All.Select(d => d.Name)];

    public static TheoryData<string> WithSides =>
        [.. NamedStrategies.All.Where(d => d.Parameters.Any(p => p.Name == "side")).Select(d => d.Name)];

    [Fact]
    public void Page_IsWhatTheTableSays() => GeneratedPage.AssertCurrent("strategies.md", StrategyReference.Markdown());

    [Theory]
    [MemberData(nameof(Names))]
    public void Description_IsComplete(string name)
    {
        var description = NamedStrategies.Find(name)!;
        Assert.Matches("^[a-z][A-Za-z0-9]*$", name);
        Assert.True(description.Title.Length > 2 && description.Rule.Length > 10);
        Assert.All(
            description.Parameters,
            p => Assert.True(p.Takes(p.Default) && p.Meaning.Length > 0 && p.IsNumber != p.Choices.Count > 0, p.Name)
        );
        Assert.Contains(description.Signature, NamedStrategies.Descriptions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Strategy_OnACutSeries_TradesAsOnTheWholeOne(string name)
    {
        var random = new SplitMix64(2);
        for (var trial = 0; trial < 3; trial++)
        {
            var cut = 300 + random.NextInt(600);
            var whole = BacktestEngine.Run(s_walk, 0, cut - 1, Make(name, s_walk), s_execution, new CapitalSpec());
            var part = BacktestEngine.Run(
                s_walk.Slice(0, cut),
                0,
                cut - 1,
                Make(name, s_walk.Slice(0, cut)),
                s_execution,
                new CapitalSpec()
            );
            Assert.Equal(whole.TradeHash, part.TradeHash);
            Assert.Equal(whole.Equity, part.Equity);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Strategy_StartedLater_ReadsTheHistoryBefore(string name)
    {
        // What it wants at its first decision is what an instance that was asked at every bar before wants there, or nothing yet: never an
        // error, never a later bar.
        var result = BacktestEngine.Run(s_walk, 600, 899, Make(name, s_walk), s_execution, new CapitalSpec());
        Assert.All(result.Trades, t => Assert.InRange(t.EntryBar, 600, 899));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Strategy_RunTwice_ForgetsTheFirstRun(string name)
    {
        var strategy = Make(name, s_walk);
        var first = BacktestEngine.Run(s_walk, 0, 899, strategy, s_execution, new CapitalSpec());
        Assert.Equal(first.TradeHash, BacktestEngine.Run(s_walk, 0, 899, strategy, s_execution, new CapitalSpec()).TradeHash);
        Assert.True(first.Trades.Count > 0 || name == "cash", $"{name} never traded, so this shows nothing");
    }

    [Theory]
    [MemberData(nameof(WithSides))]
    public void Side_LeavesTheOtherOut(string name)
    {
        foreach (var (word, sign) in new[] { ("long", 1), ("short", -1) })
        {
            var result = BacktestEngine.Run(s_walk, 0, 899, Make(name, s_walk, ("side", word)), s_execution, new CapitalSpec());
            Assert.NotEmpty(result.Trades);
            Assert.All(result.Trades, t => Assert.Equal(sign, Math.Sign(t.Size)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_ThatItDoesNotTake_IsAnErrorThatSaysWhatItTakes(string name)
    {
        var description = NamedStrategies.Find(name)!;
        foreach (var parameter in description.Parameters)
        {
            string[] wrong = parameter.IsNumber
                ?
                [
                    "",
                    "x",
                    "NaN",
                    "Infinity",
                    (parameter.Min - 1).ToString(CultureInfo.InvariantCulture),
                    (parameter.Max * 2).ToString(CultureInfo.InvariantCulture),
                    .. parameter.IsWhole ? ["1.5"] : Array.Empty<string>(),
                ]
                : ["", "neither", parameter.Default.ToUpperInvariant()];
            foreach (var text in wrong)
            {
                var error = Assert.Throws<ArgumentException>(() => Make(name, s_walk, (parameter.Name, text)));
                Assert.Contains(
                    $"{name}: {parameter.Name} must be {parameter.Range}, was '{text}'",
                    error.Message,
                    StringComparison.Ordinal
                );
            }
        }
        var unknown = Assert.Throws<ArgumentException>(() => Make(name, s_walk, ("nothing", "1"))).Message;
        Assert.All(description.Parameters, p => Assert.Contains(p.Name, unknown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("smaCross", "fast must be below slow", "fast", "40")]
    [InlineData("emaCross", "fast must be below slow", "slow", "12")]
    [InlineData("rsiReversion", "low must be below high", "low", "80")]
    [InlineData("zScoreReversion", "exit must be below enter", "exit", "3")]
    [InlineData("rsiThreshold", "buyBelow must be below closeAbove", "buyBelow", "90")]
    public void Parameters_ThatContradictEachOther_AreAnErrorThatNamesBoth(string name, string says, string parameter, string value) =>
        Assert.Contains(
            says,
            Assert.Throws<ArgumentException>(() => Make(name, s_walk, (parameter, value))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Constraints_AreReadBySweepsAndMetByTheDefaults() =>
        Assert.All(
            NamedStrategies.All.Where(d => d.Constraints.Count > 0),
            d =>
            {
                var space = new ParameterSpace(
                    [.. d.Parameters.Where(p => p.IsNumber).Select(p => ParameterRange.Choice(p.Name, p.Default))],
                    d.Constraints.Select(c => c.ToString())
                );
                Assert.Equal(d.Constraints.Count, space.Constraints.Count);
                Assert.NotNull(space.At(new double[space.Ranges.Count]));
            }
        );

    [Fact]
    public void Names_AreUniqueAndAMisspeltOneIsHinted()
    {
        Assert.Equal(NamedStrategies.All.Count, NamedStrategies.All.Select(d => d.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains(
            "did you mean 'smaCross'",
            Assert.Throws<ArgumentException>(() => NamedStrategies.Create("smacros", new Dictionary<string, string>(), s_walk)).Message,
            StringComparison.Ordinal
        );
    }

    private static IStrategy Make(string name, BarSeries series, params (string Name, string Value)[] parameters)
    {
        // A forecast that knows the sign of the last change: enough to trade on, and the same on a cut series.
        double[] mean =
        [
            .. Enumerable.Range(0, series.Count).Select(t => t < 5 ? double.NaN : 0.001 * Math.Sign(series.Close[t] - series.Close[t - 5])),
        ];
        return NamedStrategies.Create(
            name,
            parameters.ToDictionary(p => p.Name, p => p.Value),
            new StrategyInputs(series) { Forecast = ForecastFollowingTests.Tape(mean, 0.01) }
        );
    }
}
