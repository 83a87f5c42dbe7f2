namespace Simulator.Derivation.News;

/// <summary>A headline as it was read.</summary>
/// <param name="Text">The headline.</param>
/// <param name="Description">What stands below it; empty where the file has none.</param>
/// <param name="Symbol">Whom it is about, in upper case; empty where the file does not say.</param>
/// <param name="Time">When it was published.</param>
internal sealed record Headline(string Text, string Description, string Symbol, NewsTime Time);

/// <summary>When a headline was published.</summary>
/// <param name="Date">The date as it was written.</param>
/// <param name="Instant">UTC; null where only a date was written.</param>
/// <param name="DateEnd">Where only a date was written, the instant at which it was over, UTC.</param>
internal readonly record struct NewsTime(DateOnly Date, DateTime? Instant, DateTime DateEnd);
