namespace Simulator.Cli.CommandLines;

/// <summary>What the user gave (a file, the spec) cannot be used. Carries every error found, to be shown at once.</summary>
internal sealed class UsageException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public UsageException(string error)
        : this([error]) { }

    /// <summary>One line each.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
