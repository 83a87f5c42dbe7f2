using System.Text;

namespace Simulator.Diagnostics;

/// <summary>Every check before training, in the order in which they are shown.</summary>
public static class TrainingChecks
{
    private static readonly TrainingCheck[] s_all = [.. ReturnChecks.All, .. ColumnChecks.All, .. LeakChecks.All];

    /// <summary>Names of all checks.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(c => c.Name)];

    /// <summary>What every check finds.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<TrainingFinding> Run(TrainingSample sample, CancellationToken cancellation)
    {
        var findings = new List<TrainingFinding>();
        foreach (var check in s_all)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Add(check.On(sample));
        }
        return findings;
    }

    /// <summary>The checks as a page for people, in Markdown, made from the table.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Checks before training

            What can be asked of a target, its features and its split before a model is trained on them, made from the table that the code
            reads. `simulator diagnose SPEC.json` runs them all ([command-line.md](command-line.md)). They judge data; whether the code
            computes what it says is another matter ([checks.md](checks.md)), and so is whether a finished run could have seen the future,
            which every report says of itself.

            - **Training part.** All but drift and the last two leaks read the training part alone, from the first row on at which every
              column has a value; of a part longer than 20,000 bars its last 20,000, for leaks its last 5,000. Unit roots, collinearity and
              volatility are computed up to 400 columns.
            - **Features.** Columns that are formulas; learned features are not there before training.
            - **p** is the probability of a statistic at least this far from what is supposed. Below 0.05 counts as found. Where a check
              looks at many columns, p is adjusted for their number, so that of what it finds one in twenty is expected to be chance.
            - **Notable** is no error: the last column says what to do about it.


            """.ReplaceLineEndings("\n")
        );
        page.Append("| Check | Asks | Test | Where it is notable |\n|---|---|---|---|\n");
        foreach (var check in s_all)
            page.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{check.Name}` | {check.Asks} | {check.Test} | {check.Advice} |\n"
            );
        page.Append(
            """

            ## Leaks of the future

            A column that knows the future makes every figure after it worthless. Four checks look for one; none asks a model.

            - **`leakReturn`.** Correlation of ranks of a column, and of its change, with the return 1 to 10 bars later and with that
              over the next 5, 10 and 20 bars. Notable is one that is beyond its bound and beyond five standard errors (those of sums
              count a row for every 5, 10 or 20). The bounds are 0.15, 0.3, 0.4 and 0.5. A correlation of 0.15 is the right direction on
              54.8 % of bars (½ + asin(ρ)/π) and, traded in proportion every day, a Sharpe ratio of 0.15·√252 = 2.4 before costs: more
              than one column of a liquid market can be expected to tell. Where the target's own returns remember more (rank correlation
              m of one of the next five lags above 0.1, as with stale prices or a bid–ask bounce), the first bound is 1.5·m, for a
              column may pass that on.
            - **`leakSize`.** The same with the size of the next five returns, which can be told: a correlation of 0.3 to 0.5 is usual. But
              what is honest knows the sizes that were better than those that come, since it is made of them. Notable is a correlation above
              0.3 that is above that with every one of the last 21 sizes by five standard errors (Williams 1959, in Steiger, “Tests for
              comparing elements of a correlation matrix”, Psychological Bulletin 87, 1980). A calendar of announced events may do so
              honestly.
            - **`leakScale`.** Mean 0 and deviation 1, or a least value of 0 or −1 and a largest of 1 reached once each and one of them
              after training, over the whole series to six digits: the scaler was fitted on bars that training must not know.
            - **`leakTruncation`.** Computed again on data that end earlier (a third, two thirds, and all but the last bar), every value
              must be the same to the bit. Features of a spec are formulas here, so that this guards the code.

            Planted and found in 1,050 training rows: the next return, alone and in noise three times as large, its sign, the return ten
            bars later, the next close, centred averages of 5 and 21 bars as a level and of 5 and 51 against the close, tomorrow's range
            and that in three days, a close scaled by the whole series (`LeakChecksTests`). Not notable: every built-in feature of one
            series on days of GS, hours of EURUSD, minutes of FIL and of SPY. Not found: a centred *volatility*, whose past and future
            weigh the same; a centred average as a level so long that 1,050 rows are too few (51 bars); a level scaled by a mean and
            deviation that were rounded.

            ## What they do not say

            - A p-value says how sure a difference is, not how large it is. With thousands of rows small differences are found.
            - Columns depend on their past. Drift counts as many rows as the autocorrelations leave, a guess where windows are as long as a
              part.
            - Clusters of volatility alone make Ljung–Box reject too often: on thirty made markets with strong clusters and no memory it
              was notable six times.
            - The unit-root test has little power against slow reversion: a column of a 250-bar window in a training part of 1,000 bars may
              be listed though it is sound.
            - Breusch–Pagan sees linear dependence only.

            ## Where the numbers come from

            Every test equals statsmodels 0.13.5 or SciPy 1.10.1 to nine digits on a series that its test makes by a recurrence
            (`tests/Simulation.Tests/Diagnostics/ReferenceTests.cs`, with the call behind each number).

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }
}
