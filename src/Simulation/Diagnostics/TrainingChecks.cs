using System.Text;

namespace Simulator.Diagnostics;

/// <summary>Every check before training, in the order in which they are shown.</summary>
public static class TrainingChecks
{
    private static readonly TrainingCheck[] s_all = [.. ReturnChecks.All, .. ColumnChecks.All];

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

            - **Training part.** All but the last two read the training part alone, from the first row on at which every column has a value;
              of a part longer than 20,000 bars its last 20,000. Unit roots, collinearity and volatility are computed up to 400 columns.
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
