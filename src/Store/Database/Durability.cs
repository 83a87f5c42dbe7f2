namespace Simulator.Store.Database;

/// <summary>How durable a write is when it returns.</summary>
public enum Durability
{
    /// <summary>Survives a killed process; a power cut may take the last moments (SQLite <c>synchronous=NORMAL</c> with WAL).</summary>
    Process,

    /// <summary>Survives a power cut: for what the user has seen confirmed (<c>synchronous=FULL</c>).</summary>
    Disk,
}
