namespace Simulator.Backtesting;

/// <content>What a split does to an order that waits.</content>
public sealed partial class Order
{
    /// <summary>More units at prices as much lower: the order means the same as before.</summary>
    internal void Split(double ratio, bool wholeUnits)
    {
        Units = wholeUnits ? Math.Floor(Units * ratio * (1 + Portfolio.Dust)) : Units * ratio;
        Limit /= ratio;
        Stop /= ratio;
        StopLoss /= ratio;
        TakeProfit /= ratio;
        TriggeredStop /= ratio;
        TakesPrice /= ratio;
        MinimumUnits *= ratio;
        if (Trail.Kind == TrailKind.Amount)
            Trail = Trail with { Value = Trail.Value / ratio };
    }
}
