using System.Text;
using Simulator.Artifacts;
using Simulator.Stages;
using TorchSharp;

namespace Simulator.Learning.Pipeline;

/// <summary>
/// What keys the artifacts beside their inputs: the identity of the compiled code. Compilation is deterministic, so the same
/// source gives the same version, and any change of the source makes every stage run anew rather than serve a stale artifact.
/// </summary>
public static class CodeVersion
{
    private const string NativeShim = "libsimulator_torch.so";
    private static readonly Lazy<string> s_trained = new(Trained);

    /// <summary>Twelve hexadecimal digits over the compiled identities of the simulation and learning code.</summary>
    public static string Current { get; } =
        ColumnarBlob.Hash([
            .. typeof(ColumnarBlob).Module.ModuleVersionId.ToByteArray(),
            .. typeof(CodeVersion).Module.ModuleVersionId.ToByteArray(),
        ])[..12];

    /// <summary>
    /// The version of a stage's code. That of a trained stage also holds the tensor code, its native part and libtorch; only such a stage
    /// loads them.
    /// </summary>
    internal static string Of(StageName stage) => stage is StageName.Forecaster or StageName.Agent ? s_trained.Value : Current;

    private static string Trained()
    {
        var shim = Path.Combine(AppContext.BaseDirectory, NativeShim); // absent where a package brings its own
        return ColumnarBlob.Hash([
            .. Encoding.UTF8.GetBytes($"{Current}|{torch.__version__}|"),
            .. typeof(torch).Module.ModuleVersionId.ToByteArray(),
            .. File.Exists(shim) ? File.ReadAllBytes(shim) : [],
        ])[..12];
    }
}
