using System.Globalization;
using Simulator.Scoring;
using Simulator.Statistics;
using Simulator.Text;

namespace Simulator.Diagnostics;

/// <summary>Checks of the feature columns, one by one and together.</summary>
internal static class ColumnChecks
{
    private const double HighInflation = 10; // Kutner, Nachtsheim, Neter, Applied Linear Regression Models, 2004, section 10.5
    private const double FarOut = 20; // robust deviations
    private const int MostTogether = 400; // columns, where a test of them costs more than their number
    private const int Fewest = 20; // values of a part that its distribution is worth

    public static IReadOnlyList<TrainingCheck> All { get; } =
    [
        new(
            "missing",
            "Has every column a value that varies at every training row?",
            "Count of missing values after the first complete row, and of columns that never change",
            "Leave out columns that never change; a column with holes costs every row that has one.",
            Missing
        ),
        new(
            "unitRoots",
            "Does every column keep to a level?",
            "Augmented Dickey–Fuller of each column with a constant, lags by AIC; Benjamini–Hochberg over the columns",
            "Give changes or ratios instead of levels: what wanders in training has other values when it is used.",
            UnitRoots
        ),
        new(
            "collinearity",
            "Do columns repeat each other?",
            "Variance inflation factors, beyond 10",
            "Leave some of them out, or let a learned feature condense them: importances of repeated columns mean little.",
            Collinearity
        ),
        new(
            "columnOutliers",
            "Has a column values far outside its usual ones?",
            "0.6745·(x − median)/MAD of each column, beyond ±20",
            "A scaler is ruled by such values: take the logarithm, a ratio, or another window.",
            Outliers
        ),
        new(
            "volatility",
            "Do the columns tell how far the next bar moves?",
            "Breusch–Pagan in Koenker's form: squared errors of the next return on all columns",
            "Add features of the level of volatility, such as ewmaRatio, parkinsonRatio or impliedRatio.",
            Volatility
        ),
        Drift("driftValidation", "validation", sample => sample.Validation),
        Drift("driftTest", "test", sample => sample.Test),
    ];

    private static CheckReading? Missing(TrainingSample sample)
    {
        var rows = sample.Training.End.Value - sample.First;
        if (sample.Features.ColumnCount == 0)
            return null;
        if (rows == 0)
            return new(TestReading.None, true, "No training row has a value of every column.");
        var columns = sample.Columns(sample.Training).ToList();
        string[] gaps = [.. columns.Where(c => c.Values.Length < rows).Select(c => c.Name)];
        string[] still = [.. columns.Where(c => c.Values.Length > 0 && c.Values.All(v => v == c.Values[0])).Select(c => c.Name)];
        var missing = columns.Sum(c => rows - c.Values.Length);
        var words = new[]
        {
            gaps.Length == 0
                ? string.Create(CultureInfo.InvariantCulture, $"No value is missing in {rows:N0} rows")
                : string.Create(CultureInfo.InvariantCulture, $"{missing:N0} values are missing ({Listing.Of(gaps)})"),
            still.Length == 0 ? "every column varies" : $"{Listing.Of(still)} never changes",
        };
        return new(new TestReading(missing, double.NaN), gaps.Length + still.Length > 0, string.Join("; ", words) + ".");
    }

    private static CheckReading? UnitRoots(TrainingSample sample)
    {
        if (sample.Features.ColumnCount > MostTogether)
            return null;
        var tests = sample
            .Columns(sample.Training)
            .Select(c => (c.Name, Test: ReturnChecks.UnitRoot(c.Values)))
            .Where(c => c.Test is not null)
            .ToList();
        if (tests.Count == 0)
            return null;
        var adjusted = FalseDiscovery.Adjusted([.. tests.Select(c => c.Test!.Value.PValue)]);
        string[] wandering = [.. tests.Where((_, i) => adjusted[i] >= Levels.Significant).Select(c => c.Name)];
        var most = tests.MaxBy(c => c.Test!.Value.Statistic).Test!.Value;
        return new(
            most with
            {
                PValue = adjusted.Max(),
            },
            wandering.Length > 0,
            wandering.Length == 0
                ? Counted(tests.Count, "columns keep to a level each.")
                : $"{wandering.Length} of {tests.Count} columns may wander: {Listing.Of(wandering)}."
        );
    }

    private static CheckReading? Collinearity(TrainingSample sample)
    {
        var columns = sample.CompleteRows().Columns;
        if (columns.Length is < 2 or > MostTogether || columns[0].Length <= columns.Length)
            return null;
        var factors = VarianceInflation.Of(columns);
        (string Name, double Factor)[] high =
        [
            .. sample.Features.Names.Zip(factors).Where(c => c.Second > HighInflation).OrderByDescending(c => c.Second),
        ];
        return new(
            new TestReading(factors.Max(), double.NaN),
            high.Length > 0,
            high.Length == 0
                ? Counted(factors.Length, "columns say something of their own each.")
                : $"{high.Length} of {factors.Length} columns repeat others: {Listing.Of([.. high.Select(Named)])}."
        );
    }

    private static CheckReading? Outliers(TrainingSample sample)
    {
        var largest = sample
            .Columns(sample.Training)
            .Where(c => c.Values.Length >= Fewest)
            .Select(c => (c.Name, Score: RobustScore.Of(c.Values).Max(Math.Abs)))
            .Where(c => double.IsFinite(c.Score))
            .OrderByDescending(c => c.Score)
            .ToList();
        if (largest.Count == 0)
            return null;
        string[] far =
        [
            .. largest.Where(c => c.Score > FarOut).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} ({c.Score:0})")),
        ];
        return new(
            new TestReading(largest[0].Score, double.NaN),
            far.Length > 0,
            far.Length == 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"No value lies beyond 20 robust deviations; the largest, of {largest[0].Name}, is {largest[0].Score:0.0} of them."
                )
                : $"{far.Length} of {largest.Count} columns have values beyond 20 robust deviations: {Listing.Of(far)}."
        );
    }

    private static CheckReading? Volatility(TrainingSample sample)
    {
        var (columns, next) = sample.CompleteRows();
        double[][] varying = [.. columns.Where(c => c.Length > 0 && Regression.Scaled(c) is not null)];
        if (varying.Length is 0 or > MostTogether || next.Length < 3 * varying.Length)
            return null;
        var test = VarianceTests.BreuschPagan(next, varying);
        if (!double.IsFinite(test.Statistic))
            return null;
        var told = test.PValue < Levels.Significant;
        return new(
            test,
            !told,
            told
                ? $"The columns tell quiet bars from busy ones ({Levels.Words(test.PValue)})."
                : $"The columns say nothing of the size of the next move ({Levels.Words(test.PValue)})."
        );
    }

    private static TrainingCheck Drift(string name, string part, Func<TrainingSample, Range> of) =>
        new(
            name,
            $"Do the columns and the returns look in the {part} part as in training?",
            "Kolmogorov–Smirnov of each, with as many values as their autocorrelations leave; Benjamini–Hochberg over all",
            $"What was learned may not hold in the {part} part: prefer ratios to levels, train on later bars, or fit again more often. "
                + "Do not choose features by this line and then judge by the same part.",
            sample => Drift(sample, part, of(sample))
        );

    private static CheckReading? Drift(TrainingSample sample, string part, Range later)
    {
        var tests = Columns(sample, sample.Training)
            .Zip(Columns(sample, later))
            .Where(c => c.First.Values.Length >= Fewest && c.Second.Values.Length >= Fewest)
            .Select(c => (c.First.Name, Test: Compare(c.First.Values, c.Second.Values)))
            .ToList();
        if (tests.Count == 0)
            return null;
        var adjusted = FalseDiscovery.Adjusted([.. tests.Select(c => c.Test.PValue)]);
        string[] moved = [.. tests.Where((_, i) => adjusted[i] < Levels.Significant).OrderBy(c => c.Test.PValue).Select(c => c.Name)];
        return new(
            new TestReading(tests.MinBy(c => c.Test.PValue).Test.Statistic, adjusted.Min()),
            moved.Length > 0,
            moved.Length == 0
                ? Counted(tests.Count, $"columns look in the {part} part as in training.")
                : $"{moved.Length} of {tests.Count} have another distribution in the {part} part: {Listing.Of(moved)}."
        );
    }

    private static IEnumerable<(string Name, double[] Values)> Columns(TrainingSample sample, Range part) =>
        sample.Columns(part).Append(("the returns", sample.NextReturns(part)));

    private static TestReading Compare(double[] first, double[] second) =>
        KolmogorovSmirnov.Of(first, second, Autocorrelations.EffectiveCount(first), Autocorrelations.EffectiveCount(second));

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"All {count} {what}");

    private static string Named((string Name, double Factor) column) =>
        $"{column.Name} ({(double.IsFinite(column.Factor) ? column.Factor.ToString("0", CultureInfo.InvariantCulture) : "entirely")})";
}
