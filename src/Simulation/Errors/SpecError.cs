namespace Simulator.Errors;

/// <summary>One thing wrong with a spec: where, and what to do. Errors are collected, never thrown one at a time.</summary>
/// <param name="Path">Where, e.g. <c>strategy.agent.learningRate</c>.</param>
/// <param name="Message">What is wrong and what would be right: “must be &gt; 0, was -1”.</param>
public readonly record struct SpecError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
