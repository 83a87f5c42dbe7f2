using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Volatility;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters.Networks;

/// <summary>
/// The loss written in tensors against numbers from tests/Support/Series/reference.py, and against the densities that forecasts are scored
/// with.
/// </summary>
public sealed class LawTensorsTests
{
    /// <summary>Family; outcome, location, log-scale and free parameters; −ln f; its slopes by all but the outcome.</summary>
    public static TheoryData<Innovations, double[], double, double[]> Reference =>
        new()
        {
            { Innovations.Gaussian, [1.3, 0.2, -0.1], 1.5578872019, [-1.34354303, -0.47789734] },
            { Innovations.Student, [-2.5, 0.1, 0.3, 1.2], 3.3983760170, [1.28338057, -2.33678949, -0.25610892] },
            { Innovations.Student, [0.4, 0, -0.5, 5], 0.6351636255, [-1.11158037, 0.55536785, 0.00093228] },
            { Innovations.SkewedStudent, [-3, 0.05, 0.2, 0.8, -0.3], 4.0478667768, [1.05163308, -2.20748088, -0.24451289, 0.50332855] },
            { Innovations.SkewedStudent, [0.7, -0.1, -0.2, 2.5, 0.4], 1.4252400637, [-1.20642447, 0.03486042, -0.04991895, 0.31490498] },
            { Innovations.SkewedStudent, [4, 0, 0, -1, -0.1], 6.7001306991, [-0.85752862, -2.43011448, -0.44564304, -3.23630159] },
        };

    [Theory]
    [MemberData(nameof(Reference))]
    public void Loss_AndItsGradient_AreThoseOfTheReference(Innovations kind, double[] values, double loss, double[] slopes)
    {
        var (actual, gradient) = Loss(kind, values);
        Assert.Equal(loss, actual, 1e-9);
        for (var k = 0; k < slopes.Length; k++)
            Assert.Equal(slopes[k], gradient[k], 1e-6);
    }

    [Theory]
    [InlineData(Innovations.Gaussian)]
    [InlineData(Innovations.Student)]
    [InlineData(Innovations.SkewedStudent)]
    public void Loss_OverManyOutcomes_IsTheLogScoreOfTheLaw(Innovations kind)
    {
        foreach (var degrees in new[] { -3.0, 0.5, 2, 3 })
        {
            foreach (var skew in new[] { -1.5, 0, 0.3 })
            {
                double[] free = [.. new[] { degrees, skew }.Take(InnovationLaw.ParameterCount(kind))];
                var law = InnovationLaw.Of(kind, free);
                for (var y = -8.0; y <= 8; y += 0.37)
                {
                    var (loss, gradient) = Loss(kind, [y, 0.3, -0.4, .. free]);
                    var score = new LawParts(0.3, Math.Exp(-0.4), free).ToLaw(kind, 1).LogScore(y);
                    Assert.Equal(score, loss, 1e-9 * (1 + Math.Abs(score)));
                    var (z, slope, shape) = ((y - 0.3) * Math.Exp(0.4), new double[1], new double[2]);
                    law.LogLikelihood([z], slope, shape);
                    Assert.Equal(slope[0] * Math.Exp(0.4), gradient[0], 1e-5);
                    for (var k = 0; k < free.Length; k++)
                        Assert.Equal(-shape[k], gradient[2 + k], 1e-5 * (1 + Math.Abs(shape[k])));
                }
            }
        }
    }

    private static (double Loss, double[] Gradient) Loss(Innovations kind, double[] values)
    {
        using var scope = NewDisposeScope();
        var inputs = values[1..].Select(v => tensor(new[] { v }).requires_grad_(true)).ToArray();
        var loss = new LawTensors(kind, inputs[0], inputs[1], inputs[2..]).Loss(tensor(new[] { values[0] })).sum();
        loss.backward();
        return (loss.item<double>(), [.. inputs.Select(i => i.grad!.item<double>())]);
    }
}
