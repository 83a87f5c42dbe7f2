namespace Simulator.Diagnostics;

/// <summary>Whether a column, or its change, knows the returns that come.</summary>
internal static class ReturnLeak
{
    private const int MostLead = 10;
    private const int OwnLags = 5;
    private const double Bound = 0.15;
    private const double OwnFactor = 1.5;

    private static readonly (int Bars, double Bound)[] s_sums = [(5, 0.3), (10, 0.4), (20, 0.5)];

    /// <summary>The worst of every column; null where there are too few rows.</summary>
    public static IReadOnlyList<Leak>? Of(TrainingSample sample)
    {
        if (Leak.Rows(sample) is not var (from, to))
            return null;
        // [i] return that ends at bar from + i.
        double[] returns =
        [
            .. from == sample.Start ? [double.NaN] : Array.Empty<double>(),
            .. sample.Returns[Math.Max(0, from - sample.Start - 1)..],
        ];
        var ranks = Ranks.Of(returns);
        var own = Enumerable.Range(1, OwnLags).Max(lag => Math.Abs(Ranks.Correlation(ranks, ranks, lag).Correlation));
        var bound = Math.Max(Bound, OwnFactor * own);
        var sums = Array.ConvertAll(s_sums, s => Ranks.Of(Sums(returns, s.Bars)));
        return [.. sample.Features.Names.Zip(sample.Features.Columns).Select(c => Worst(c.First, c.Second[from..to], ranks, bound, sums))];
    }

    private static Leak Worst(string name, double[] column, double[] returns, double bound, double[][] sums)
    {
        // Of a level above zero the change counts as a share, as returns do.
        var level = Array.TrueForAll(column, v => v > 0 || double.IsNaN(v)) ? Array.ConvertAll(column, Math.Log) : column;
        double[] change = [double.NaN, .. level.Skip(1).Zip(level, (now, before) => now - before)];
        var (value, changes) = (Ranks.Of(column), Ranks.Of(change));
        var all = new List<(Leak Leak, double Beyond)>();
        foreach (var (ranks, isChange) in new[] { (value, false), (changes, true) })
        {
            for (var lead = 1; lead <= MostLead; lead++)
                Add(ranks, isChange, returns, lead, 1, bound, Leak.Later(lead));
            for (var i = 0; i < sums.Length; i++)
                Add(ranks, isChange, sums[i], 0, s_sums[i].Bars, s_sums[i].Bound, $"over the next {s_sums[i].Bars} bars");
        }
        return all.Count == 0
            ? new Leak(name, false, "", 0, 0, false)
            : all.OrderByDescending(a => a.Leak.IsFound).ThenByDescending(a => a.Beyond).First().Leak;

        void Add(double[] ranks, bool isChange, double[] outcomes, int lead, int bars, double bound, string when)
        {
            var (correlation, count) = Ranks.Correlation(ranks, outcomes, lead);
            if (!double.IsFinite(correlation) || count / bars <= 2)
                return;
            var errors = correlation * Math.Sqrt(((count / (double)bars) - 2) / Math.Max(1e-12, 1 - (correlation * correlation)));
            var isFound = Math.Abs(correlation) > bound && Math.Abs(errors) > Leak.FewestErrors;
            all.Add((new Leak(name, isChange, when, correlation, errors, isFound), Math.Abs(correlation) / bound));
        }
    }

    // [i] return of the bars after bar i.
    private static double[] Sums(double[] returns, int bars)
    {
        var sums = new double[returns.Length];
        for (var i = 0; i < sums.Length; i++)
            sums[i] = i + bars < returns.Length ? returns.AsSpan(i + 1, bars).ToArray().Sum() : double.NaN;
        return sums;
    }
}
