namespace Simulator.Diagnostics;

/// <summary>Whether a column knows the sizes of the returns that come better than of those that were.</summary>
internal static class SizeLeak
{
    private const int MostLead = 5;
    private const int MostLag = 20;
    private const double Bound = 0.3;

    /// <summary>The worst of every column; null where there are too few rows.</summary>
    public static IReadOnlyList<Leak>? Of(TrainingSample sample)
    {
        if (Leak.Rows(sample) is not var (from, to))
            return null;
        var first = Math.Max(sample.Start, from - MostLag - 1);
        // [i] size of the return that ends at bar first + 1 + i.
        var sizes = Ranks.Of([.. sample.Returns.Skip(first - sample.Start).Select(Math.Abs)]);
        var lead = from - first - 1; // of a column's row from + i the return that ends there is sizes[i + lead]
        return
        [
            .. sample
                .Features.Names.Zip(sample.Features.Columns)
                .Select(c => Worst(c.First, Ranks.Of(c.Second.AsSpan(from, to - from)), sizes, lead)),
        ];
    }

    private static Leak Worst(string name, double[] column, double[] sizes, int now)
    {
        (int Lead, double Correlation, int Count) At(int lead) =>
            Ranks.Correlation(column, sizes, now + lead) is var (correlation, count) && double.IsFinite(correlation)
                ? (lead, Math.Abs(correlation), count)
                : (lead, 0, count);
        var next = Enumerable.Range(1, MostLead).Select(At).MaxBy(c => c.Correlation);
        var past = Enumerable.Range(0, MostLag + 1).Select(lag => At(-lag)).MaxBy(c => c.Correlation);
        var between = Math.Abs(Ranks.Correlation(sizes, sizes, next.Lead - past.Lead).Correlation);
        var errors = next.Count > 3 ? Ranks.Williams(next.Correlation, past.Correlation, between, next.Count) : 0;
        return new(name, false, Leak.Later(next.Lead), next.Correlation, errors, next.Correlation > Bound && errors > Leak.FewestErrors);
    }
}
