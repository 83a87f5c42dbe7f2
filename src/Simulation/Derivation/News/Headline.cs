using Simulator.Derivation.Publication;

namespace Simulator.Derivation.News;

/// <summary>A headline as it was read.</summary>
/// <param name="Text">The headline.</param>
/// <param name="Description">What stands below it; empty where the file has none.</param>
/// <param name="Symbol">Whom it is about, in upper case; empty where the file does not say.</param>
/// <param name="Time">When it was published.</param>
internal sealed record Headline(string Text, string Description, string Symbol, PublicationTime Time);
