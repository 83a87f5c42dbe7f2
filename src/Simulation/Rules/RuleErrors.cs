using Simulator.Rules.Syntax;

namespace Simulator.Rules;

/// <summary>Collects what is wrong with a document; each place is reported once.</summary>
internal sealed class RuleErrors
{
    private readonly List<RuleError> _errors = [];
    private readonly HashSet<(string Path, int Start)> _told = [];

    /// <summary>Everything found so far, in the order of finding.</summary>
    public IReadOnlyList<RuleError> All => _errors;

    /// <summary>Whether no more errors are taken.</summary>
    public bool IsFull => _errors.Count >= RuleLimits.Errors;

    /// <summary>Adds an error inside an expression.</summary>
    public void Add(RuleText text, Extent at, string message)
    {
        if (!IsFull && _told.Add((text.Path, at.Start)))
            _errors.Add(new RuleError(text.Path, message, text.Source, at.Start, Math.Max(1, at.Length)));
    }

    /// <summary>Adds an error of a member.</summary>
    public void Add(string path, string message)
    {
        if (!IsFull)
            _errors.Add(new RuleError(path, message));
    }
}
