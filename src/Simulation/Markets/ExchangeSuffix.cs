namespace Simulator.Markets;

/// <summary>What the end of a ticker says of the market on which it trades.</summary>
/// <param name="Suffix">The part that says it, as written in the list: <c>.HK</c>, <c>=X</c>, <c>-USD</c>.</param>
/// <param name="Exchange">The market in words.</param>
/// <param name="Calendar">Its calendar; null when there is none of it here. Then <paramref name="Reason"/> says so, and the
/// calendar must be
/// asked for.</param>
/// <param name="Reason">Why, in words that can be shown.</param>
public sealed record ExchangeSuffix(string Suffix, string Exchange, MarketCalendar? Calendar, string Reason);
