using Simulator.Artifacts;

namespace Simulator.Learning.Pipeline;

/// <summary>
/// What keys the artifacts beside their inputs: the identity of the compiled code. Compilation is deterministic, so the same
/// source gives the same version, and any change of the source makes every stage run anew rather than serve a stale artifact.
/// </summary>
public static class CodeVersion
{
    /// <summary>Twelve hexadecimal digits over the compiled identities of the simulation and learning code.</summary>
    public static string Current { get; } = ColumnarBlob.Hash(
        [.. typeof(ColumnarBlob).Module.ModuleVersionId.ToByteArray(), .. typeof(CodeVersion).Module.ModuleVersionId.ToByteArray()])[..12];
}
