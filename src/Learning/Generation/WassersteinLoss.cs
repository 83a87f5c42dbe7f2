using Simulator.Learning.Networks;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation;

/// <summary>
/// A critic's loss: WGAN-GP (Gulrajani et al. 2017, algorithm 1) with the one-sided penalty (Petzka, Fischer and Lukovnikov 2018).
/// </summary>
internal static class WassersteinLoss
{
    private const double SmallestSquare = 1e-12;

    /// <summary>λ·mean(max(0, |slope| − 1)²) − distance, and the distance E[D(real)] − E[D(fake)].</summary>
    /// <param name="critic">[batch, channels, bars] → [batch].</param>
    /// <param name="real">[batch, channels, bars].</param>
    /// <param name="fake">As many, without history.</param>
    /// <param name="mix">[batch, 1, 1] in [0, 1]: where between the two the slope is taken.</param>
    /// <param name="weight">λ.</param>
    public static (Tensor Loss, Tensor Distance) Of(nn.Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Tensor mix, double weight)
    {
        var batch = real.shape[0];
        var between = (fake + (mix * (real - fake))).detach().requires_grad_(true);
        var score = critic.call(between).sum();
        Shapes.RequireHistory(score, nameof(score));
        var slope = autograd.grad([score], [between], retain_graph: true, create_graph: true)[0];
        var length = (slope.square().sum([1, 2]) + SmallestSquare).sqrt(); // [batch]
        var penalty = (length - 1).relu().square().mean();
        var scores = critic.call(cat([real, fake], 0)); // [2·batch]
        var distance = scores.narrow(0, 0, batch).mean() - scores.narrow(0, batch, batch).mean();
        return ((penalty * weight) - distance, distance);
    }
}
