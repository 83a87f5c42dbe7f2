using Simulator.Learning.Networks;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>Makes one state of a window: what the kinds of neural forecasters differ in.</summary>
/// <param name="name">Name of the module.</param>
/// <param name="width">Numbers of a state.</param>
internal abstract class WindowEncoder(string name, int width) : nn.Module(name)
{
    /// <summary>Numbers of a state.</summary>
    public int Width => width;

    /// <summary>The states of windows.</summary>
    /// <param name="windows">[batch, window, features].</param>
    /// <param name="mask">Switches units off while training.</param>
    /// <returns>[batch, <see cref="Width"/>].</returns>
    public abstract Tensor Encode(Tensor windows, DropMask mask);

    /// <summary>Fills a layer's parameters from a stream, uniform on ±1/√fan.</summary>
    protected static void Initialise(nn.Module layer, double fan, SplitMix64 random)
    {
        foreach (var parameter in layer.parameters())
            Initialisation.Uniform(parameter, fan, random);
    }
}

/// <summary>Makes the encoder of a fold's model.</summary>
/// <param name="features">Inputs per bar.</param>
/// <param name="device">Where.</param>
/// <param name="random">Stream of the first weights.</param>
internal delegate WindowEncoder EncoderFactory(int features, Device device, SplitMix64 random);
