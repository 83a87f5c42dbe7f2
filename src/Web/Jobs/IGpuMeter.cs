using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>Tells what a process takes of this machine's graphics cards.</summary>
public interface IGpuMeter
{
    /// <summary>What a process takes; null where it uses no card, where there is none, or where that cannot be told.</summary>
    /// <param name="process">The process.</param>
    /// <param name="isAsked">
    /// It was told to compute on a card: where the process itself is not found on one (a container hides its number), the first card's
    /// figures are told.
    /// </param>
    Task<GpuUse?> OfAsync(int process, bool isAsked);
}
