using System.Globalization;
using MathNet.Numerics.Distributions;
using Simulator.Statistics;
using Simulator.Text;

namespace Simulator.Diagnostics;

/// <summary>Checks for columns that know the future.</summary>
internal static class LeakChecks
{
    private const string Advice =
        "Find out when each value became known. A column that was shifted, centred, filled backwards or stamped a bar early has to be made "
        + "anew; until then no figure of a model that reads it means anything.";

    public static IReadOnlyList<TrainingCheck> All { get; } =
    [
        new(
            "leakReturn",
            "Does a column know the next returns?",
            "Rank correlation of each column and of its change with the return 1 to 10 bars later and over the next 5, 10 and 20; "
                + "bounds 0.15, 0.3, 0.4, 0.5, and five standard errors",
            Advice,
            sample => Worst(sample, ReturnLeak.Of(sample), "No column tells more of the next returns than an honest one can", "the return")
        ),
        new(
            "leakSize",
            "Does a column know how far the next bars move?",
            "Rank correlation of each column with the sizes of the next 5 returns against that with the last 21; above 0.3, and five "
                + "standard errors of the difference (Williams)",
            Advice + " An announced event may be known honestly.",
            sample =>
                Worst(sample, SizeLeak.Of(sample), "No column knows the next moves better than those that were", "the size of the return")
        ),
        new(
            "leakScale",
            "Was a column scaled by the whole series?",
            "Mean 0 and deviation 1, or ends 0 or −1 and 1 reached once each, over all bars to six digits",
            "Fit scalers on the training part; forecasters here do so themselves, so that a column can come as it is.",
            Scale
        ),
        new(
            "leakTruncation",
            "Do the columns stay the same when later bars are cut off?",
            "Computed again on a third, two thirds and all but the last of the bars; every value to the bit",
            "The column reads bars after its own. Report it: features of a spec must not.",
            Truncation
        ),
    ];

    private static CheckReading? Worst(TrainingSample sample, IReadOnlyList<Leak>? leaks, string none, string what)
    {
        if (leaks is not { Count: > 0 })
            return null;
        var found = leaks.Where(l => l.IsFound).OrderByDescending(l => Math.Abs(l.Correlation)).ToList();
        var most = found.Count > 0 ? found[0] : leaks.MaxBy(l => Math.Abs(l.Correlation))!;
        var p = Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(most.Errors)) * leaks.Count);
        return new(
            new TestReading(most.Correlation, p),
            found.Count > 0,
            found.Count == 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{none}; the largest correlation, of {most.Column} with {what} {most.When}, is {most.Correlation:0.00}."
                )
                : $"{found.Count} of {sample.Features.ColumnCount} columns: {Listing.Of([.. found.Select(l => Named(l, what))])}."
        );
    }

    private static CheckReading? Scale(TrainingSample sample)
    {
        if (sample.Features.ColumnCount == 0 || sample.Features.RowCount < WholeSeriesScale.FewestValues)
            return null;
        string[] scaled =
        [
            .. sample
                .Features.Names.Zip(sample.Features.Columns)
                .Select(c => (c.First, How: WholeSeriesScale.Of(c.Second, sample.Training.End.Value)))
                .Where(c => c.How is not null)
                .Select(c => $"{c.First} ({c.How})"),
        ];
        return new(
            new TestReading(scaled.Length, double.NaN),
            scaled.Length > 0,
            scaled.Length == 0
                ? "No column has the mean and deviation, or the ends, that a scaler of the whole series leaves."
                : $"{scaled.Length} of {sample.Features.ColumnCount} columns: {Listing.Of(scaled)}."
        );
    }

    private static CheckReading? Truncation(TrainingSample sample)
    {
        var (table, bars) = (sample.Features, sample.Features.RowCount);
        if (sample.Recompute is not { } recompute || table.ColumnCount == 0 || bars < 3)
            return null;
        var changed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cut in new[] { bars / 3, 2 * bars / 3, bars - 1 })
        {
            var again = recompute(cut);
            for (var c = 0; c < table.ColumnCount; c++)
            {
                var (whole, part) = (table.Columns[c], again.Columns[c]);
                var row = Enumerable.Range(0, cut).FirstOrDefault(t => !whole[t].Equals(part[t]), -1);
                if (row >= 0)
                    changed.TryAdd(table.Names[c], row);
            }
        }
        return new(
            new TestReading(changed.Count, double.NaN),
            changed.Count > 0,
            changed.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"All {table.ColumnCount} columns are the same to the bit at three cuts.")
                : $"{changed.Count} of {table.ColumnCount} columns: {Listing.Of(Changed(sample, changed))}."
        );
    }

    private static string[] Changed(TrainingSample sample, Dictionary<string, int> rows) =>
        [.. rows.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} (first at {sample.Target.DayAt(c.Value):yyyy-MM-dd})"))];

    private static string Named(Leak leak, string what) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{leak.Column}{(leak.IsChange ? ", its change," : "")} with {what} {leak.When}: {leak.Correlation:0.00}"
        );
}
