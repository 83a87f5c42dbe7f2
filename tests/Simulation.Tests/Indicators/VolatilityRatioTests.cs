using Simulator.Indicators;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>
/// Volatility over σ, lead and lag, against numbers computed in Python with NumPy from the definitions: σ² as the closed sum of weighted
/// squared returns, windows by slices. The market is made by a recurrence that anyone can repeat.
/// </summary>
public sealed class VolatilityRatioTests
{
    private static readonly (BarSeries Target, double[] Implied) s_market = Market();

    [Theory]
    [InlineData("ewmaVolatility", new[] { 0.94, 252 }, 0.18234828590063346)]
    [InlineData("ewmaRatio", new[] { 0.8 }, 0.2161912915759028)]
    [InlineData("ewmaRatio", new[] { 0.97 }, -0.013205349405519352)]
    [InlineData("ewmaRatio", new[] { 0.99 }, 0.09933363656305093)]
    [InlineData("moveRatio", new[] { 0.05 }, -0.3724689005460144)]
    [InlineData("parkinsonRatio", new[] { 20.0 }, 0.08020528594368702)]
    [InlineData("garmanKlassRatio", new[] { 20.0 }, 0.13580715176943453)]
    [InlineData("rogersSatchellRatio", new[] { 20.0 }, 0.11399605315646798)]
    [InlineData("impliedRatio", new[] { 252.0 }, -0.23645202770984503)]
    [InlineData("laggedCorrelation", new[] { 60.0, 1 }, 0.09400283947264566)]
    [InlineData("laggedCorrelation", new[] { 60.0, 3 }, 0.3347764161047119)]
    [InlineData("leaderReturn", new[] { 2.0, 1 }, -0.041349026607349494)]
    [InlineData("leaderReturn", new[] { 5.0, 0 }, 0.058438252052292264)]
    public void Indicator_AtTheLastBar_IsTheReferenceNumber(string name, double[] parameters, double expected)
    {
        var definition = IndicatorCatalogue.Get(name);
        var kernel = definition.Create(parameters);
        var lines =
            definition.Input == IndicatorInput.Pair ? kernel.Lines(s_market.Target.Close, s_market.Implied) : kernel.Lines(s_market.Target);
        Assert.Equal(expected, lines[0][^1], 1e-11);
    }

    [Fact]
    public void EwmaRatio_OfTheSameDecay_IsZero() =>
        Assert.Equal(0, IndicatorCatalogue.Get("ewmaRatio").Create(0.94).Lines(s_market.Target)[0][^1]);

    [Theory]
    [InlineData("2024-02-29", 0.43388373911755823, -0.900968867902419, 0.8483511978123038, 0.5294338912181853, 1, 0)]
    [InlineData("2024-12-31", 0.7818314824680298, 0.6234898018587336, -0.017166329754707492, 0.9998526477050269, 1, 1)]
    [InlineData("2023-01-03", 0.7818314824680298, 0.6234898018587336, 0.03442161162274574, 0.9994074007397048, 1, 1)]
    [InlineData("2023-05-15", 0, 1, 0.741222010848596, -0.6712599575675313, 0, 0)]
    public void Calendar_OfADay_IsItsPlaceInWeekMonthAndYear(
        string day,
        double weekSine,
        double weekCosine,
        double yearSine,
        double yearCosine,
        double monthTurn,
        double yearTurn
    )
    {
        var bar = IndicatorSample.Of(100.0) with { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).DayNumber };
        double[] Lines(string name)
        {
            var kernel = IndicatorCatalogue.Get(name).Create();
            var lines = new double[kernel.LineCount];
            kernel.Next(bar, lines);
            return lines;
        }
        double[] expected = [weekSine, weekCosine, yearSine, yearCosine, monthTurn, yearTurn];
        double[] actual = [.. Lines("weekPhase"), .. Lines("yearPhase"), .. Lines("monthTurn"), .. Lines("yearTurn")];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    // x → (1103515245 x + 12345) mod 2³¹ from 1, u = x/2³¹; each bar takes five.
    private static (BarSeries, double[]) Market()
    {
        var x = 1L;
        double Next() => (x = ((1103515245 * x) + 12345) % (1L << 31)) / (double)(1L << 31);
        const int Bars = 120;
        var (price, level) = (100.0, 20.0);
        var columns = Enumerable.Range(0, 5).Select(_ => new double[Bars]).ToArray();
        for (var t = 0; t < Bars; t++)
        {
            var open = price * Math.Exp(0.004 * (Next() - 0.5));
            price = open * Math.Exp(0.04 * (Next() - 0.5) * (1 + (0.5 * Math.Sin(t / 9.0))));
            var (high, low) = (Math.Max(open, price) * Math.Exp(0.01 * Next()), Math.Min(open, price) * Math.Exp(-0.01 * Next()));
            level *= Math.Exp(0.1 * (Next() - 0.5));
            (columns[0][t], columns[1][t], columns[2][t], columns[3][t], columns[4][t]) = (open, high, low, price, level);
        }
        long[] times = [.. Enumerable.Range(0, Bars).Select(t => new DateTime(2020, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks)];
        return (new BarSeries("MADE", times, columns[0], columns[1], columns[2], columns[3], new double[Bars]), columns[4]);
    }
}
