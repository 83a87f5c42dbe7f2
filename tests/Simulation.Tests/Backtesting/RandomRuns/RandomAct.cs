namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>Everything that a random trader does, so that it can be counted.</summary>
internal enum RandomAct
{
    Market, Limit, Stop, StopLimit, Bracket, OneCancelsOther,
    TrailByAmount, TrailByFraction, TrailByAtr,
    GoodTillCancelled, Day, Bars, MinimumUnits, AllOrNone,
    Twap, Vwap, ParentWithLimit, ParentRestAtMarket, CancelParent,
    Cancel, CancelAll, ReplaceUnits, ReplacePrice,
    CloseAll, ClosePart, MoveStop, MoveTarget, TakeBracketOff,
    Units, UnitsSize, AllIn, Cash, EquityFraction, RiskFraction, VolatilityTarget, KellyOfTrades, KellyOfReturns, Share, Target,
}
