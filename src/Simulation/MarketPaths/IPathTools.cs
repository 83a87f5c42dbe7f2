using Simulator.Errors;
using Simulator.Generation;
using Simulator.Realism;

namespace Simulator.MarketPaths;

/// <summary>What a trial of paths needs from the learning code: the generators by name, and the judge that is a network.</summary>
public interface IPathTools
{
    /// <summary>Names of the generators, the classical ones first.</summary>
    IReadOnlyList<string> Generators { get; }

    /// <summary>A generator.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    IPathGenerator Generator(string name);

    /// <summary>Score of a recurrent network that tells windows apart: |share told right − ½|, 0 … ½.</summary>
    double ToldApart(JudgeSplit split, long seed, CancellationToken cancellation);
}

/// <summary>The tools that jobs use; the learning code puts them here.</summary>
public static class UsualPathTools
{
    private static IPathTools? s_tools;

    /// <summary>The tools.</summary>
    /// <exception cref="SimulationException">None were registered.</exception>
    internal static IPathTools Tools =>
        Volatile.Read(ref s_tools) ?? throw new SimulationException("this program has no generators of market paths");

    /// <summary>Registers them; the first stay.</summary>
    public static void Register(IPathTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        Interlocked.CompareExchange(ref s_tools, tools, null);
    }
}
