using System.Text;
using Simulator.Artifacts;
using Simulator.Learners;

namespace Simulator.Runs;

/// <summary>
/// What keys the artifacts in addition to their inputs: the identity of the compiled code. Compilation is deterministic, so the same
/// source gives the same version, and any change of the source makes every stage run again rather than serve a stale artifact.
/// </summary>
public static class CodeVersion
{
    /// <summary>
    /// Twelve hexadecimal digits over the compiled identity of this assembly, in which engine, features and statistics lie.
    /// </summary>
    public static string Current { get; } = ColumnarBlob.Hash(typeof(ColumnarBlob).Module.ModuleVersionId.ToByteArray())[..12];

    /// <summary>The version of what a learner makes: its own code, and the library that it computes with. Loads that library.</summary>
    internal static string Of(LearnerDescription learner)
    {
        var assembly = learner.SpecType.Module.ModuleVersionId;
        return ColumnarBlob.Hash(Encoding.UTF8.GetBytes($"{Current}|{assembly}|{learner.Name}|{learner.Runtime.Version}"))[..12];
    }
}
