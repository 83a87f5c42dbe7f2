using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>
/// Dropout (Srivastava et al. 2014) from a training's own generator: units are set to 0 with a probability and the others grow, so that the
/// mean stays. Over time one mask holds for all bars of a window (Gal and Ghahramani 2016).
/// </summary>
/// <param name="share">Probability of 0, in [0, 1).</param>
/// <param name="random">Where masks come from; null switches nothing off.</param>
internal sealed class DropMask(double share, Generator? random)
{
    /// <summary>Switches nothing off: for forecasts.</summary>
    public static DropMask None { get; } = new(0, null);

    /// <summary>Each unit of each row by itself.</summary>
    public Tensor Apply(Tensor state) => Apply(state, state.shape);

    /// <summary>The same units at every bar of a window.</summary>
    /// <param name="sequence">[batch, window, units].</param>
    public Tensor ApplyOverTime(Tensor sequence) => Apply(sequence, [sequence.shape[0], 1, sequence.shape[2]]);

    private Tensor Apply(Tensor state, long[] shape)
    {
        if (random is null || share == 0)
            return state;
        var kept = rand(shape, device: state.device, generator: random).ge(share).to_type(state.dtype);
        return state * kept * (1 / (1 - share));
    }
}
