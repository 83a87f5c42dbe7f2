using Simulator.Errors;

namespace Simulator.Cli.Faults;

/// <summary>What a spec cannot have is the user's to mend, not a run that failed.</summary>
internal static class Misuse
{
    /// <summary>What <paramref name="act"/> returns.</summary>
    /// <exception cref="UsageException">It cannot be done with what was given; the text says why.</exception>
    public static T Of<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SimulationException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
