namespace Simulator.Cli.Faults;

/// <summary>What the user gave (a file, the spec, an option) cannot be used. Carries every error that was found.</summary>
internal sealed class UsageException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public UsageException(string error)
        : this([error]) { }

    /// <summary>One line per error.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
