namespace Simulator.Store.Database;

/// <summary>Something deleted that can still be brought back.</summary>
/// <param name="Id">What brings it back.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Deleted">When it was deleted.</param>
public sealed record DeletedRow(string Id, string Name, DateTimeOffset Deleted);
