using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Properties;

/// <summary>
/// Crosses of two averages, counted with the decimals of the file in exact arithmetic: the sign of slow·Σfast − fast·Σslow. Named
/// strategies and rules act on exactly these bars.
/// </summary>
public sealed class ExactTieTests
{
    public static TheoryData<string, int, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var name in MarketFiles.Names)
            {
                data.Add(name, 5, 10);
                data.Add(name, 3, 7);
                data.Add(name, 10, 30);
                data.Add(name, 1, 2);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cross_OfEachForm_IsThatOfExactArithmetic(string market, int fast, int slow)
    {
        var most = market == "FIL" ? 200_000 : 40_000;
        var series = MarketFiles.Read(market, most);
        var expected = Targets(MarketFiles.ExactCloses(market, most), fast, slow);
        var rule = RuleProgram
            .Compile(
                new RuleDocument
                {
                    EntryLong = $"crossesAbove(sma({fast}), sma({slow}))",
                    EntryShort = $"crossesBelow(sma({fast}), sma({slow}))",
                    Size = RuleSize.AllIn,
                }
            )
            .Bind(new RuleMarket(series));

        Assert.Equal(expected, Entries(series, new SmaCross(fast, slow, TradeSide.Both, CrossEntry.OnCross)));
        Assert.Equal(expected, Entries(series, rule));
        Assert.Equal(expected, Entries(series, new Followed(fast, slow)));
    }

    // The bars of entries, one after each change of target.
    private static List<(int Bar, int Side)> Targets(decimal[] close, int fast, int slow)
    {
        var (sums, signs) = (new decimal[close.Length + 1], new int[close.Length]);
        for (var t = 0; t < close.Length; t++)
            sums[t + 1] = sums[t] + close[t];
        for (var t = slow - 1; t < close.Length; t++)
            signs[t] = Math.Sign((slow * (sums[t + 1] - sums[t + 1 - fast])) - (fast * (sums[t + 1] - sums[t + 1 - slow])));
        var (entries, held) = (new List<(int, int)>(), 0);
        for (var t = slow; t < close.Length - 1; t++)
        {
            if (signs[t] != 0 && signs[t - 1] == -signs[t] && signs[t] != held)
                entries.Add((t + 1, held = signs[t]));
        }
        return entries;
    }

    private static List<(int Bar, int Side)> Entries(BarSeries series, IStrategy strategy) =>
        [
            .. BacktestEngine
                .Run(
                    series,
                    0,
                    series.Count - 1,
                    strategy,
                    new ExecutionSpec
                    {
                        AllowShort = true,
                        CommissionRate = 0,
                        SlippageBps = 0,
                        FractionalUnits = true,
                    },
                    new CapitalSpec { Amount = 1e9 }
                )
                .Trades.Select(t => (t.EntryBar, Math.Sign(t.Size))),
        ];

    /// <summary>The form of the reference strategies, which carries its sums along.</summary>
    private sealed class Followed(int fast, int slow) : IStrategy
    {
        private CrossOfMeans _cross = new(fast, slow);
        private int _held;

        public string Name => "followed";

        public int FirstReadyBar => slow - 1;

        public void Start() => (_cross, _held) = (new CrossOfMeans(fast, slow), 0);

        public void Decide(BarContext context)
        {
            var cross = _cross.At(context.Close);
            if (cross != 0 && cross != _held)
                context.Orders.Target(_held = cross);
        }
    }
}
