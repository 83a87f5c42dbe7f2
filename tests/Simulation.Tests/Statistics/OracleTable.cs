using System.Globalization;
using System.Text;
using System.Text.Json;
using Simulator.Statistics;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>A figure whose value someone else computed.</summary>
/// <param name="Case">Which reference run or paper.</param>
/// <param name="Dialect">Whose definition.</param>
/// <param name="Figure">Its key, or the formula's name.</param>
/// <param name="Reference">Their value, as given.</param>
/// <param name="Ours">This product's.</param>
/// <param name="Tolerance">Largest difference that counts as equal: 1e-8 relative, or half a unit of the last printed place.</param>
internal sealed record OracleRow(string Case, string Dialect, string Figure, double Reference, double Ours, double Tolerance)
{
    public bool Holds => double.IsNaN(Reference) ? double.IsNaN(Ours) : Math.Abs(Reference - Ours) <= Tolerance;
}

/// <summary>Every reference figure of the pack beside this product's.</summary>
internal static class OracleTable
{
    private const double Relative = 1e-8;

    private static readonly string[] s_engineCases =
    [
        "sma_test_10_30",
        "sma_longflat_10_20",
        "sma_longflat_10_20_toc",
        "buy_once_hold",
        "no_trade",
        "rsi_threshold_14",
        "fx_margin_spread",
        "partial_close",
        "netting_fifo_commtuple",
        "hedging_scale",
        "limit_bracket",
        "stop_breakout_bracket",
        "trailing_atr_4",
    ];

    /// <summary>Key of the pack → LEAN's key and half a unit of the last place that LEAN prints.</summary>
    public static IReadOnlyDictionary<string, (string Key, double Tolerance)> Lean { get; } =
        new Dictionary<string, (string, double)>
        {
            ["end_equity"] = ("End Equity", 0.005),
            ["fees"] = ("Total Fees", 0.00501),
            ["CAR_pct"] = ("Compounding Annual Return", 0.0005),
            ["drawdown_pct"] = ("Drawdown", 0.05),
            ["sharpe"] = ("Sharpe Ratio", 0.0005),
            ["sortino"] = ("Sortino Ratio", 0.0005),
            ["psr_pct"] = ("Probabilistic Sharpe Ratio", 0.0005),
            ["alpha"] = ("Alpha", 0.0005),
            ["beta"] = ("Beta", 0.0005),
            ["annual_std"] = ("Annual Standard Deviation", 0.0005),
            ["annual_var"] = ("Annual Variance", 0.0005),
            ["IR"] = ("Information Ratio", 0.005),
            ["TE"] = ("Tracking Error", 0.0005),
            ["treynor"] = ("Treynor Ratio", 0.0005),
            ["orders"] = ("Total Orders", 0),
        };

    public static IReadOnlyList<OracleRow> All() =>
        [
            .. Goog(),
            .. s_engineCases.SelectMany(Engine),
            .. LeanRun(),
            .. Empyrical(),
            .. EmpyricalReferences.Rows(),
            .. OverfittingPapers(),
            .. Formulas(),
        ];

    private static List<OracleRow> Goog()
    {
        using var oracle = ReferenceCaseTests.Json("oracles/oracles.json");
        var series = ReferenceBars.Goog();
        var result = ReferenceCaseTests.Run(
            series,
            ReferenceCaseTests.Strategy("sma_test_10_30", series),
            JsonSerializer.SerializeToElement(
                new
                {
                    commission = 0,
                    spread = 0,
                    margin = 1,
                    finalize_trades = true,
                }
            )
        );
        var rows = new List<OracleRow>();
        foreach (var stat in oracle.RootElement.GetProperty("goog_sma_10_30").GetProperty("stats").EnumerateObject())
        {
            var (dialect, key, scale) =
                stat.Name == "Vol arithmetic" ? (StatisticDialect.Empyrical, "annual_volatility", 100.0)
                : ReferenceCaseTests.PublishedKeys.TryGetValue(stat.Name, out var peer) ? (StatisticDialect.BacktestingPy, peer, 1)
                : ReferenceCaseTests.PublishedStandardKeys.TryGetValue(stat.Name, out var own) ? (StatisticDialect.Standard, own, 1)
                : ReferenceCaseTests.PublishedEmpyricalKeys.TryGetValue(stat.Name, out var empyrical)
                    ? (StatisticDialect.Empyrical, empyrical, 1)
                : default;
            if (key is not null)
                rows.Add(
                    Row(
                        "goog_sma_10_30 (published)",
                        dialect.ToString(),
                        key,
                        stat.Value.GetDouble() / scale,
                        StatisticCatalogue.Compute(series, result, dialect)[key]
                    )
                );
        }
        return rows;
    }

    private static List<OracleRow> Engine(string name)
    {
        using var document = ReferenceCaseTests.Json($"oracles/engine/{name}.json");
        var series = name.StartsWith("fx", StringComparison.Ordinal) ? ReferenceBars.EurUsd() : ReferenceBars.Goog();
        var result = ReferenceCaseTests.Run(
            series,
            ReferenceCaseTests.Strategy(name, series),
            document.RootElement.GetProperty("settings")
        );
        var ours = StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy);
        return
        [
            .. document
                .RootElement.GetProperty("stats")
                .EnumerateObject()
                .Where(s => ours.ContainsKey(s.Name))
                .Select(s => Row(name, nameof(StatisticDialect.BacktestingPy), s.Name, ReferenceCaseTests.Number(s.Value), ours[s.Name])),
        ];
    }

    private static List<OracleRow> LeanRun()
    {
        var (series, result) = SpyRegression.Run();
        var ours = StatisticCatalogue.Compute(series, result, StatisticDialect.Lean);
        using var oracle = ReferenceCaseTests.Json("oracles/oracles.json");
        return
        [
            .. oracle
                .RootElement.GetProperty("lean_basic_template_daily")
                .GetProperty("stats")
                .EnumerateObject()
                .Select(s => new OracleRow(
                    "lean_basic_template_daily (as printed)",
                    nameof(StatisticDialect.Lean),
                    Lean[s.Name].Key,
                    s.Value.GetDouble(),
                    ours[Lean[s.Name].Key],
                    Lean[s.Name].Tolerance
                )),
        ];
    }

    private static List<OracleRow> Empyrical()
    {
        using var oracle = ReferenceCaseTests.Json("oracles/oracles.json");
        var mixed = oracle.RootElement.GetProperty("empyrical_mixed_returns");
        double Published(string key) => mixed.GetProperty(key).GetDouble();
        double[] all =
        [
            .. mixed
                .GetProperty("returns_percent")
                .EnumerateArray()
                .Select(v => v.ValueKind == JsonValueKind.Null ? 0 : v.GetDouble() / 100),
        ];
        var r = all[1..]; // the missing first day counts in the annual return only
        OracleRow One(string key, string figure, double ours) =>
            Row("empyrical_mixed_returns", nameof(StatisticDialect.Empyrical), figure, Published(key), ours) with
            {
                Tolerance = 1e-9,
            };
        return
        [
            One("sharpe", "sharpe_ratio", ReturnFigures.Sharpe(r, 252)),
            One("sortino", "sortino_ratio", ReturnFigures.Sortino(r, 252)),
            One("downside_risk", "downside_risk", ReturnFigures.DownsideRisk(r, 252)),
            One("annual_volatility", "annual_volatility", ReturnFigures.Volatility(r, 252)),
            One("annual_return_dividing_by_9", "annual_return", ReturnFigures.AnnualReturn(all, 252)),
            One("max_drawdown", "max_drawdown", -ReturnFigures.MaxDrawdown(r)),
            One("calmar", "calmar_ratio", ReturnFigures.AnnualReturn(all, 252) / ReturnFigures.MaxDrawdown(r)),
            One("stability_r2", "stability_of_timeseries", ReturnFigures.Stability(r)),
        ];
    }

    private static List<OracleRow> OverfittingPapers()
    {
        using var oracle = ReferenceCaseTests.Json("oracles/oracles.json");
        var papers = oracle.RootElement.GetProperty("overfitting");
        double[] records = [.. papers.GetProperty("minTRL").EnumerateArray().Select(v => v.GetDouble())];
        OracleRow One(string figure, double reference, double ours) =>
            Row("overfitting (papers)", "formula", figure, reference, ours) with
            {
                Tolerance = 1e-9,
            };
        return
        [
            One(
                "probabilistic Sharpe ratio",
                papers.GetProperty("psr").GetDouble(),
                Overfitting.ProbabilisticSharpe(1.585 / Math.Sqrt(12), 24, -2.448, 10.164)
            ),
            One("expected maximum of 100", papers.GetProperty("emax100").GetDouble(), Overfitting.ExpectedMaximum(100)),
            One(
                "deflated Sharpe ratio",
                papers.GetProperty("dsr").GetDouble(),
                Overfitting.DeflatedSharpe(2.5 / Math.Sqrt(250), 1250, -3, 10, 100, 0.5 / 250)
            ),
            One(
                "minimum track record, daily, years",
                records[0],
                Overfitting.MinimumTrackRecord(2 / Math.Sqrt(250), 0, 3, 1 / Math.Sqrt(250)) / 250
            ),
            One(
                "minimum track record, weekly, years",
                records[1],
                Overfitting.MinimumTrackRecord(2 / Math.Sqrt(52), 0, 3, 1 / Math.Sqrt(52)) / 52
            ),
            One(
                "minimum track record, monthly, years",
                records[2],
                Overfitting.MinimumTrackRecord(3 / Math.Sqrt(12), -0.72, 5.78, 2.5 / Math.Sqrt(12)) / 12
            ),
            One("minimum backtest, years", papers.GetProperty("minBTL_N45").GetDouble(), Overfitting.MinimumBacktestYears(45, 1)),
        ];
    }

    private static IEnumerable<OracleRow> Formulas()
    {
        OracleRow One(string figure, double reference, double ours, double tolerance) =>
            new("reference values of formulas", "formula", figure, reference, ours, tolerance);
        foreach (var (confidence, value, shortfall) in ValueAtRiskTests.StandardNormal)
        {
            yield return One(
                FormattableString.Invariant($"value at risk of N(0,1), {confidence}"),
                value,
                ValueAtRisk.Gaussian(0, 1, confidence),
                1e-9
            );
            yield return One(
                FormattableString.Invariant($"expected shortfall of N(0,1), {confidence}"),
                shortfall,
                ValueAtRisk.GaussianShortfall(0, 1, confidence),
                1e-9
            );
        }
        foreach (var (confidence, value, shortfall) in ValueAtRiskTests.StudentFour)
        {
            yield return One(
                FormattableString.Invariant($"value at risk of t(4), {confidence}"),
                value,
                ValueAtRisk.StudentT(4, confidence),
                1e-8
            );
            yield return One(
                FormattableString.Invariant($"expected shortfall of t(4), {confidence}"),
                shortfall,
                ValueAtRisk.StudentTShortfall(4, confidence),
                1e-8
            );
        }
        foreach (var (periods, exceptions, probability, ratio) in ValueAtRiskTests.Kupiec)
            yield return One(
                FormattableString.Invariant($"Kupiec ratio of {exceptions} in {periods} at {probability}"),
                ratio,
                ValueAtRiskTest.Of(periods, exceptions, probability).LikelihoodRatio,
                1e-8
            );
    }

    private static OracleRow Row(string name, string dialect, string figure, double reference, double ours) =>
        new(name, dialect, figure, reference, ours, Relative * Math.Max(1, Math.Abs(reference)));

    /// <summary>The page that shows them.</summary>
    public static string Page(IReadOnlyList<OracleRow> rows)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Statistics compared with references

            The test suite generates this page (`SIMULATOR_UPDATE_DOCS=1`) from the reference pack beside the repository:
            {rows.Count} statistics of {rows.Select(
                    r => r.Case
                ).Distinct().Count()} cases.
            The references were published by other programs or papers, or computed independently. A row matches its reference if the
            difference is at most 10⁻⁸ of it (10⁻⁹ for formulas), or half a unit of the last digit that the reference prints. If the
            reference has no value, neither do we (—). Definitions: [statistics.md](statistics.md).

            Two references are excluded because their authors withdrew them: backtesting.py's growth with years of 252 days, and its
            buy-and-hold from the first bar.

            """
        );
        foreach (var group in rows.GroupBy(r => r.Case))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {group.Key}\n\n| dialect | figure | reference | ours | difference |\n|---|---|---:|---:|---:|\n"
            );
            foreach (var row in group)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| {row.Dialect} | {row.Figure.Replace("|", "\\|", StringComparison.Ordinal)} | "
                        + $"{Text(row.Reference)} | {Text(row.Ours)} | {Difference(row)} |\n"
                );
        }
        return page.ToString();
    }

    /// <summary>Ten digits: what every machine computes alike.</summary>
    private static string Text(double value) =>
        double.IsNaN(value) ? "—" : (Math.Abs(value) < 1e-12 ? 0 : value).ToString("G10", CultureInfo.InvariantCulture);

    /// <summary>A bound in powers of ten, since the last bits depend on the processor.</summary>
    private static string Difference(OracleRow row)
    {
        if (double.IsNaN(row.Reference))
            return double.IsNaN(row.Ours) ? "0" : "differs";
        var gap = Math.Abs(row.Reference - row.Ours) / Math.Max(1, Math.Abs(row.Reference));
        return gap <= 1e-10
            ? "≤ 1e-10"
            : $"≤ 1e{Math.Ceiling(Math.Log10(gap)).ToString(CultureInfo.InvariantCulture)}{(row.Holds ? "" : ", differs")}";
    }
}
