namespace Simulator.Anomalies;

/// <summary>Everything that is fitted on some rows of a table: scaling, network, baseline, thresholds.</summary>
internal sealed class FittedDetector
{
    private const double LargestError = 100;
    private const double LeastScale = 0.05;
    private const float NetworkLimit = 6;
    private const int HeldOutEvery = 5;
    private const int FewestToHoldOut = 100;
    private const int MostReasons = 3;

    private readonly RobustScaling[] _scalings;
    private readonly Func<float[][], float[][]> _reconstruct;
    private readonly MahalanobisDistance _distance;
    private readonly double[] _usual;
    private readonly (double Network, double Distance, double ZScore) _thresholds;

    private FittedDetector(
        AnomalyTable table,
        int[] used,
        int[] train,
        IReconstruction network,
        AnomalyOptions options,
        CancellationToken stop
    )
    {
        Used = used;
        _scalings = [.. used.Select(c => RobustScaling.Of(train.Select(r => table.Columns[c][r])))];
        var rows = Scaled(table, train);
        // The usual miss and the threshold are read off rows that the weights were not fitted on.
        var heldOut = train.Length >= FewestToHoldOut;
        int[] fitted = [.. Enumerable.Range(0, rows.Length).Where(i => !heldOut || i % HeldOutEvery != 0)];
        int[] judged = [.. Enumerable.Range(0, rows.Length).Where(i => !heldOut || i % HeldOutEvery == 0)];
        float[][] limited = [.. rows.Select(Limited)];
        var first = network.Fit([.. fitted.Select(i => limited[i])], options.Seed, stop);
        var misses = Misses(rows, first(limited));
        var scale = Usual(misses, fitted);
        int[] kept = [.. fitted.OrderBy(i => Score(misses[i], scale)).Take(Math.Max(1, (int)(fitted.Length * (1 - options.Trim)))).Order()];
        _reconstruct = network.Fit([.. kept.Select(i => limited[i])], options.Seed, stop);
        misses = Misses(rows, _reconstruct(limited));
        _usual = Usual(misses, judged);
        _distance = MahalanobisDistance.Of(rows, options.Trim);
        _thresholds = (
            TailThreshold.Of(judged.Select(i => Score(misses[i], _usual)), options.Rate),
            TailThreshold.Of(rows.Select(_distance.Of), options.Rate),
            TailThreshold.Of(rows.Select(LargestZ), options.Rate)
        );
    }

    /// <summary>The columns that are used.</summary>
    public int[] Used { get; }

    /// <summary>Fits on rows of a table.</summary>
    public static FittedDetector Of(
        AnomalyTable table,
        int[] used,
        int[] train,
        IReconstruction network,
        AnomalyOptions options,
        CancellationToken cancellation
    ) => new(table, used, train, network, options, cancellation);

    /// <summary>Judges rows.</summary>
    public IEnumerable<AnomalyRow> Judge(AnomalyTable table, int[] places)
    {
        var rows = Scaled(table, places);
        var expected = _reconstruct([.. rows.Select(Limited)]);
        var misses = Misses(rows, expected);
        for (var i = 0; i < places.Length; i++)
        {
            var row = places[i];
            yield return new AnomalyRow(
                row,
                table.Lines[row],
                table.Labels[row],
                new AnomalyScore(Score(misses[i], _usual), _thresholds.Network),
                new AnomalyScore(_distance.Of(rows[i]), _thresholds.Distance),
                new AnomalyScore(LargestZ(rows[i]), _thresholds.ZScore),
                Reasons(table, row, misses[i], expected[i])
            );
        }
    }

    private AnomalyReason[] Reasons(AnomalyTable table, int row, double[] misses, float[] expected)
    {
        double[] squares = [.. misses.Select((m, j) => Square(m, _usual[j]))];
        var sum = Math.Max(squares.Sum(), double.Epsilon);
        return
        [
            .. Enumerable
                .Range(0, squares.Length)
                .Where(j => squares[j] > 0)
                .OrderByDescending(j => squares[j])
                .Take(MostReasons)
                .Select(j =>
                {
                    var value = table.Columns[Used[j]][row];
                    return new AnomalyReason(
                        table.Names[Used[j]],
                        squares[j] / sum,
                        value,
                        _scalings[j].Unscale(expected[j]),
                        _scalings[j].ZScore(value)
                    );
                }),
        ];
    }

    // A cell without a number is taken as the median.
    private float[][] Scaled(AnomalyTable table, int[] rows) =>
        [
            .. rows.Select(row =>
                Used.Select((c, j) => _scalings[j].Scale(table.Columns[c][row]))
                    .Select(v => double.IsNaN(v) ? 0f : (float)Math.Clamp(v, -1e6, 1e6))
                    .ToArray()
            ),
        ];

    // What the network reads is limited, so that it cannot follow a value that nothing ordinary has; what it misses is not.
    private static float[] Limited(float[] row) => [.. row.Select(v => Math.Clamp(v, -NetworkLimit, NetworkLimit))];

    private static double[][] Misses(float[][] rows, float[][] expected) =>
        [.. rows.Select((row, i) => row.Select((v, j) => (double)v - expected[i][j]).ToArray())];

    private static double[] Usual(double[][] misses, int[] rows) =>
        [
            .. Enumerable
                .Range(0, misses[0].Length)
                .Select(j => Math.Max(LeastScale, 1.4826 * Numerics.Median.Of(rows.Select(i => Math.Abs(misses[i][j]))))),
        ];

    private static double Score(double[] misses, double[] usual)
    {
        var sum = 0.0;
        for (var j = 0; j < misses.Length; j++)
            sum += Square(misses[j], usual[j]);
        return Math.Sqrt(sum / misses.Length);
    }

    private static double Square(double miss, double usual)
    {
        var error = Math.Min(Math.Abs(miss / usual), LargestError);
        return error * error;
    }

    private static double LargestZ(float[] row) => row.Max(v => (double)Math.Abs(v));
}
