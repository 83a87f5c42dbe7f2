using System.Globalization;
using Simulator.Derivation;
using Simulator.Import;
using Simulator.Indicators;
using Simulator.Markets;

namespace Simulator.OptionChains;

/// <summary>
/// Series of what options say: the implied volatility of a call at the money, its price and the skew, from chains; or the price of such a
/// call from the volatility that was realised, where there are no chains. docs/algorithms/options.md says how.
/// </summary>
public sealed class OptionSeriesMaker : ISeriesMaker
{
    private const string Chains = "chains";
    private const string Prices = "prices";
    private const string Ewma = "ewma";
    private const double SkewWing = 0.1;

    private static readonly MakerOption s_source = new(
        "source",
        "Documents",
        "chains: tables of option contracts; prices: one price series, whose realised volatility prices the call",
        Chains
    )
    {
        Choices = [Chains, Prices],
    };

    private static readonly MakerOption s_days = new("days", "Days to expiry", "calendar days of the call, 7 to 730", "90");
    private static readonly MakerOption s_rate = new("rate", "Interest", "per year, continuously compounded, a fraction: 0.02 is 2 %", "0");

    private static readonly MakerOption s_volatility = new(
        "volatility",
        "Realised volatility",
        "of prices: yangZhang over the last bars, or ewma of squared log-returns with decay 0.94",
        "yangZhang"
    )
    {
        Choices = ["yangZhang", Ewma],
    };

    private static readonly MakerOption s_bars = new("bars", "Look-back", "of prices: bars of the Yang–Zhang volatility, 2 to 2520", "20");

    /// <inheritdoc/>
    public string Name => "options";

    /// <inheritdoc/>
    public string Title => "Options";

    /// <inheritdoc/>
    public string Summary =>
        "Implied volatility, price and skew of a 90-day call at the money, a value a day, from tables of option contracts; or the price of "
        + "that call from the realised volatility of a price series.";

    /// <inheritdoc/>
    public IReadOnlyList<MakerOption> Options => [s_source, s_days, s_rate, s_volatility, s_bars];

    /// <inheritdoc/>
    public MadeSeries Make(MakerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (days, rate) = (Number(input, s_days, 7, 730), Number(input, s_rate, -0.5, 0.5));
        return input[s_source] switch
        {
            Chains => FromChains(input, days, rate),
            Prices => FromPrices(input, days, rate),
            var other => throw Refused(input, $"{s_source.Name} '{other}' is not known", $"Choose {Chains} or {Prices}"),
        };
    }

    private static MadeSeries FromChains(MakerInput input, double days, double rate)
    {
        var (chains, notes) = (new SortedDictionary<DateOnly, ChainDay>(), new List<string>());
        foreach (var document in input.Documents)
        {
            foreach (var day in ChainReader.Read(document.Content, document.Name))
            {
                if (chains.TryGetValue(day.Day, out var other))
                    throw new ImportException(
                        day.Source,
                        null,
                        null,
                        Text($"{day.Day:yyyy-MM-dd} stands in {other.Source}, too"),
                        "Give the contracts of a day once"
                    );
                chains.Add(day.Day, day);
            }
        }
        var rows = new List<(DateOnly Day, double AtTheMoney, double Skew)>();
        foreach (var chain in chains.Values)
        {
            var surface = ChainSurface.Of(chain, rate);
            var atTheMoney = surface.At(days, 0);
            var skew = surface.At(days, Math.Log(1 - SkewWing)) - surface.At(days, Math.Log(1 + SkewWing));
            notes.Add(ChainNotes.Of(chain, surface));
            if (input.Calendar.IsClosed(chain.Day))
                notes.Add(Text($"{chain.Day:yyyy-MM-dd} is no trading day of {input.Calendar.Name}: left out"));
            else if (double.IsNaN(atTheMoney))
                notes.Add(
                    Text($"{chain.Day:yyyy-MM-dd} has no value: its strikes and expiries do not reach around the money in {days:0} days")
                );
            else
                rows.Add((chain.Day, atTheMoney, skew));
        }
        if (rows.Count == 0)
            throw Refused(
                input,
                $"no day has a value. {string.Join("; ", notes.Take(6))}",
                "Give chains with expiries around the days asked for"
            );
        var name = Text($"{days:0}");
        var skewed = rows.Where(r => double.IsFinite(r.Skew)).ToArray();
        var series = new List<BarSeries>
        {
            Daily(input, $"IV{name}", SeriesKind.Rate, [.. rows.Select(r => (r.Day, 100 * r.AtTheMoney))]),
            Daily(input, $"CALL{name}", SeriesKind.Rate, [.. rows.Select(r => (r.Day, ImpliedCall.Percent(r.AtTheMoney, days, rate)))]),
        };
        if (skewed.Length > 0)
            series.Add(Daily(input, $"SKEW{name}", SeriesKind.Score, [.. skewed.Select(r => (r.Day, 100 * r.Skew))]));
        return new MadeSeries(series, notes);
    }

    private static MadeSeries FromPrices(MakerInput input, double days, double rate)
    {
        if (input.Documents is not [var document])
            throw Refused(input, Text($"{input.Documents.Count} documents were given"), "Of prices give one file with one series");
        var options = new ImportOptions { Symbol = input.Symbol, Calendar = input.Calendar.Id };
        if (CsvImport.Read(document.Content, document.Name, options).Series is not [{ Series: var prices }])
            throw Refused(input, "the file holds several series", "Give a file with one price series");
        var bars = (int)Number(input, s_bars, 2, 2_520);
        var perYear = TradingPeriods.BarsPerYear(prices);
        BarLineKernel volatility = input[s_volatility] == Ewma ? new EwmaOfBars(perYear) : new YangZhangVolatility(bars, perYear);
        var kernel = new ImpliedCall(volatility, days, rate);
        var (times, values) = (new List<long>(), new List<double>());
        for (var i = 0; i < prices.Count; i++)
        {
            var value = kernel.Next(IndicatorSample.Of(prices, i));
            if (double.IsNaN(value))
                continue;
            times.Add(prices.CloseTimeTicks[i]);
            values.Add(value);
        }
        if (values.Count == 0)
            throw Refused(input, Text($"{prices.Count} bars are too few"), Text($"At least {kernel.WarmUpBars} bars are needed"));
        var made = Of(
            $"{input.Symbol}_CALL{Text($"{days:0}")}",
            [.. times],
            [.. values],
            prices.Calendar,
            prices.Interval,
            SeriesKind.Rate
        );
        var note =
            input[s_volatility] == Ewma
                ? Text($"volatility: exponentially weighted, decay {ExponentialVariance.Daily}, {perYear:0.##} bars a year")
                : Text($"volatility: Yang–Zhang of the last {bars} bars, {perYear:0.##} bars a year");
        return new MadeSeries([made], [note, Text($"the first {prices.Count - values.Count} bars have no value")]);
    }

    private static BarSeries Daily(MakerInput input, string suffix, SeriesKind kind, (DateOnly Day, double Value)[] values) =>
        Of(
            $"{input.Symbol}_{suffix}",
            [.. values.Select(v => input.Calendar.CloseOf(v.Day).Ticks)],
            [.. values.Select(v => v.Value)],
            input.Calendar,
            BarInterval.Daily,
            kind
        );

    private static BarSeries Of(
        string symbol,
        long[] times,
        double[] values,
        MarketCalendar calendar,
        BarInterval interval,
        SeriesKind kind
    ) =>
        new(symbol, times, values, values, values, values, [.. values.Select(_ => double.NaN)])
        {
            Calendar = calendar,
            Interval = interval,
            Kind = kind,
            HasOhlc = false,
        };

    private static double Number(MakerInput input, MakerOption option, double least, double most) =>
        double.TryParse(input[option], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Refused(
                input,
                $"{option.Name} '{input[option]}' is no number from {Text($"{least}")} to {Text($"{most}")}",
                "Correct it"
            );

    private static ImportException Refused(MakerInput input, string problem, string remedy) =>
        new(input.Documents.Count > 0 ? input.Documents[0].Name : "options", null, null, problem, remedy);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // The indicator reads one number a bar; the call is priced from bars.
    private sealed class EwmaOfBars(double perYear) : BarLineKernel
    {
        private readonly EwmaVolatility _volatility = new(ExponentialVariance.Daily, perYear);

        public override int WarmUpBars => _volatility.WarmUpBars;

        public override IndicatorFields Reads => IndicatorFields.Close;

        protected override double Step(in IndicatorSample bar) => _volatility.Next(bar.Close);
    }
}
