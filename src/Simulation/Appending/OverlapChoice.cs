namespace Simulator.Appending;

/// <summary>What happens to bars that both series have with other figures.</summary>
public enum OverlapChoice
{
    /// <summary>Nothing is appended.</summary>
    Refuse,

    /// <summary>The stored bars stay.</summary>
    KeepStored,

    /// <summary>The new bars take their place.</summary>
    TakeNew,
}
