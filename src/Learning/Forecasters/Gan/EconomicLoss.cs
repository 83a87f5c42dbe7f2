using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// The generator's loss of Fin-GAN: adversarial − α·profit + β·squared error − γ·Sharpe + δ·deviation. In the first epochs only the
/// adversarial part is minimised, and each weight is the mean over their steps of ‖∇ adversarial‖ / ‖∇ term‖, so that every part pulls
/// about as hard. The paper then tries subsets of the terms and picks one by validation Sharpe; here all four stand, and the weights that
/// serve are picked by validation CRPS as for every loss.
/// </summary>
/// <param name="epochs">Epochs of the training, of which at most a fifth, and at most 25, measure.</param>
internal sealed class EconomicLoss(int epochs)
{
    private const int MostMeasuringEpochs = 25; // the paper's
    private const int MeasuringShare = 5;
    private readonly double[] _ratios = new double[4];
    private readonly int[] _measured = new int[4];

    /// <summary>Epochs that measure.</summary>
    public int MeasuringEpochs { get; } = Math.Clamp(epochs / MeasuringShare, 1, MostMeasuringEpochs);

    /// <summary>α, β, γ, δ; 0 for a term that never had a gradient.</summary>
    public double[] Weights => [.. _ratios.Zip(_measured, (sum, count) => count == 0 ? 0 : sum / count)];

    /// <summary>The loss of a step; measures in the first epochs.</summary>
    /// <param name="adversarial">The adversarial part.</param>
    /// <param name="terms">The economic ones.</param>
    /// <param name="parameters">The generator's.</param>
    /// <param name="epoch">Epochs done.</param>
    public Tensor Of(Tensor adversarial, EconomicTerms terms, IReadOnlyList<Parameter> parameters, int epoch)
    {
        if (epoch < MeasuringEpochs)
        {
            Measure(adversarial, terms, parameters);
            return adversarial;
        }
        var (alpha, beta, gamma, delta) = (Weights[0], Weights[1], Weights[2], Weights[3]);
        return adversarial - (terms.Profit * alpha) + (terms.SquaredError * beta) - (terms.Sharpe * gamma) + (terms.Deviation * delta);
    }

    /// <summary>Writes what was measured.</summary>
    public void Write(BinaryWriter writer)
    {
        for (var i = 0; i < _ratios.Length; i++)
        {
            writer.Write(_ratios[i]);
            writer.Write(_measured[i]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        for (var i = 0; i < _ratios.Length; i++)
            (_ratios[i], _measured[i]) = (reader.ReadDouble(), reader.ReadInt32());
    }

    private void Measure(Tensor adversarial, EconomicTerms terms, IReadOnlyList<Parameter> parameters)
    {
        var of = Norm(adversarial, parameters);
        var all = terms.All;
        for (var i = 0; i < all.Length; i++)
        {
            var ratio = of / Norm(all[i], parameters);
            if (!double.IsFinite(ratio))
                continue; // a term that no weight moves yet
            _ratios[i] += ratio;
            _measured[i]++;
        }
    }

    private static double Norm(Tensor loss, IReadOnlyList<Parameter> parameters)
    {
        var slopes = autograd.grad([loss], [.. parameters], retain_graph: true);
        return Math.Sqrt(slopes.Sum(s => s.square().sum().item<float>()));
    }
}
