using Simulator.Errors;

namespace Simulator.Anomalies;

/// <summary>The network that jobs look for unusual rows with; the learning code puts it here.</summary>
public static class UsualReconstruction
{
    private static IReconstruction? s_network;

    /// <summary>The network.</summary>
    /// <exception cref="SimulationException">None was registered.</exception>
    internal static IReconstruction Network =>
        Volatile.Read(ref s_network) ?? throw new SimulationException("this program has no network that looks for unusual rows");

    /// <summary>Registers it; the first stays.</summary>
    public static void Register(IReconstruction network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Interlocked.CompareExchange(ref s_network, network, null);
    }
}
