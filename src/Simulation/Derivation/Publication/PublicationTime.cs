namespace Simulator.Derivation.Publication;

/// <summary>When something was published.</summary>
/// <param name="Date">The date as it was written.</param>
/// <param name="Instant">UTC; null where only a date was written.</param>
/// <param name="DateEnd">Where only a date was written, the instant at which it was over, UTC.</param>
internal readonly record struct PublicationTime(DateOnly Date, DateTime? Instant, DateTime DateEnd);
