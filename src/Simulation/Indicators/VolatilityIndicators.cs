using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Volatility and bands in the catalogue.</summary>
internal static class VolatilityIndicators
{
    private static readonly IndicatorParameter[] s_yearly = [Bars(20, min: 2), PerYear];

    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of(
            "trueRange",
            "True range",
            "max(high, last close) − min(low, last close); of the first bar high − low. In units of the price.",
            "Wilder, New Concepts in Technical Trading Systems, 1978",
            _ => new TrueRange()
        ) with
        {
            Scales = [IndicatorScale.PriceDifference],
        },
        Of(
            "atr",
            "Average true range",
            "Wilder average over n of the true range, the first bar's included. In units of the price.",
            "Wilder, New Concepts in Technical Trading Systems, 1978; StockCharts ChartSchool",
            p => new AverageTrueRange(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.PriceDifference],
            Parameters = [Bars(14)],
        },
        Of(
            "natr",
            "Normalized average true range",
            "100 · ATR(n) / close. In percent; NaN where the close is 0.",
            "Forman, Cross-Market Evaluations with Normalized Average True Range, 2006; TA-Lib NATR",
            p => new NormalizedTrueRange(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Parameters = [Bars(14)],
        },
        Of(
            "bollinger",
            "Bollinger bands",
            "middle = SMA(n); upper, lower = middle ± k · standard deviation (divided by n) of the same window; percentB = (x "
                + "− lower)/(upper − lower), NaN where the bands meet; width = (upper − lower)/middle, a fraction.",
            "Bollinger, Bollinger on Bollinger Bands, 2001; StockCharts ChartSchool",
            p => new BollingerBands(p.Whole("bars"), p["width"])
        ) with
        {
            Scales = [IndicatorScale.Price, IndicatorScale.Price, IndicatorScale.PriceBand, IndicatorScale.Plain, IndicatorScale.Plain],
            Input = IndicatorInput.Value,
            Parameters = [Bars(20, min: 2), Real("width", 2, 0, 100, "deviations k between the middle and a band")],
            Lines = ["middle", "upper", "lower", "percentB", "width"],
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "keltner",
            "Keltner channel",
            "middle = EMA(close, n); upper, lower = middle ± multiple · ATR(atr). In units of the price.",
            "Keltner, How to Make Money in Commodities, 1960, as revised by Raschke; StockCharts ChartSchool",
            p => new KeltnerChannel(p.Whole("bars"), p["multiple"], p.Whole("atr"))
        ) with
        {
            Scales = [IndicatorScale.Price, IndicatorScale.Price, IndicatorScale.PriceBand],
            Parameters =
            [
                Bars(20),
                Real("multiple", 2, 0, 100, "average true ranges between the middle and a band"),
                Bars(10, "window of the ATR", name: "atr"),
            ],
            Lines = ["middle", "upper", "lower"],
        },
        Of(
            "donchian",
            "Donchian channel",
            "upper = highest high, lower = lowest low of n bars without the newest `skip` bars; middle = "
                + "their mean. skip = 1 gives the channel that the newest bar may break out of.",
            "Donchian, Trend-Following Methods in Commodity Price Analysis, 1957; StockCharts ChartSchool",
            p => new DonchianChannel(p.Whole("bars"), p.Whole("skip"))
        ) with
        {
            Scales = [IndicatorScale.Price, IndicatorScale.Price, IndicatorScale.Price],
            Parameters = [Bars(20), Bars(0, "newest bars to exclude", min: 0, name: "skip")],
            Lines = ["upper", "lower", "middle"],
        },
        Of(
            "ulcerIndex",
            "Ulcer index",
            "√ of the mean over n of (100 · (x − highest x of n)/highest)². In percent; NaN where the highest is 0.",
            "Martin and McCann, The Investor's Guide to Fidelity Funds, 1989; StockCharts ChartSchool",
            p => new UlcerIndex(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Input = IndicatorInput.Value,
            Parameters = [Bars(14)],
        },
        Of(
            "volatility",
            "Realized volatility, close to close",
            "Standard deviation (n − 1) of the last n log-returns times √perYear. A "
                + "fraction per year; bars that are not positive are skipped.",
            "Hull, Options, Futures, and Other Derivatives, section on volatility from historical data",
            p => new RealizedVolatility(p.Whole("bars"), p["perYear"])
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Input = IndicatorInput.Value,
            Parameters = s_yearly,
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "parkinson",
            "Parkinson volatility",
            "√(perYear · mean over n of ln(high/low)²/(4 ln 2)). A fraction per year.",
            "Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, J. of Business 53, 1980",
            p => new ParkinsonVolatility(p.Whole("bars"), p["perYear"])
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = s_yearly,
        },
        Of(
            "garmanKlass",
            "Garman–Klass volatility",
            "√(perYear · mean over n of ½ ln(high/low)² − (2 ln 2 − 1) ln(close/open)²). A fraction per year.",
            "Garman and Klass, On the Estimation of Security Price Volatilities from Historical Data, J. of Business 53, 1980",
            p => new GarmanKlassVolatility(p.Whole("bars"), p["perYear"])
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = s_yearly,
        },
        Of(
            "rogersSatchell",
            "Rogers–Satchell volatility",
            "√(perYear · mean over n of ln(high/close) ln(high/open) + ln(low/close) ln(low/open)). A fraction per year.",
            "Rogers and Satchell, Estimating Variance from High, Low and Closing Prices, Annals of Applied Probability 1, 1991",
            p => new RogersSatchellVolatility(p.Whole("bars"), p["perYear"])
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = s_yearly,
        },
        Of(
            "yangZhang",
            "Yang–Zhang volatility",
            "√(perYear · (V(ln open/last close) + k V(ln close/open) + (1 − k) · Rogers–Satchell mean)), V with n − 1, k = "
                + "0.34/(1.34 + (n+1)/(n−1)). A fraction per year; bars with a price that is not positive are skipped.",
            "Yang and Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, J. of Business 73, 2000",
            p => new YangZhangVolatility(p.Whole("bars"), p["perYear"])
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = s_yearly,
            Work = p => 5L * p.Whole("bars"),
        },
        Of(
            "impliedCall",
            "Call price from realized volatility",
            "100 · call/close of a call struck at the close that expires in days/365 years, by Black and Scholes without dividends, its "
                + "volatility yangZhang(n, perYear). In percent of the close.",
            "Black and Scholes, The Pricing of Options and Corporate Liabilities, J. of Political Economy 81, 1973",
            p => new ImpliedCall(new YangZhangVolatility(p.Whole("bars"), p["perYear"]), p["days"], p["ratePerYear"])
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Parameters =
            [
                Real("days", 90, 1, 3_650, "calendar days to expiry"),
                Bars(20, min: 2),
                Real("ratePerYear", 0, -0.5, 0.5, "interest, continuously compounded, a fraction"),
                PerYear,
            ],
            Work = p => 5L * p.Whole("bars"),
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
            Group = IndicatorGroup.Volatility,
            Formula = formula,
            Source = source,
            Input = IndicatorInput.Bars,
            Make = make,
        };
}
