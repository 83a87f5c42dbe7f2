using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>One step by maximum likelihood.</summary>
internal static class LikelihoodStep
{
    /// <summary>Means over a batch of −ln f and the gradient's length before it is cut.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="optimizer">Its optimiser.</param>
    /// <param name="windows">[batch, window, features].</param>
    /// <param name="outcomes">[batch].</param>
    /// <param name="mask">Switches units off.</param>
    /// <param name="longest">Length that the gradient is cut to.</param>
    public static (double Loss, double GradientNorm) Take(
        ForecastNetwork network,
        Adam optimizer,
        Tensor windows,
        Tensor outcomes,
        DropMask mask,
        double longest
    )
    {
        var loss = network.Laws(windows, mask).Loss(outcomes.to_type(ScalarType.Float64)).mean();
        optimizer.zero_grad();
        loss.backward();
        var norm = nn.utils.clip_grad_norm_(network.parameters(), longest);
        optimizer.step();
        return (loss.item<double>(), norm);
    }
}
