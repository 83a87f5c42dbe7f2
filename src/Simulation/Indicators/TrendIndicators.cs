using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Direction and strength of trends in the catalogue.</summary>
internal static class TrendIndicators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of(
            "adx",
            "Average directional index",
            "plusDi, minusDi = 100 · Wilder average of +DM, −DM over that of the true range; value = Wilder "
                + "average of 100 · |plusDi − minusDi|/(plusDi + minusDi). +DM = rise of the high where it is "
                + "positive and above the fall of the low, −DM likewise. 0 where nothing moved.",
            "Wilder, New Concepts in Technical Trading Systems, 1978; StockCharts ChartSchool",
            p => new DirectionalMovement(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred, IndicatorScale.ZeroToHundred, IndicatorScale.ZeroToHundred],
            Parameters = [Bars(14)],
            Lines = ["value", "plusDi", "minusDi"],
        },
        Of(
            "aroon",
            "Aroon",
            "up = 100 · (n − bars since the highest high of n+1 bars)/n; down likewise with the "
                + "lowest low; oscillator = up − down. Of equal extremes the newest counts.",
            "Chande, The Time Price Oscillator, Stocks & Commodities 13:9, 1995; TA-Lib AROON",
            p => new Aroon(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred, IndicatorScale.ZeroToHundred, IndicatorScale.Percent],
            Parameters = [Bars(25)],
            Lines = ["up", "down", "oscillator"],
        },
        Of(
            "ichimoku",
            "Ichimoku Kinko Hyo",
            "conversion, base = (highest high + lowest low)/2 over their windows; spanA = (conversion + base)/2 and spanB = "
                + "the same midpoint over span bars, both computed `shift` bars earlier, as a chart draws them; laggedClose = "
                + "close[t−shift], to compare the close with. A chart draws the lagging span with a later close; here no line reads "
                + "later bars.",
            "Hosoda, Ichimoku Kinko Hyo, 1969; StockCharts ChartSchool",
            p => new Ichimoku(p.Whole("conversion"), p.Whole("base"), p.Whole("span"), p.Whole("shift"))
        ) with
        {
            Scales = [IndicatorScale.Price, IndicatorScale.Price, IndicatorScale.Price, IndicatorScale.Price, IndicatorScale.Price],
            Parameters =
            [
                Bars(9, "window of the conversion line", name: "conversion"),
                Bars(26, "window of the base line", name: "base"),
                Bars(52, "window of span B", name: "span"),
                Bars(26, "bars by which the spans are moved ahead", min: 0, name: "shift"),
            ],
            Lines = ["conversion", "base", "spanA", "spanB", "laggedClose"],
        },
        Of(
            "superTrend",
            "SuperTrend",
            "value = the lower band while rising, the upper band while falling; direction = +1 or −1. Bands (high + "
                + "low)/2 ± multiple · ATR(n). The upper band only falls unless the last close was above it; the lower band "
                + "only rises unless the last close was below it. Rising ends with a close below the lower band, falling with "
                + "a close above the upper band; a close exactly at a band changes nothing.",
            "Seban, SuperTrend, 2008; TradingView SuperTrend",
            p => new SuperTrend(p.Whole("bars"), p["multiple"])
        ) with
        {
            Scales = [IndicatorScale.PriceBand, IndicatorScale.Plain],
            Parameters = [Bars(10, "window of the ATR"), Real("multiple", 3, 0, 100, "average true ranges between the middle and a band")],
            Lines = ["value", "direction"],
        },
        Of(
            "psar",
            "Parabolic stop and reverse",
            "S[t] = S[t−1] + a (best − S[t−1]), kept outside the range of the last two bars; a starts at step and "
                + "grows by step, up to limit, with every new best. A touch reverses: S = best, kept outside the range of "
                + "this bar and the last, and a = step. direction = +1 or −1. It starts rising unless the second bar "
                + "reaches further down than up; S starts at the first bar's low or high.",
            "Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib SAR (it "
                + "starts with another S; both agree from the first reversal on)",
            p => new ParabolicSar(p["step"], p["limit"])
        ) with
        {
            Scales = [IndicatorScale.PriceBand, IndicatorScale.Plain],
            Parameters =
            [
                Real("step", 0.02, 0.0001, 1, "acceleration per new best"),
                Real("limit", 0.2, 0.0001, 1, "largest acceleration"),
            ],
            Lines = ["value", "direction"],
        },
        Of(
            "vortex",
            "Vortex indicator",
            "plus = Σ |high − last low| / Σ true range over n; minus = Σ |low − last high| / Σ true range. NaN where nothing moved.",
            "Botes and Siepman, The Vortex Indicator, Stocks & Commodities 28:1, 2010",
            p => new Vortex(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Plain, IndicatorScale.Plain],
            Parameters = [Bars(14)],
            Lines = ["plus", "minus"],
        },
        Of(
            "massIndex",
            "Mass index",
            "Σ over n of E₁/E₂, E₁ = EMA(smooth) of high − low, E₂ = EMA(smooth) of E₁.",
            "Dorsey, The Mass Index, Stocks & Commodities 10:6, 1992; StockCharts ChartSchool",
            p => new MassIndex(p.Whole("bars"), p.Whole("smooth"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = [Bars(25), Bars(9, "window of the averages", name: "smooth")],
        },
        Of(
            "trix",
            "TRIX",
            "value = 100 · (T[t]/T[t−1] − 1), T the EMA(n) of EMA(n) of EMA(n); signal = EMA(signal) of it. In percent per bar.",
            "Hutson, Good TRIX, Stocks & Commodities 1:5, 1983; StockCharts ChartSchool",
            p => new TripleExponentialChange(p.Whole("bars"), p.Whole("signal"))
        ) with
        {
            Scales = [IndicatorScale.Percent, IndicatorScale.Percent],
            Input = IndicatorInput.Value,
            Parameters = [Bars(15), Bars(9, "window of the signal", name: "signal")],
            Lines = ["value", "signal"],
        },
        Of(
            "choppiness",
            "Choppiness index",
            "100 · log₁₀(Σ true range / (highest true high − lowest true low)) / log₁₀ n over n; true "
                + "high = max(high, last close), true low = min(low, last close). Near 100 in a sideways "
                + "market, near 0 in a straight trend; NaN where nothing moved.",
            "Dreiss, The Choppiness Index, 1993",
            p => new Choppiness(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred],
            Parameters = [Bars(14, min: 2)],
        },
    ];

    private static IndicatorDefinition Of(
        string name,
        string title,
        string formula,
        string source,
        Func<IndicatorArguments, IndicatorKernel> make
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Group = IndicatorGroup.Trend,
            Formula = formula,
            Source = source,
            Input = IndicatorInput.Bars,
            Make = make,
        };
}
