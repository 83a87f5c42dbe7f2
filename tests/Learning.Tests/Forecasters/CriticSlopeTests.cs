using System.Globalization;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Windows;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>
/// LayerNorm divides what it is given by its size, so a critic that has its candidate only inside it says the same of 5 and of 20
/// deviations. The slope |∂D/∂y| is measured far out, where one return in a thousand lies.
/// </summary>
public sealed class CriticSlopeTests(ITestOutputHelper output)
{
    private const int Rows = 64;
    private static readonly double[] s_deviations = [1, 5, 20];

    private static readonly GanForecasterSpec s_spec = new()
    {
        Scale = ScaleKind.Weighted,
        Hidden = 16,
        NoiseDimensions = 4,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Slope_FarOut_IsNoSmallPartOfThatNear(int epochs)
    {
        using var scope = NewDisposeScope();
        var inputs = new ReturnInputs(SyntheticReturns.Input(SyntheticReturns.Autoregressive(900, 0.5, 21)), withVolatility: true);
        var (first, end) = (inputs.FirstRow + s_spec.WindowBars - 1, 800);
        using var source = new WindowSource(inputs, FeatureScaler.Fit(inputs.Columns, inputs.FirstRow, end), s_spec.WindowBars, end, CPU);
        using var training = new GanTraining(s_spec, source, GanRows.Of(first, end, end), HeavyTails.Normal, 7, "slope", CPU);
        for (var epoch = 0; epoch < epochs; epoch++)
            training.RunEpoch(default);

        var windows = source.Windows([.. Enumerable.Range(0, Rows).Select(i => first + (i * 10))]);
        double[] slopes = [.. s_deviations.Select(y => Slope(training.Critic, windows, y))];
        for (var i = 0; i < slopes.Length; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{epochs} epochs, |y| = {s_deviations[i]}: {slopes[i]:0.00000}"));

        Assert.All(slopes.Skip(1), slope => Assert.InRange(slope / slopes[0], 0.25, 4));
    }

    [Fact]
    public void Slope_OfTheNormalisedLayersAlone_IsLostFarOut()
    {
        using var scope = NewDisposeScope();
        using var critic = new ReturnCritic(5, 17, 16, CPU, new Simulator.Seeding.SplitMix64(3));
        var tails = critic.parameters().TakeLast(2).ToArray();
        Assert.Equal([2, 16 * 17], tails[0].shape);
        foreach (var weights in tails)
            Simulator.Learning.Networks.Initialisation.Fill(weights, new float[weights.numel()]);
        using var noise = new Generator(5, CPU);
        var windows = randn([Rows, 17, 5], generator: noise);
        double[] slopes = [.. s_deviations.Select(y => Slope(critic, windows, y))];
        output.WriteLine(string.Join(", ", slopes.Select(s => s.ToString("0.00000", CultureInfo.InvariantCulture))));

        Assert.InRange(slopes[2] / slopes[0], 0, 0.1);
    }

    // Mean of |∂D/∂y| over windows, at y and −y.
    private static double Slope(ReturnCritic critic, Tensor windows, double deviations)
    {
        var candidates = full([2 * Rows, 1], (float)deviations);
        candidates.narrow(0, 0, Rows).neg_();
        candidates.requires_grad_(true);
        var score = critic.call(windows.repeat(2, 1, 1), candidates).sum();
        return autograd.grad([score], [candidates])[0].abs().mean().item<float>();
    }
}
