namespace Simulator.Indicators;

/// <summary>Something that follows from the trading day alone.</summary>
internal abstract class CalendarKernel : BarKernel
{
    public sealed override int WarmUpBars => 1;

    public sealed override IndicatorFields Reads => IndicatorFields.Close | IndicatorFields.Day;

    protected sealed override void Step(in IndicatorSample bar, Span<double> lines) => Step(DateOnly.FromDayNumber(bar.Day), lines);

    /// <summary>The formula, for a trading day.</summary>
    protected abstract void Step(DateOnly day, Span<double> lines);
}

/// <summary>Where a day stands in a circle of days: sine and cosine.</summary>
/// <param name="place">Days before it in the circle, and days of the circle.</param>
internal sealed class CalendarPhase(Func<DateOnly, (int Before, int Of)> place) : CalendarKernel
{
    public override int LineCount => 2;

    protected override void Step(DateOnly day, Span<double> lines)
    {
        var (before, of) = place(day);
        (lines[0], lines[1]) = Math.SinCos(2 * Math.PI * before / of);
    }
}

/// <summary>1 in the last days of one period and the first of the next, else 0.</summary>
/// <param name="last">Last calendar days that count.</param>
/// <param name="first">First calendar days that count.</param>
/// <param name="place">Days before it in the period, and days of the period.</param>
internal sealed class CalendarTurn(int last, int first, Func<DateOnly, (int Before, int Of)> place) : CalendarKernel
{
    protected override void Step(DateOnly day, Span<double> lines)
    {
        var (before, of) = place(day);
        lines[0] = before < first || before >= of - last ? 1 : 0;
    }
}
