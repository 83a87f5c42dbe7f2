using Simulator.Errors;
using TorchSharp;

namespace Simulator.Learning.Pipeline;

/// <summary>Where tensors live.</summary>
/// <param name="Kind"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Description">For people and for the result.</param>
public sealed record ComputeDevice(string Kind, string Description)
{
    /// <summary>The processor.</summary>
    public static ComputeDevice Cpu { get; } = new("cpu", "cpu");

    /// <summary>Chooses by name.</summary>
    /// <exception cref="SimulationException">CUDA was asked for and is not there, or no such device.</exception>
    public static ComputeDevice Choose(string device) =>
        device switch
        {
            "cpu" => Cpu,
            "auto" => torch.cuda.is_available() ? Cuda() : Cpu,
            "cuda" when torch.cuda.is_available() => Cuda(),
            "cuda" => throw new SimulationException(
                "device cuda: the libtorch at hand has no CUDA or sees no GPU; use --device cpu, or build against a CUDA libtorch (see docs)"
            ),
            _ => throw new SimulationException($"device '{device}': there are auto, cpu, cuda"),
        };

    private static ComputeDevice Cuda() => new("cuda", FormattableString.Invariant($"cuda ({torch.cuda.device_count()} device(s))"));
}
