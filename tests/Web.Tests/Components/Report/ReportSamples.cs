using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Statistics;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>Small reports with known figures.</summary>
internal static class ReportSamples
{
    public static readonly DateTime Start = new(2024, 1, 2, 21, 0, 0, DateTimeKind.Utc);

    /// <summary>A report over bars 100, 101, … with the given trades.</summary>
    public static PerformanceReport Report(params Trade[] trades)
    {
        const int bars = 300;
        var times = Enumerable.Range(0, bars).Select(i => Start.AddDays(i)).ToArray();
        var close = Enumerable.Range(0, bars).Select(i => 100 + (10 * Math.Sin(i / 9.0))).ToArray();
        double[] equity = trades.Length == 0 ? [.. Enumerable.Repeat(1000.0, bars)] : [.. close.Select(c => c * 10)];
        var figures = new Dictionary<string, double>
        {
            ["finalEquity"] = equity[^1],
            ["returnFraction"] = (equity[^1] / 1000) - 1,
            ["marketReturn"] = -0.346,
            ["sharpe"] = trades.Length == 0 ? double.NaN : 0.5,
            ["maxDrawdown"] = trades.Length == 0 ? 0 : 0.2,
            ["trades"] = trades.Length,
            ["orders"] = 2 * trades.Length,
            ["costs"] = 0,
            ["winRate"] = trades.Length == 0 ? double.NaN : 0.5,
        };
        AccountReport Account(string name, double[] curve) =>
            new(
                name,
                figures,
                curve,
                [.. curve.Select(e => Math.Max(0, 1 - (e / 1100)))],
                [.. curve.Select(_ => trades.Length == 0 ? 0.0 : 1)],
                "abc"
            );
        return new PerformanceReport
        {
            Sentence = "From May 2014 to May 2014 the portfolio (riskParity) returned 0.0 %.",
            From = times[0],
            To = times[^1],
            Accounts = [Account("portfolio (riskParity)", equity), Account("buy and hold", [.. close.Select(c => c * 9)])],
            Prices = new PriceCurve(
                times,
                [.. Enumerable.Range(100, bars)],
                close,
                [.. close.Select(c => c + 1)],
                [.. close.Select(c => c - 1)],
                close
            ),
            Trades = trades,
            Honesty = new Honesty
            {
                Trials = 3,
                Seeds = 2,
                ProbabilisticSharpe = 0.61,
                DeflatedSharpe = 0.4,
                SyntheticData = false,
                Checks =
                [
                    new HonestyCheck("account adds up", true, "all trades’ profit is within 0.0e+0 of the final equity"),
                    new HonestyCheck("second run", false, "it differs at bar 104"),
                ],
                Notes = ["the account notes 2 refused orders; the first: bar 102: order of bar 101 cancelled"],
            },
            Analysis = new AccountAnalysis { Years = [new YearOfReturns(2024, 0.1, [.. Enumerable.Repeat(0.01, 12)])] },
        };
    }

    /// <summary>A trade that earned <paramref name="profit"/> from bar <paramref name="entry"/> to <paramref name="exit"/>.</summary>
    public static Trade Trade(
        int entry,
        int exit,
        double profit,
        bool isShort = false,
        string why = "market order of bar 101 filled at the open"
    ) =>
        new()
        {
            Size = isShort ? -10 : 10,
            EntryBar = entry,
            ExitBar = exit,
            EntryTime = Start.AddDays(entry - 100),
            ExitTime = Start.AddDays(exit - 100),
            EntryPrice = 100,
            ExitPrice = 100 + (profit / (isShort ? -10 : 10)),
            Commission = 1,
            ProfitLoss = profit,
            ReturnFraction = profit / 1000,
            EntryReason = "market order of bar 101 filled at the open 100",
            ExitReason = why,
        };

    /// <summary>Many trades, won and lost in turn.</summary>
    public static Trade[] Trades(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Trade(100 + (i % 290), 103 + (i % 290), i % 3 == 0 ? -i : i, i % 2 == 1))];

    /// <summary>The result around a report.</summary>
    public static SimulationResult Result(PerformanceReport report) =>
        new()
        {
            Spec = SpecJson
                .Parse("""{ "version": 1, "name": "Sample", "data": { "target": "DEMO" }, "strategy": { "kind": "smaCross" } }""")
                .Spec!,
            SpecHash = new string('a', 64),
            ResultHash = new string('b', 64),
            Data = [],
            Stages = [],
            Seeds = new Dictionary<string, string>(),
            Report = report,
            Device = "cpu",
            CodeVersion = "1",
        };
}
