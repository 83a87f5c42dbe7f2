using MathNet.Numerics.LinearAlgebra;
using Simulator.Seeding;

namespace Simulator.Learning.Explanations;

/// <summary>
/// A linear model that stands for another one near a row (LIME: Ribeiro, Singh and Guestrin, “Why should I trust you?”, KDD 2016, sections
/// 3.2–3.4): the model is asked at inputs moved by independent standard normal steps, and a ridge regression, weighted by
/// e^(−distance²/width²) with the width ¾·√inputs of the authors' program, is fitted to its answers. The R² is taken on further steps that
/// it was not fitted to: a fit that cannot foretell them explains nothing.
/// </summary>
/// <param name="Value">The model's own answer at the row.</param>
/// <param name="Slopes">[input] change of the answer for a standard deviation more of the input.</param>
/// <param name="RSquared">
/// Share of the weighted variance of the answers to further steps that it foretells; below 0 where their mean does better, NaN where the
/// answers do not vary at all.
/// </param>
public sealed record LocalSurrogate(double Value, IReadOnlyList<double> Slopes, double RSquared)
{
    /// <summary>R² from which on a surrogate is said to fit.</summary>
    public const double LeastRSquared = 0.5;

    private const double Penalty = 1e-3; // of the mean weight
    private const double WidthPerRootInput = 0.75;
    private const double Rounding = 1e-14; // squared, of numbers that went through single precision
    private const int StepsPerInput = 10;
    private const int FewestSteps = 200;

    /// <summary>Whether it can be read: one that does not fit explains nothing.</summary>
    public bool Fits => RSquared >= LeastRSquared;

    /// <summary>Fits the surrogate of a model.</summary>
    /// <param name="ask">The model's answers to steps away from the row, [step][input] in standard deviations.</param>
    /// <param name="inputs">Number of inputs, at least 1.</param>
    /// <param name="random">The steps.</param>
    public static LocalSurrogate Of(Func<double[][], double[]> ask, int inputs, SplitMix64 random)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        var fitted = Math.Max(FewestSteps, StepsPerInput * inputs);
        double[][] steps = [new double[inputs], .. Enumerable.Range(0, 2 * fitted).Select(_ => Step(inputs, random))];
        var answers = ask(steps);
        double[] weights = [.. steps.Select(s => Math.Exp(-s.Sum(v => v * v) / (WidthPerRootInput * WidthPerRootInput * inputs)))];
        var coefficients = Regress(steps[1..(1 + fitted)], answers[1..(1 + fitted)], weights[1..(1 + fitted)]);
        var further = RSquaredOf(coefficients, steps[(1 + fitted)..], answers[(1 + fitted)..], weights[(1 + fitted)..]);
        return new(answers[0], coefficients[1..], further);
    }

    private static double[] Step(int inputs, SplitMix64 random)
    {
        var step = new double[inputs];
        for (var c = 0; c < inputs; c++)
            step[c] = random.NextGaussian();
        return step;
    }

    // (X'WX + λI)β = X'Wy with a first column of ones, which is not penalised.
    private static double[] Regress(double[][] steps, double[] answers, double[] weights)
    {
        var design = Matrix<double>.Build.Dense(steps.Length, steps[0].Length + 1, (i, c) => c == 0 ? 1 : steps[i][c - 1]);
        var weighted = Matrix<double>.Build.Dense(design.RowCount, design.ColumnCount, (i, c) => weights[i] * design[i, c]);
        var normal = weighted.TransposeThisAndMultiply(design);
        for (var c = 1; c < normal.RowCount; c++)
            normal[c, c] += Penalty * weights.Sum();
        return normal.Cholesky().Solve(weighted.TransposeThisAndMultiply(Vector<double>.Build.Dense(answers))).ToArray();
    }

    private static double RSquaredOf(double[] coefficients, double[][] steps, double[] answers, double[] weights)
    {
        var mean = answers.Zip(weights, (y, w) => y * w).Sum() / weights.Sum();
        var (missed, varied) = (0.0, 0.0);
        for (var i = 0; i < answers.Length; i++)
        {
            var told = coefficients[0];
            for (var c = 0; c < steps[i].Length; c++)
                told += coefficients[c + 1] * steps[i][c];
            missed += weights[i] * (answers[i] - told) * (answers[i] - told);
            varied += weights[i] * (answers[i] - mean) * (answers[i] - mean);
        }
        // Answers that differ by rounding alone do not vary.
        return varied > Rounding * weights.Sum() * (1 + (mean * mean)) ? 1 - (missed / varied) : double.NaN;
    }
}
