using System.Globalization;
using System.Text;
using Simulator.Derivation;
using Simulator.Import;
using Simulator.Markets;
using Simulator.OptionChains;
using Simulator.Options;

namespace Simulator.Tests.Simulation.OptionChains;

public sealed class OptionSeriesMakerTests
{
    private const string Heading = "#expiry,strike,right,open,high,low,close,volume,open_interest,implied_volatility";
    private static readonly OptionSeriesMaker s_maker = new();
    private static readonly DateOnly s_day = new(2016, 3, 1);

    /// <summary>Volatility that the made chains are priced with: a slope over the strike and over time.</summary>
    private static double Sigma(double moneyness, int days) => 0.2 - (0.3 * moneyness) + (0.0001 * days);

    [Fact]
    public void Chains_OfKnownVolatility_GiveItBack()
    {
        var made = s_maker.Make(Input([Chain(s_day, [])], []));
        var (near, far) = (Sigma(0, 60), Sigma(0, 120));
        // Half way between 60 and 120 days in total variance.
        var expected = Math.Sqrt(((near * near * 60) + (far * far * 120)) / 2 / 90);
        var implied = Assert.Single(made.Series, s => s.Symbol == "X_IV90");
        Assert.Equal(100 * expected, implied.Close[0], 0.01);
        Assert.Equal(SeriesKind.Rate, implied.Kind);
        Assert.Equal(MarketCalendar.Nyse.CloseOf(s_day), implied.CloseTimeAt(0));
        var call = BlackScholes.Price(new OptionTerms(OptionRight.Call, 100, 100, 90 / 365.0), expected);
        Assert.Equal(call, Assert.Single(made.Series, s => s.Symbol == "X_CALL90").Close[0], 0.01);
        // 0.3 · (ln 1.1 − ln 0.9) = 0.0602.
        Assert.Equal(6.02, Assert.Single(made.Series, s => s.Symbol == "X_SKEW90").Close[0], 0.1);
    }

    [Fact]
    public void Chains_WithContractsThatCannotBe_LeaveThemOutAndCountThem()
    {
        string[] bad =
        [
            "20160430,100,C,1,1,1,250,5,5,0.2", // above the underlying
            "20160430,250,P,1,1,1,20,5,5,0.2", // far below K − S
            "20160430,40,P,1,1,1,30,0,,0", // never traded
            "20160430,300,C,1,1,1,40,0,7,0", // stale: 40 for a strike of three times the underlying
            "20160430,90,C,0,0,0,0,0,0,0", // no price
        ];
        var (clean, dirty) = (s_maker.Make(Input([Chain(s_day, [])], [])), s_maker.Make(Input([Chain(s_day, bad)], [])));
        Assert.Equal(clean.Series[0].Close[0], dirty.Series[0].Close[0], 1e-9);
        Assert.Contains(
            "1 never traded, 2 outside the bounds of no arbitrage, 1 with a volatility above 200 %",
            dirty.Notes[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Chains_WithAStaleUnderlying_TakeTheForwardOfPutsAndCalls()
    {
        var (clean, stale) = (s_maker.Make(Input([Chain(s_day, [])], [])), s_maker.Make(Input([Chain(s_day, [], spot: 97)], [])));
        Assert.Equal(clean.Series[0].Close[0], stale.Series[0].Close[0], 1e-12);
        Assert.Contains("the file's underlying is 97, put and call prices say 100", stale.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_OfOneDayTwice_AreRefused()
    {
        var fault = Assert.Throws<ImportException>(() => s_maker.Make(Input([Chain(s_day, []), Chain(s_day, [])], [])));
        Assert.Contains("2016-03-01", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chain.csv", "the file's name")]
    [InlineData("20160301.csv", "no column is headed strike")]
    public void Chains_ThatAreNone_AreRefusedWithTheRemedy(string name, string words)
    {
        var text = name == "chain.csv" ? $"{Heading}\n20160430,100,C,1,1,1,5,1,1,0.2\n" : "expiry,right,close\n20160430,C,5\n";
        var document = new SourceDocument(name, Encoding.UTF8.GetBytes(text));
        var fault = Assert.Throws<ImportException>(() => s_maker.Make(Input([document], [])));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yangZhang")]
    [InlineData("ewma")]
    public void Prices_CutAtABar_GiveTheSameValuesUpToIt(string volatility)
    {
        Dictionary<string, string> options = new() { ["source"] = "prices", ["volatility"] = volatility };
        var whole = s_maker.Make(Input([Prices(300)], options)).Series.Single();
        var cut = s_maker.Make(Input([Prices(200)], options)).Series.Single();
        Assert.Equal("X_CALL90", whole.Symbol);
        Assert.Equal(300 - 20, whole.Count);
        Assert.Equal(cut.Close, whole.Close[..cut.Count]);
        Assert.Equal(cut.CloseTimeTicks, whole.CloseTimeTicks[..cut.Count]);
    }

    [Fact]
    public void Prices_OfAWalkOfKnownVolatility_GiveThePriceOfItsCall()
    {
        Dictionary<string, string> options = new() { ["source"] = "prices", ["bars"] = "500" };
        var made = s_maker.Make(Input([Prices(2_000)], options)).Series.Single();
        // 1 % a day is 15.87 % a year, and 2N(σ√T/2) − 1 is 3.144 % of the price; ranges of a walk in steps are a little too small.
        Assert.Equal(3.144, made.Close.Average(), 0.1);
    }

    [Theory]
    [InlineData("days", "3")]
    [InlineData("rate", "two")]
    [InlineData("source", "news")]
    public void Options_OutsideTheirRange_AreRefused(string option, string value)
    {
        var fault = Assert.Throws<ImportException>(() => s_maker.Make(Input([Chain(s_day, [])], new() { [option] = value })));
        Assert.Contains($"'{value}'", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>AAPL of the day before its split of seven to one and of its day, in files that were written with hindsight.</summary>
    [SkippableFact]
    public void Chains_OfAppleAroundItsSplit_AgreeAcrossIt()
    {
        var made = s_maker.Make(
            Input([Shared("data/options/lean_universe_aapl/20140604.csv"), Shared("data/options/lean_universe_aapl/20140609.csv")], [])
        );
        var implied = made.Series.Single(s => s.Symbol == "X_IV90").Close;
        Assert.Equal(2, implied.Length);
        Assert.All(implied, v => Assert.InRange(v, 15, 40));
        Assert.Equal(implied[0], implied[1], 2.0);
        // The close of 2014-06-04 was 644.82; the file's underlying is a price of that morning.
        Assert.Contains("the file's underlying is 638.2, put and call prices say 64", made.Notes[0], StringComparison.Ordinal);
        Assert.Contains("never traded", made.Notes[1], StringComparison.Ordinal);
    }

    private static SourceDocument Shared(string path) => new(Path.GetFileName(path), File.ReadAllBytes(SharedFiles.Require(path)));

    private static MakerInput Input(IReadOnlyList<SourceDocument> documents, Dictionary<string, string> options) =>
        new(documents, "X", MarketCalendar.Nyse, options);

    private static SourceDocument Chain(DateOnly day, string[] more, double spot = 100)
    {
        var text = new StringBuilder(Heading).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $",,,{spot},{spot},{spot},{spot},1000,,\n");
        foreach (var days in new[] { 30, 60, 120 })
        {
            for (var strike = 85.0; strike <= 120; strike += 2.5)
            {
                foreach (var right in new[] { OptionRight.Call, OptionRight.Put })
                {
                    var terms = new OptionTerms(right, 100, strike, days / 365.0);
                    var price = BlackScholes.Price(terms, Sigma(Math.Log(strike / 100), days));
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{day.AddDays(days):yyyyMMdd},{strike},{right.ToString()[0]},0,0,0,{price:R},10,10,0\n"
                    );
                }
            }
        }
        foreach (var row in more)
            text.Append(row).Append('\n');
        return new SourceDocument(FormattableString.Invariant($"{day:yyyyMMdd}.csv"), Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static SourceDocument Prices(int bars)
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        var (random, price, day) = (new Simulator.Seeding.SplitMix64(5), 100.0, new DateOnly(2001, 1, 2));
        for (var bar = 0; bar < bars; bar++, day = Next(day))
        {
            var open = price;
            var (high, low) = (price, price);
            for (var step = 0; step < 1_000; step++)
            {
                price *= Math.Exp(0.01 / Math.Sqrt(1_000) * random.NextGaussian());
                (high, low) = (Math.Max(high, price), Math.Min(low, price));
            }
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{open:R},{high:R},{low:R},{price:R},1000\n");
        }
        return new SourceDocument("prices.csv", Encoding.UTF8.GetBytes(text.ToString()));

        static DateOnly Next(DateOnly day)
        {
            do day = day.AddDays(1);
            while (MarketCalendar.Nyse.IsClosed(day));
            return day;
        }
    }
}
