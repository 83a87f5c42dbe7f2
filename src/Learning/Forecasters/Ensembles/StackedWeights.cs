namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>
/// Weights of members, ≥ 0 and 1 together, whose mean of quantiles has the lowest pinball loss: exponentiated gradient descent (Kivinen and
/// Warmuth 1997) from equal weights, the mean of its steps.
/// </summary>
internal static class StackedWeights
{
    private const int Steps = 400;

    /// <summary>The weights.</summary>
    /// <param name="quantiles">[member][row · levels + level].</param>
    /// <param name="levels">Levels in (0, 1).</param>
    /// <param name="outcomes">[row].</param>
    public static double[] Of(double[][] quantiles, double[] levels, double[] outcomes)
    {
        var count = quantiles.Length;
        var (weights, mean, gradient) = (new double[count], new double[count], new double[count]);
        Array.Fill(weights, 1.0 / count);
        var unit = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            Slope(quantiles, levels, outcomes, weights, gradient);
            // In units of the first slopes' spread, so that the rate does not depend on the size of returns.
            unit = step == 0 ? gradient.Max() - gradient.Min() : unit;
            if (unit == 0)
                return weights;
            var (lowest, rate) = (gradient.Min(), 2 / Math.Sqrt(step + 1.0));
            for (var m = 0; m < count; m++)
                weights[m] *= Math.Exp(-rate * (gradient[m] - lowest) / unit);
            var sum = weights.Sum();
            for (var m = 0; m < count; m++)
            {
                weights[m] /= sum;
                mean[m] += weights[m] / Steps;
            }
        }
        return mean;
    }

    private static void Slope(double[][] quantiles, double[] levels, double[] outcomes, double[] weights, double[] gradient)
    {
        Array.Clear(gradient);
        for (var row = 0; row < outcomes.Length; row++)
        {
            for (var k = 0; k < levels.Length; k++)
            {
                var (at, quantile) = ((row * levels.Length) + k, 0.0);
                for (var m = 0; m < weights.Length; m++)
                    quantile += weights[m] * quantiles[m][at];
                var slope = outcomes[row] >= quantile ? -levels[k] : 1 - levels[k];
                for (var m = 0; m < weights.Length; m++)
                    gradient[m] += slope * quantiles[m][at];
            }
        }
    }
}
