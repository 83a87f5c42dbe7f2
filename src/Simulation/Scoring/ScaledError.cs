namespace Simulator.Scoring;

/// <summary>
/// Mean absolute error over that of the naive forecast, the value before, in training: above 1 is worse than naive. Hyndman, Koehler:
/// “Another look at measures of forecast accuracy”, International J. of Forecasting 22, 2006.
/// </summary>
public static class ScaledError
{
    /// <summary>The scaled error; NaN of no row, or where training never changes.</summary>
    /// <param name="forecasts">[row].</param>
    /// <param name="outcomes">[row].</param>
    /// <param name="training">Values that the model was fitted on, oldest first.</param>
    public static double Of(double[] forecasts, double[] outcomes, double[] training)
    {
        if (forecasts.Length != outcomes.Length)
            throw new ArgumentException(FormattableString.Invariant($"{forecasts.Length} forecasts but {outcomes.Length} outcomes"));
        if (outcomes.Length == 0 || training.Length < 2)
            return double.NaN;
        var naive = training.Skip(1).Zip(training, (now, before) => Math.Abs(now - before)).Average();
        return naive > 0 ? forecasts.Zip(outcomes, (f, y) => Math.Abs(f - y)).Average() / naive : double.NaN;
    }
}
