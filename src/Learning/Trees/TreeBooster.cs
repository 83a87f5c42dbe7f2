using System.Globalization;
using System.Runtime.InteropServices;

namespace Simulator.Learning.Trees;

/// <summary>
/// A sum of regression trees, grown one by one along a gradient that the caller computes. Chen, Guestrin: “XGBoost: a scalable tree
/// boosting system”, KDD 2016: a leaf's value is −Σg/(Σh + λ), and a split is the one that lowers −½(Σg)²/(Σh + λ) most, found among
/// all values.
/// One thread; the same calls give the same bits.
/// </summary>
internal sealed class TreeBooster : IDisposable
{
    private readonly BoosterHandle _handle;
    private readonly TreeMatrix _training;

    /// <summary>A sum of no trees: 0 everywhere.</summary>
    /// <param name="parameters">How trees are grown.</param>
    /// <param name="training">Rows that they are grown on; stays the caller's and must live as long as this.</param>
    public TreeBooster(TreeParameters parameters, TreeMatrix training)
    {
        XgboostCall.Check(XgboostApi.CreateBooster([training.Handle.DangerousGetHandle()], 1, out var booster), "begin");
        (_handle, _training) = (new BoosterHandle(booster), training);
        foreach (var (name, value) in Settings(parameters))
            XgboostCall.Check(XgboostApi.SetParameter(_handle, name, value), $"set {name} to {value}");
    }

    /// <summary>Trees so far.</summary>
    public int Rounds { get; private set; }

    /// <summary>Adds a tree.</summary>
    /// <param name="gradient">[row] first derivative of the loss by the sum; 0 for a row that is left out.</param>
    /// <param name="hessian">[row] second derivative or what stands for it, ≥ 0; 0 for a row that is left out.</param>
    public void Grow(ReadOnlySpan<float> gradient, ReadOnlySpan<float> hessian)
    {
        if (gradient.Length != _training.Rows || hessian.Length != _training.Rows)
            throw new ArgumentException(
                FormattableString.Invariant($"derivatives of {gradient.Length} and {hessian.Length} rows for {_training.Rows} rows")
            );
        XgboostCall.Check(
            XgboostApi.BoostOnce(_handle, _training.Handle, gradient, hessian, (ulong)gradient.Length),
            FormattableString.Invariant($"grow tree {Rounds + 1}")
        );
        Rounds++;
    }

    /// <summary>[row] the sum of all trees.</summary>
    public float[] Sums(TreeMatrix rows) => Rounds == 0 ? new float[rows.Rows] : Predict(rows, 1, rows.Rows);

    /// <summary>
    /// [row][column] what each column adds to the row's sum, and last what the trees say of a row without its columns: exact Shapley values
    /// of the trees (Lundberg, Erion, Lee: “Consistent individualized feature attribution for tree ensembles”, 2018). A row adds up to its
    /// sum.
    /// </summary>
    public float[][] Contributions(TreeMatrix rows)
    {
        var width = rows.Columns + 1;
        var flat = Rounds == 0 ? new float[rows.Rows * width] : Predict(rows, 2, rows.Rows * width);
        return [.. Enumerable.Range(0, rows.Rows).Select(row => flat[(row * width)..((row + 1) * width)])];
    }

    /// <summary>[column] loss that all splits on the column took away on the training rows, as the splits counted it.</summary>
    public unsafe double[] Gains()
    {
        var gains = new double[_training.Columns];
        if (Rounds == 0)
            return gains;
        XgboostCall.Check(
            XgboostApi.FeatureScore(
                _handle,
                """{"importance_type": "total_gain", "feature_map": ""}""",
                out var count,
                out var names,
                out _,
                out _,
                out var scores
            ),
            "tell gains"
        );
        // Columns that no tree splits on are not among them; a column without a name is called f and its number.
        for (var i = 0; i < (int)count; i++)
            gains[int.Parse(Marshal.PtrToStringUTF8((nint)names[i])!.AsSpan(1), CultureInfo.InvariantCulture)] = scores[i];
        return gains;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private unsafe float[] Predict(TreeMatrix rows, int type, int count)
    {
        XgboostCall.Check(
            XgboostApi.Predict(
                _handle,
                rows.Handle,
                FormattableString.Invariant(
                    $"{{\"type\": {type}, \"training\": false, \"iteration_begin\": 0, \"iteration_end\": 0, \"strict_shape\": false}}"
                ),
                out _,
                out _,
                out var values
            ),
            "read rows"
        );
        return new ReadOnlySpan<float>(values, count).ToArray();
    }

    // No objective is used; what is left to it is that nothing is added to the trees.
    private static IEnumerable<(string Name, string Value)> Settings(TreeParameters parameters) =>
        [
            ("objective", "reg:squarederror"),
            ("base_score", "0"),
            ("booster", "gbtree"),
            ("tree_method", "exact"),
            ("nthread", "1"),
            ("verbosity", "0"),
            ("max_depth", Text(parameters.Depth)),
            ("eta", Text(parameters.LearningRate)),
            ("min_child_weight", Text(parameters.MinChildWeight)),
            ("lambda", Text(parameters.Lambda)),
            ("colsample_bytree", Text(parameters.ColumnShare)),
            ("seed", Text(parameters.Seed)),
        ];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
