using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>Values that the unit tests of empyrical-reloaded expect, to eight places, beside this product's formulas.</summary>
internal static class EmpyricalReferences
{
    private const string Case = "empyrical-reloaded, tests/test_stats.py";

    private static readonly double[] s_mixed = Percent(1, 10, -4, 2, 3, 2, 1, -10); // its first day is missing
    private static readonly double[] s_withFirst = [0, .. s_mixed];
    private static readonly double[] s_positive = Percent(1, 2, 1, 1, 1, 1, 1, 1, 1);
    private static readonly double[] s_negative = Percent(0, -6, -7, -1, -9, -2, -6, -8, -5);
    private static readonly double[] s_allNegative = Percent(-2, -6, -7, -1, -9, -2, -6, -8, -5);

    public static IReadOnlyList<OracleRow> Rows() => [.. Annualised(), .. Shapes(), .. Relative(), .. Rolling(), .. Quantiles()];

    private static IEnumerable<OracleRow> Annualised()
    {
        foreach (
            var (name, perYear, growth, volatility, calmar, downside, sortino) in new[]
            {
                ("weekly", 52.0, 0.24690830513998208, 0.38851569394870583, 2.4690830513998208, 0.25888650451930134, 1.1158901056866439),
                ("monthly", 12, 0.052242061386048144, 0.18663690238892558, 0.52242061386048144, 0.1243650540411842, 0.53605626741889756),
            }
        )
        {
            yield return Row($"annual return, {name}", growth, ReturnFigures.AnnualReturn(s_withFirst, perYear));
            yield return Row($"annual volatility, {name}", volatility, ReturnFigures.Volatility(s_withFirst, perYear));
            yield return Row(
                $"Calmar ratio, {name}",
                calmar,
                ReturnFigures.AnnualReturn(s_withFirst, perYear) / ReturnFigures.MaxDrawdown(s_withFirst)
            );
            yield return Row($"downside risk, {name}", downside, ReturnFigures.DownsideRisk(s_withFirst, perYear));
            yield return Row($"Sortino ratio, {name}", sortino, ReturnFigures.Sortino(s_withFirst, perYear));
        }
        yield return Row("Sharpe ratio, gains only", 52.915026221291804, ReturnFigures.Sharpe(s_positive, 252));
        yield return Row("Sharpe ratio, losses only", -24.406808633910085, ReturnFigures.Sharpe(s_negative, 252));
        yield return Row("Sortino ratio, losses only", -13.532743075043401, ReturnFigures.Sortino(s_negative, 252));
        yield return Row("maximum drawdown, losses only", -0.36590730, -ReturnFigures.MaxDrawdown(s_negative));
        yield return Row("maximum drawdown, losses from the first day", -0.378589157, -ReturnFigures.MaxDrawdown(s_allNegative));
    }

    private static IEnumerable<OracleRow> Shapes()
    {
        yield return Row("omega ratio over 1 %", 0.8125, ShapeFigures.Omega(s_mixed, 0.01));
        yield return Row("omega ratio over 1,000 % a year", 0.83354263497557934, ShapeFigures.Omega(s_mixed, Math.Pow(11, 1 / 252.0) - 1));
        yield return Row("omega ratio of gains over 1.1 %", 1.125, ShapeFigures.Omega(s_positive, 0.011));
        yield return Row("tail ratio", 0.9473684210526313, ShapeFigures.TailRatio([.. s_mixed.Order()])) with
        {
            Tolerance = 0.075,
        }; // asked there to one place
    }

    private static IEnumerable<OracleRow> Relative()
    {
        yield return Row("information ratio against 0, per period", 0.10859306069076737, Against(s_mixed, new double[8]).InformationRatio);
        yield return Row(
            "information ratio against 1 %, per period",
            -0.06515583641446039,
            Against(s_mixed, [.. Enumerable.Repeat(0.01, 8)]).InformationRatio
        );
        yield return Row("beta to the losses", -0.71296296296296313, Against(s_mixed, s_negative[1..]).Beta);
        yield return Row("down capture of gains", -11.27400221, Against(s_positive[1..], s_mixed, 252).DownCapture);
        yield return Row("up capture of gains", 0.0076167762, Against(s_positive[1..], s_mixed, 252).UpCapture);
        yield return Row("down capture of losses", 0.99956025703798634, Against(s_allNegative[1..], s_mixed, 252).DownCapture);
        yield return Row("up capture of losses", -0.0004336328, Against(s_allNegative[1..], s_mixed, 252).UpCapture);
    }

    private static IEnumerable<OracleRow> Rolling()
    {
        double[] losses = [-18.09162052, -26.79897486, -26.69138263, -25.72298838];
        foreach (var (expected, i) in losses.Select((value, i) => (value, i)))
            yield return Row(
                FormattableString.Invariant($"rolling Sharpe ratio of six losses, {i + 1}"),
                expected,
                RollingFigures.Sharpe(s_negative, 6, 252)[i + 5]
            );
        double[] mixed = [8.22784105, 8.22784105, -3.1374751];
        foreach (var (expected, i) in mixed.Select((value, i) => (value, i)))
            yield return Row(
                FormattableString.Invariant($"rolling Sharpe ratio of six mixed returns, {i + 1}"),
                expected,
                RollingFigures.Sharpe(s_mixed, 6, 252)[i + 5]
            );
        double[] beta = [-0.76156584, -0.61682243, -0.41311475];
        foreach (var (expected, i) in beta.Select((value, i) => (value, i)))
            yield return Row(
                FormattableString.Invariant($"rolling beta of six, {i + 1}"),
                expected,
                RollingFigures.Beta(s_mixed, s_negative.AsSpan(1), 6)[i + 5]
            );
    }

    private static IEnumerable<OracleRow> Quantiles()
    {
        double[] six = [1, 81, 82, 83, 84, 85];
        yield return Row("quantile of six at 0.1", 41, ValueAtRisk.Quantile(six, 0.1));
        yield return Row("quantile of six at 0.2", 81, ValueAtRisk.Quantile(six, 0.2));
        yield return Row("quantile of six at 0.3", 81.5, ValueAtRisk.Quantile(six, 0.3));
        yield return Row("value at risk of six, 90 %", -41, ValueAtRisk.Historical(six, 0.9));
        yield return Row("expected shortfall of six, 70 %", -41, ValueAtRisk.HistoricalShortfall(six, 0.7)); // 1 and 81 are not above 81.5
    }

    private static RelativeFigures Against(double[] returns, double[] benchmark, double perYear = 1) =>
        RelativeFigures.Of(returns, benchmark, perYear);

    private static OracleRow Row(string figure, double reference, double ours) =>
        new(Case, "formula", figure, reference, ours, 1e-8 * Math.Max(1, Math.Abs(reference)));

    private static double[] Percent(params double[] values) => [.. values.Select(v => v / 100)];
}
