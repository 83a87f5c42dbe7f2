using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Settings of the process are changed here, so nothing else may run beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessSettings
{
    public const string Name = "process settings";
}

/// <summary>
/// Same input, same trades, bit for bit: again, on any number of threads, in any culture and time zone. The hashes written down here hold
/// in Debug and
/// in Release and on any machine, since the bars are made of integers and trades come of the four operations alone.
/// </summary>
[Collection(ProcessSettings.Name)]
public sealed class DeterminismTests
{
    private static readonly BarSeries s_series = ExactMarket.Walk(3_000);

    private static readonly Dictionary<string, (Func<IStrategy> Rule, ExecutionSpec Execution, BacktestOptions Options)> s_runs = new()
    {
        ["cross, both sides"] = (
            () => new SmaCross(5, 20),
            new ExecutionSpec
            {
                CommissionRate = 0.001,
                SlippageBps = 3,
                AllowShort = true,
            },
            new BacktestOptions()
        ),
        ["cross, as the reference"] = (
            () => new SmaCross(10, 30, TradeSide.Long, CrossEntry.OnCross),
            new ExecutionSpec { CommissionRate = 0.002 },
            BacktestOptions.BacktestingPy
        ),
        ["limit with bracket"] = (
            () => new LimitBracket(20),
            new ExecutionSpec
            {
                CommissionRate = 0.0005,
                AllowShort = true,
                FractionalUnits = true,
            },
            new BacktestOptions()
        ),
        ["breakout"] = (
            () => new StopBreakout(),
            new ExecutionSpec
            {
                SlippageBps = 5,
                AllowShort = true,
                Leverage = 2,
            },
            new BacktestOptions()
        ),
    };

    public static TheoryData<string> Runs => [.. s_runs.Keys];

    [Theory]
    [InlineData("cross, both sides", "99a3b3d916df1fd9f7303150341b71fcdeb4b764")]
    [InlineData("cross, as the reference", "d752922e9faf5279cfe73b23137fc587b5fae548")]
    [InlineData("limit with bracket", "a139af933cdecf56676a8585a0a3508608a74bad")]
    [InlineData("breakout", "611ff348fb4ea5740caab6672bef0b155c01dbbd")]
    public void TradeHash_OfARun_BeginsAsWrittenDown(string run, string hash) => Assert.Equal(hash, Hash(run)[..hash.Length]);

    [Theory]
    [MemberData(nameof(Runs))]
    public void TradeHash_InOtherCultures_IsTheSame(string run)
    {
        var (culture, expected) = (CultureInfo.CurrentCulture, Everything(run));
        try
        {
            foreach (var name in new[] { "tr-TR", "de-DE", "ar-SA", "fa-IR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(expected, Everything(run));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void TradeHash_InOtherTimeZones_IsTheSame(string run)
    {
        var (zone, expected) = (Environment.GetEnvironmentVariable("TZ"), Everything(run));
        try
        {
            foreach (var name in new[] { "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia" })
            {
                Environment.SetEnvironmentVariable("TZ", name);
                TimeZoneInfo.ClearCachedData();
                Assert.Equal(name, TimeZoneInfo.Local.Id);
                Assert.Equal(expected, Everything(run));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void Sweep_OnAnyNumberOfThreads_GivesTheSameHashesAndFigures()
    {
        var pairs = (from slow in Enumerable.Range(20, 10) from fast in Enumerable.Range(2, 10) select (fast, slow)).ToArray();
        string Of((int Fast, int Slow) pair, BarSeries series, BacktestWorkspace? workspace)
        {
            var result = BacktestEngine.Run(
                series,
                0,
                series.Count - 1,
                new SmaCross(pair.Fast, pair.Slow),
                new ExecutionSpec { AllowShort = true },
                new CapitalSpec(),
                null,
                workspace
            );
            return result.TradeHash + Bits(new AccountFigures(series, result, workspace));
        }

        var serial = pairs.Select(p => Of(p, ExactMarket.Walk(2_000), null)).ToArray();
        foreach (var threads in new[] { 1, 2, 8 })
        {
            var series = ExactMarket.Walk(2_000);
            using var workspaces = new ThreadLocal<BacktestWorkspace>(() => new BacktestWorkspace());
            Assert.Equal(
                serial,
                pairs.AsParallel().AsOrdered().WithDegreeOfParallelism(threads).Select(p => Of(p, series, workspaces.Value))
            );
        }
    }

    private static string Hash(string run)
    {
        var (rule, execution, options) = s_runs[run];
        var result = BacktestEngine.Run(s_series, 0, s_series.Count - 1, rule(), execution, new CapitalSpec { Amount = 100_000 }, options);
        Assert.True(result.Trades.Count > 20);
        return result.TradeHash;
    }

    /// <summary>The trade hash, every figure bit for bit, and every sentence.</summary>
    private static string Everything(string run)
    {
        var (rule, execution, options) = s_runs[run];
        var series = ExactMarket.Walk(1_000);
        var result = BacktestEngine.Run(series, 0, series.Count - 1, rule(), execution, new CapitalSpec { Amount = 100_000 }, options);
        return result.TradeHash
            + Bits(new AccountFigures(series, result))
            + string.Concat(result.Notes)
            + string.Concat(result.Trades.Select(t => t.EntryReason + t.ExitReason));
    }

    private static string Bits(AccountFigures account) =>
        string.Concat(
            StatisticCatalogue
                .Dialects.SelectMany(d => StatisticCatalogue.Compute(account, d).Values)
                .Select(v => BitConverter.DoubleToInt64Bits(v).ToString("x16", CultureInfo.InvariantCulture))
        );
}
