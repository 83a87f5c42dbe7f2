using System.Text;
using Simulator.Artifacts;
using Simulator.Learning.Native;
using Simulator.Stages;
using TorchSharp;

namespace Simulator.Learning.Pipeline;

/// <summary>
/// What keys the artifacts beside their inputs: the identity of the compiled code. Compilation is deterministic, so the same
/// source gives the same version, and any change of the source makes every stage run anew rather than serve a stale artifact.
/// </summary>
public static class CodeVersion
{
    private static readonly Lazy<string> s_trained = new(Trained);

    /// <summary>Twelve hexadecimal digits over the compiled identities of the simulation and learning code.</summary>
    public static string Current { get; } =
        ColumnarBlob.Hash([
            .. typeof(ColumnarBlob).Module.ModuleVersionId.ToByteArray(),
            .. typeof(CodeVersion).Module.ModuleVersionId.ToByteArray(),
        ])[..12];

    /// <summary>
    /// The version of a stage's code. That of a trained stage also holds TorchSharp and libtorch; only such a stage reads their files.
    /// </summary>
    internal static string Of(StageName stage) => stage is StageName.Forecaster or StageName.Agent ? s_trained.Value : Current;

    private static string Trained() =>
        ColumnarBlob.Hash([
            .. Encoding.UTF8.GetBytes($"{Current}|{torch.__version__}|{TorchLibrary.Identity}|"),
            .. typeof(torch).Module.ModuleVersionId.ToByteArray(),
        ])[..12];
}
