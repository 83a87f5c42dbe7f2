namespace Simulator.Store.Searches;

/// <summary>States of a search.</summary>
public enum SearchState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Its result is stored.</summary>
    Finished,

    /// <summary>Ended on request; what it had is stored.</summary>
    Stopped,

    /// <summary>Ended with a reason.</summary>
    Failed,

    /// <summary>The server ended under it again and again; it is begun anew on request only.</summary>
    Interrupted,
}
