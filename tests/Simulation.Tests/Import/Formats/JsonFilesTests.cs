using System.Globalization;
using System.IO.Compression;
using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import.Formats;

/// <summary>The shapes in which exchanges, vendors, freqtrade and pandas write bars all give the same bars.</summary>
public sealed class JsonFilesTests
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Shape, text.</summary>
    public static TheoryData<string, string> Shapes { get; } =
        new()
        {
            { "freqtrade", $"[{TwelveBars.Each(r => $"[{r.Milliseconds},{r.Open},{r.High},{r.Low},{r.Close},{r.Volume}]")}]" },
            {
                "Binance",
                $"[{TwelveBars.Each(r => $"[{r.Milliseconds},\"{r.Open}\",\"{r.High}\",\"{r.Low}\",\"{r.Close}\",\"{r.Volume}\",{r.Milliseconds + 299999},\"1\",3,\"1\",\"1\",\"0\"]")}]"
            },
            {
                "Kraken",
                $"{{\"error\":[],\"result\":{{\"XXBTZUSD\":[{TwelveBars.Each(r => $"[{r.Seconds},\"{r.Open}\",\"{r.High}\",\"{r.Low}\",\"{r.Close}\",\"{(r.High + r.Low) / 2}\",\"{r.Volume}\",7]")}],\"last\":1709307000}}}}"
            },
            {
                "Coinbase, newest first",
                $"[{TwelveBars.Each(r => $"[{r.Seconds},{r.Low},{r.High},{r.Open},{r.Close},{r.Volume}]", newestFirst: true)}]"
            },
            {
                "Coinbase Advanced",
                $"{{\"candles\":[{TwelveBars.Each(r => $"{{\"start\":\"{r.Seconds}\",\"low\":\"{r.Low}\",\"high\":\"{r.High}\",\"open\":\"{r.Open}\",\"close\":\"{r.Close}\",\"volume\":\"{r.Volume}\"}}", newestFirst: true)}]}}"
            },
            {
                "Bitfinex",
                $"[{TwelveBars.Each(r => $"[{r.Milliseconds},{r.Open},{r.Close},{r.High},{r.Low},{r.Volume}]", newestFirst: true)}]"
            },
            {
                "KuCoin",
                $"{{\"code\":\"200000\",\"data\":[{TwelveBars.Each(r => $"[\"{r.Seconds}\",\"{r.Open}\",\"{r.Close}\",\"{r.High}\",\"{r.Low}\",\"{r.Volume}\",\"9\"]")}]}}"
            },
            {
                "Gate",
                $"[{TwelveBars.Each(r => $"[\"{r.Seconds}\",\"9000.5\",\"{r.Close}\",\"{r.High}\",\"{r.Low}\",\"{r.Open}\",\"{r.Volume}\",\"true\"]")}]"
            },
            {
                "OKX",
                $"{{\"code\":\"0\",\"msg\":\"\",\"data\":[{TwelveBars.Each(r => $"[\"{r.Milliseconds}\",\"{r.Open}\",\"{r.High}\",\"{r.Low}\",\"{r.Close}\",\"{r.Volume}\",\"5\",\"5\",\"1\"]", newestFirst: true)}]}}"
            },
            {
                "Bybit",
                $"{{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{{\"symbol\":\"ACME\",\"category\":\"spot\",\"list\":[{TwelveBars.Each(r => $"[\"{r.Milliseconds}\",\"{r.Open}\",\"{r.High}\",\"{r.Low}\",\"{r.Close}\",\"{r.Volume}\",\"5\"]", newestFirst: true)}]}},\"time\":1}}"
            },
            {
                "UDF",
                $"{{\"s\":\"ok\",\"t\":[{TwelveBars.Each(r => $"{r.Seconds}")}],\"o\":[{TwelveBars.Each(r => $"{r.Open}")}],\"h\":[{TwelveBars.Each(r => $"{r.High}")}],\"l\":[{TwelveBars.Each(r => $"{r.Low}")}],\"c\":[{TwelveBars.Each(r => $"{r.Close}")}],\"v\":[{TwelveBars.Each(r => $"{r.Volume}")}]}}"
            },
            {
                "Polygon",
                $"{{\"ticker\":\"ACME\",\"resultsCount\":12,\"results\":[{TwelveBars.Each(r => $"{{\"v\":{r.Volume},\"vw\":1.5,\"o\":{r.Open},\"c\":{r.Close},\"h\":{r.High},\"l\":{r.Low},\"t\":{r.Milliseconds},\"n\":4}}")}],\"status\":\"OK\"}}"
            },
            {
                "Alpaca",
                $"{{\"bars\":{{\"ACME\":[{TwelveBars.Each(r => $"{{\"t\":\"{r.Start:yyyy-MM-ddTHH:mm:ss}Z\",\"o\":{r.Open},\"h\":{r.High},\"l\":{r.Low},\"c\":{r.Close},\"v\":{r.Volume}}}")}]}},\"next_page_token\":null}}"
            },
            {
                "OANDA",
                $"{{\"instrument\":\"EUR_USD\",\"granularity\":\"M5\",\"candles\":[{TwelveBars.Each(r => $"{{\"complete\":true,\"volume\":{r.Volume},\"time\":\"{r.Start:yyyy-MM-ddTHH:mm:ss}.000000000Z\",\"mid\":{{\"o\":\"{r.Open}\",\"h\":\"{r.High}\",\"l\":\"{r.Low}\",\"c\":\"{r.Close}\"}}}}")}]}}"
            },
            {
                "Twelve Data, clock of New York",
                $"{{\"meta\":{{\"symbol\":\"ACME\",\"interval\":\"5min\",\"exchange_timezone\":\"America/New_York\"}},\"values\":[{TwelveBars.Each(r => $"{{\"datetime\":\"{Local(r.Start)}\",\"open\":\"{r.Open}\",\"high\":\"{r.High}\",\"low\":\"{r.Low}\",\"close\":\"{r.Close}\",\"volume\":\"{r.Volume}\"}}", newestFirst: true)}],\"status\":\"ok\"}}"
            },
            {
                "Alpha Vantage, clock of New York",
                $"{{\"Meta Data\":{{\"1. Information\":\"Intraday\",\"2. Symbol\":\"ACME\",\"6. Time Zone\":\"US/Eastern\"}},\"Time Series (5min)\":{{{TwelveBars.Each(r => $"\"{Local(r.Start)}\":{{\"1. open\":\"{r.Open}\",\"2. high\":\"{r.High}\",\"3. low\":\"{r.Low}\",\"4. close\":\"{r.Close}\",\"5. volume\":\"{r.Volume}\"}}", newestFirst: true)}}}}}"
            },
            {
                "Yahoo chart",
                $"{{\"chart\":{{\"result\":[{{\"meta\":{{\"symbol\":\"ACME\",\"gmtoffset\":-18000,\"exchangeTimezoneName\":\"America/New_York\",\"dataGranularity\":\"5m\"}},\"timestamp\":[{TwelveBars.Each(r => $"{r.Seconds}")}],\"indicators\":{{\"quote\":[{{\"low\":[{TwelveBars.Each(r => $"{r.Low}")}],\"open\":[{TwelveBars.Each(r => $"{r.Open}")}],\"close\":[{TwelveBars.Each(r => $"{r.Close}")}],\"high\":[{TwelveBars.Each(r => $"{r.High}")}],\"volume\":[{TwelveBars.Each(r => $"{r.Volume}")}]}}]}}}}],\"error\":null}}}}"
            },
            { "pandas records", $"[{TwelveBars.Each(Record)}]" },
            { "JSON Lines", string.Join("\n", TwelveBars.Rows.Select(r => FormattableString.Invariant(Record(r)))) + "\n" },
            {
                "pandas split",
                $"{{\"columns\":[\"open\",\"high\",\"low\",\"close\",\"volume\"],\"index\":[{TwelveBars.Each(r => $"{r.Milliseconds}")}],\"data\":[{TwelveBars.Each(r => $"[{r.Open},{r.High},{r.Low},{r.Close},{r.Volume}]")}]}}"
            },
            {
                "pandas columns",
                $"{{\"open\":{{{TwelveBars.Each(r => $"\"{r.Milliseconds}\":{r.Open}")}}},\"high\":{{{TwelveBars.Each(r => $"\"{r.Milliseconds}\":{r.High}")}}},\"low\":{{{TwelveBars.Each(r => $"\"{r.Milliseconds}\":{r.Low}")}}},\"close\":{{{TwelveBars.Each(r => $"\"{r.Milliseconds}\":{r.Close}")}}},\"volume\":{{{TwelveBars.Each(r => $"\"{r.Milliseconds}\":{r.Volume}")}}}}}"
            },
            {
                "pandas index",
                $"{{{TwelveBars.Each(r => $"\"{r.Milliseconds}\":{{\"open\":{r.Open},\"high\":{r.High},\"low\":{r.Low},\"close\":{r.Close},\"volume\":{r.Volume}}}")}}}"
            },
            {
                "pandas index of numbers",
                $"{{{TwelveBars.Each(r => $"\"{(r.Seconds - 1709303400) / 300}\":{{\"date\":{r.Milliseconds},\"open\":{r.Open},\"high\":{r.High},\"low\":{r.Low},\"close\":{r.Close},\"volume\":{r.Volume}}}")}}}"
            },
            {
                "Nasdaq Data Link",
                $"{{\"dataset\":{{\"id\":7,\"dataset_code\":\"ACME\",\"column_names\":[\"Date\",\"Open\",\"High\",\"Low\",\"Close\",\"Volume\"],\"data\":[{TwelveBars.Each(r => $"[\"{r.Start:yyyy-MM-ddTHH:mm:ss}Z\",{r.Open},{r.High},{r.Low},{r.Close},{r.Volume}]", newestFirst: true)}]}}}}"
            },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Shape_GivesTheWrittenBars(string shape, string text)
    {
        var read = TwelveBars.Read(text);

        Assert.True(read.Series.Count == 1, shape);
        TwelveBars.AreIn(read.Series[0].Series);
        Assert.Empty(read.Excluded);
    }

    [Fact]
    public void Envelope_NamesTheSeries()
    {
        string Of(string shape) =>
            TwelveBars.Read((string)Shapes.Single(s => (string)((object[])s)[0] == shape)[1]).Series[0].Series.Symbol;

        Assert.Equal(("XXBTZUSD", "ACME", "ACME", "EUR_USD"), (Of("Kraken"), Of("Bybit"), Of("Alpaca"), Of("OANDA")));
    }

    [Fact]
    public void SeveralSymbols_AreSeveralSeries()
    {
        var bars = TwelveBars.Each(r =>
            $"{{\"t\":{r.Milliseconds},\"o\":{r.Open},\"h\":{r.High},\"l\":{r.Low},\"c\":{r.Close},\"v\":{r.Volume}}}"
        );

        var read = TwelveBars.Read($"{{\"bars\":{{\"ACME\":[{bars}],\"BOLT\":[{bars}]}}}}");

        Assert.Equal(["ACME", "BOLT"], read.Series.Select(s => s.Series.Symbol));
        Assert.All(read.Series, s => TwelveBars.AreIn(s.Series));
    }

    [Fact]
    public void YahooDaily_KeepsTheExchangesDates_AndTheTickersName()
    {
        // 09:00 in Tokyo is midnight in London: 2024-03-04, 05, 06.
        var text =
            """{"chart":{"result":[{"meta":{"symbol":"7203.T","gmtoffset":32400,"exchangeTimezoneName":"Asia/Tokyo","dataGranularity":"1d"},"timestamp":[1709510400,1709596800,1709683200],"indicators":{"quote":[{"open":[3600,3610,3620],"high":[3650,3660,3670],"low":[3590,3600,3610],"close":[3640,3650,3660],"volume":[1,2,3]}],"adjclose":[{"adjclose":[3600.5,3610.5,3620.5]}]}}],"error":null}}""";

        var read = TwelveBars.Read(text, "chart.json");

        var series = Assert.Single(read.Series).Series;
        Assert.Equal("7203.T", series.Symbol);
        Assert.Equal(["2024-03-04", "2024-03-05", "2024-03-06"], read.Preview.FirstRows.Skip(1).Select(r => r[1]));
        Assert.Equal([3640.0, 3650, 3660], series.Close);
    }

    [Fact]
    public void CoinGecko_SeriesOfPairs_AreJoinedByTime()
    {
        var text =
            $"{{\"prices\":[{TwelveBars.Each(r => $"[{r.Milliseconds},{r.Close}]")}],\"total_volumes\":[{TwelveBars.Each(r => $"[{r.Milliseconds},{r.Volume}]")}]}}";

        var series = TwelveBars.Read(text).Series.Single(s => s.Series.Symbol == "ACME").Series;

        Assert.Equal(TwelveBars.Rows.Select(r => r.Close), series.Close);
    }

    [Fact]
    public void GzippedFreqtrade_IsTheSame()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes((string)Shapes.First()[1]));

        TwelveBars.AreIn(CsvImport.Read(packed.ToArray(), "BTC_USDT-5m.json.gz").Series[0].Series);
    }

    [Fact]
    public void Utf16_AsPowerShellWritesIt_IsRead() =>
        TwelveBars.AreIn(
            CsvImport.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes((string)Shapes.First()[1])], "BTC_USDT-5m.json").Series[0].Series
        );

    [Theory]
    [InlineData("""{"Error Message":"Invalid API call. Please retry"}""", "Invalid API call")]
    [InlineData("""{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}""", "No data found")]
    [InlineData("""{"error":["EQuery:Unknown asset pair"]}""", "Unknown asset pair")]
    [InlineData("""{"retCode":10001,"retMsg":"params error: Symbol Invalid","result":{}}""", "Symbol Invalid")]
    public void AnswerWithoutPrices_IsQuoted(string text, string words)
    {
        var refusal = Assert.Throws<ImportException>(() => TwelveBars.Read(text));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("request", refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1}", "contains no table of prices", null)]
    [InlineData("[]", "contains no table of prices", null)]
    [InlineData("[{\"date\":\"2024-01-02\",\n\"close\":NaN}]", "not valid JSON", 2)]
    [InlineData("[{\"date\":\"2024-01-02\",\"close\":1},", "not valid JSON", 1)]
    [InlineData("{\"t\":[1709303400,1709303700],\"c\":[1,2,3]}", "the column t has 2 values and c has 3", null)]
    [InlineData("[{\"date\":\"2024-01-02\",\"close\":1,\"close\":2}]", "$[0] has the name close twice", null)]
    [InlineData("[[1709303400,5,1,9,2,3],[1709303700,5,1,9,2,3]]", "no known order", null)]
    public void WrongJson_IsRefusedWithItsPlace(string text, string words, int? line)
    {
        var refusal = Assert.Throws<ImportException>(() => TwelveBars.Read(text));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(line, refusal.Line);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void DeepNesting_IsRefused() =>
        Assert.Contains(
            "nested more than",
            Assert.Throws<ImportException>(() => TwelveBars.Read(new string('[', 5000))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void CutAnywhere_IsRefusedOrRead_AndNeverAnotherError()
    {
        foreach (var text in Shapes.Select(s => (string)s[1]))
        {
            for (var at = 1; at < text.Length; at += 37)
            {
                try
                {
                    Assert.NotEmpty(TwelveBars.Read(text[..at]).Series);
                }
                catch (ImportException e)
                {
                    Assert.NotEmpty(e.Remedy);
                }
            }
        }
    }

    private static FormattableString Record(TwelveBars.Row r) =>
        $"{{\"date\":{r.Milliseconds},\"open\":{r.Open},\"high\":{r.High},\"low\":{r.Low},\"close\":{r.Close},\"volume\":{r.Volume}}}";

    private static string Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, s_newYork).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
