using Simulator.Errors;
using Simulator.Learners;

namespace Simulator.Learning.Trees;

/// <summary>XGBoost on one thread of the processor. Making one loads nothing; asking its version does.</summary>
public sealed class XgboostRuntime : LearnerRuntime
{
    private XgboostRuntime() { }

    /// <summary>The one runtime.</summary>
    public static XgboostRuntime Instance { get; } = new();

    /// <inheritdoc/>
    /// <exception cref="DllNotFoundException">The library is not installed; the text names the package.</exception>
    public override string Version => $"xgboost {XgboostLibrary.Version}";

    /// <inheritdoc/>
    /// <exception cref="SimulationException">A name that there is not.</exception>
    public override ComputeDevice Choose(string device) =>
        device is "auto" or "cpu" or "cuda"
            ? ComputeDevice.Cpu
            : throw new SimulationException($"device '{device}': there are auto, cpu, cuda");
}
