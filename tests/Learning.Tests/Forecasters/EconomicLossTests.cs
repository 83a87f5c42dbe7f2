using Simulator.Learning.Forecasters.Gan;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>
/// The loss of Fin-GAN. Numbers by numpy 1.24 in double precision: p = tanh(d)·y; p.mean(); ((d − y)**2).mean();
/// p.std(axis=1, ddof=1).mean(); (p.mean(axis=1)/p.std(axis=1, ddof=1)).mean(); slopes by a shift of all draws, by central differences.
/// </summary>
public sealed class EconomicLossTests
{
    private const double Profit = 0.4419286;
    private const double SquaredError = 1.6354167;
    private const double Sharpe = 0.7189043;
    private const double Deviation = 0.6745037;

    private static readonly float[] s_draws = [0.5f, -1, 2, 1.5f, 0.25f, -0.5f];
    private static readonly float[] s_real = [1, -2, 0.5f];
    private static readonly double[] s_slopes = [-0.22071246, 1.25, 0.47421286, -0.00233949];

    [Fact]
    public void Terms_OfTwoDrawsOfThreeOutcomes_AreNumpys()
    {
        using var scope = NewDisposeScope();
        var terms = EconomicTerms.Of(tensor(s_draws).view(2, 3), tensor(s_real));

        Assert.Equal(
            [Profit, SquaredError, Sharpe, Deviation],
            terms.All.Select(t => (double)t.item<float>()),
            (a, b) => Math.Abs(a - b) < 1e-5
        );
    }

    [Fact]
    public void Weights_AreTheMeansOfTheRatiosOfSlopes_AndTheLossIsTheWeightedSum()
    {
        using var scope = NewDisposeScope();
        using var shift = new Parameter(zeros(1));
        var loss = new EconomicLoss(epochs: 10);
        Assert.Equal(2, loss.MeasuringEpochs);
        for (var step = 0; step < 2; step++)
        {
            // Adversarial parts of slopes 3 and 5.
            var (adversarial, terms) = ((shift * (3 + (2 * step))).sum(), Terms(shift));
            Assert.Equal(0, loss.Of(adversarial, terms, [shift], epoch: step).item<float>());
        }

        double[] expected = [.. s_slopes.Select(slope => 4 / Math.Abs(slope))];
        Assert.All(expected.Zip(loss.Weights), pair => Assert.Equal(1, pair.Second / pair.First, 0.01));
        var sum = (-expected[0] * Profit) + (expected[1] * SquaredError) - (expected[2] * Sharpe) + (expected[3] * Deviation);
        var last = loss.Of((shift * 3).sum(), Terms(shift), [shift], epoch: 2).item<float>();
        Assert.Equal(1, last / sum, 0.01);
    }

    [Fact]
    public void Measurements_WrittenAndRead_AreTheSame()
    {
        using var scope = NewDisposeScope();
        using var shift = new Parameter(zeros(1));
        var (loss, again) = (new EconomicLoss(10), new EconomicLoss(10));
        loss.Of((shift * 3).sum(), Terms(shift), [shift], epoch: 0);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        loss.Write(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        again.Read(reader);

        Assert.Equal(loss.Weights, again.Weights);
        Assert.Equal([0, 0, 0, 0], new EconomicLoss(10).Weights);
        Assert.Equal([1, 25], new[] { 3, 1_000 }.Select(epochs => new EconomicLoss(epochs).MeasuringEpochs));
    }

    private static EconomicTerms Terms(Tensor shift) => EconomicTerms.Of(tensor(s_draws).view(2, 3) + shift, tensor(s_real));
}
