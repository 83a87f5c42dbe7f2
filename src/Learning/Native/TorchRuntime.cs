using System.Text;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Learners;
using TorchSharp;

namespace Simulator.Learning.Native;

/// <summary>TorchSharp and the libtorch behind it. Making one loads nothing; asking it does.</summary>
public sealed class TorchRuntime : LearnerRuntime
{
    private TorchRuntime() { }

    /// <summary>The one runtime.</summary>
    public static TorchRuntime Instance { get; } = new();

    /// <summary>
    /// Twelve hexadecimal digits over TorchSharp's version and code and libtorch's native files, which are not loaded for it.
    /// </summary>
    public override string Version => s_version.Value;

    private static readonly Lazy<string> s_version = new(ReadVersion);

    /// <inheritdoc/>
    public override ComputeDevice Choose(string device) =>
        device switch
        {
            "cpu" => ComputeDevice.Cpu,
            "auto" => HasCuda() ? Cuda() : ComputeDevice.Cpu,
            "cuda" when HasCuda() => Cuda(),
            "cuda" => throw new SimulationException(
                "device cuda: the libtorch at hand has no CUDA or sees no GPU; use --device cpu, or the GPU build (see docs)"
            ),
            _ => throw new SimulationException($"device '{device}': there are auto, cpu, cuda"),
        };

    private static bool HasCuda()
    {
        TorchLibrary.Require();
        return torch.cuda.is_available();
    }

    private static string ReadVersion() =>
        ColumnarBlob.Hash([
            .. Encoding.UTF8.GetBytes($"{torch.__version__}|{TorchLibrary.Identity}|"),
            .. typeof(torch).Module.ModuleVersionId.ToByteArray(),
        ])[..12];

    private static ComputeDevice Cuda() => new("cuda", FormattableString.Invariant($"cuda ({torch.cuda.device_count()} device(s))"));
}
