using Simulator.Seeding;

namespace Simulator.Bench.Fuzz;

/// <summary>
/// Something that people can hand arbitrary input to. An input is accepted or refused with words; anything else is a finding.
/// </summary>
internal interface IFuzzTarget
{
    /// <summary>Name, as asked for with <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Makes an input and tries it.</summary>
    /// <param name="random">Decides the input; nothing else may.</param>
    /// <param name="trace">Takes the input as text before it is tried, so that a finding can show it.</param>
    /// <returns>Whether the input was accepted; false when it was refused with a message.</returns>
    /// <exception cref="FuzzFinding">The product did what it must not do.</exception>
    bool Try(SplitMix64 random, Action<string> trace);
}

/// <summary>A finding that is no exception of the product: a refusal without words, a figure that is not finite.</summary>
internal sealed class FuzzFinding(string message) : Exception(message)
{
    /// <summary>Fails unless a refusal says something.</summary>
    public static void NeedsMessage(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
            throw new FuzzFinding("refused without a message");
        if (message.Length > 20_000)
            throw new FuzzFinding(FormattableString.Invariant($"refused with a message of {message.Length} characters"));
    }
}
