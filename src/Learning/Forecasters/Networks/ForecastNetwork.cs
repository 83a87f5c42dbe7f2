using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Networks;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>
/// An encoder of windows, and a linear head that reads its state and the last bar as it is (the linear part beside the deep one of Cheng et
/// al. 2016). So a regression of the law on the last features is always within reach, and the encoder has to find what goes beyond it.
/// </summary>
internal sealed class ForecastNetwork : nn.Module
{
    private readonly int _features;
    private readonly WindowEncoder _encoder;
    private readonly LawHead _head;

    /// <summary>Of an encoder and the law that it starts from.</summary>
    public ForecastNetwork(WindowEncoder encoder, int features, BaseLaw start, Device device)
        : base(nameof(ForecastNetwork))
    {
        (_encoder, _features) = (encoder, features);
        _head = new LawHead(encoder.Width + features, start, device);
        RegisterComponents();
    }

    /// <summary>The laws of the outcomes after windows.</summary>
    /// <param name="windows">[batch, window, features].</param>
    /// <param name="mask">Switches units off while training.</param>
    public LawTensors Laws(Tensor windows, DropMask mask)
    {
        Shapes.Require(windows, nameof(windows), Shapes.Any, Shapes.Any, _features);
        var state = mask.Apply(_encoder.Encode(windows, mask)); // [batch, width]
        var last = windows.select(1, windows.shape[1] - 1); // [batch, features]
        return _head.Laws(cat([state, last], 1));
    }

    /// <summary>Mean and standard deviation of those laws, each [batch].</summary>
    /// <param name="windows">[batch, window, features].</param>
    public (Tensor Location, Tensor Scale) Moments(Tensor windows)
    {
        var laws = Laws(windows, DropMask.None);
        return (laws.Location, laws.LogScale.exp());
    }
}
