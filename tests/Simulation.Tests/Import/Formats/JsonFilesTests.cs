using System.IO.Compression;
using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import.Formats;

/// <summary>The shapes in which exchanges, vendors, freqtrade and pandas write bars all give the same bars.</summary>
public sealed class JsonFilesTests
{
    /// <summary>Files with the twelve bars, and the name of the series where the envelope states one.</summary>
    public static TheoryData<string, string?> Files { get; } =
        new()
        {
            { "freqtrade.json", null },
            { "binance.json", null },
            { "kraken.json", "XXBTZUSD" },
            { "coinbase.json", null },
            { "coinbase_advanced.json", null },
            { "bitfinex.json", null },
            { "kucoin.json", null },
            { "gate.json", null },
            { "okx.json", null },
            { "bybit.json", "ACME" },
            { "udf.json", null },
            { "polygon.json", "ACME" },
            { "alpaca.json", "ACME" },
            { "oanda.json", "EUR_USD" },
            { "twelve_data.json", "ACME" },
            { "alpha_vantage.json", "ACME" },
            { "yahoo_chart.json", "ACME" },
            { "pandas_records.json", null },
            { "pandas_lines.jsonl", null },
            { "pandas_split.json", null },
            { "pandas_columns.json", null },
            { "pandas_index.json", null },
            { "pandas_index_of_numbers.json", null },
            { "nasdaq_data_link.json", "ACME" },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_GivesTheWrittenBars(string file, string? symbol)
    {
        var read = TwelveBars.ReadFile(file);

        var series = Assert.Single(read.Series).Series;
        TwelveBars.AreIn(series);
        Assert.Empty(read.Excluded);
        if (symbol is not null)
            Assert.Equal(symbol, series.Symbol);
    }

    [Fact]
    public void SeveralSymbols_AreSeveralSeries()
    {
        var read = TwelveBars.ReadFile("alpaca_two.json");

        Assert.Equal(["ACME", "BOLT"], read.Series.Select(s => s.Series.Symbol));
        Assert.All(read.Series, s => TwelveBars.AreIn(s.Series));
    }

    [Fact]
    public void YahooDaily_KeepsTheExchangesDates_AndTheTickersName()
    {
        // 09:00 in Tokyo is midnight in London: 2024-03-04, 05, 06.
        var read = TwelveBars.ReadFile("yahoo_chart_tokyo_daily.json");

        var series = Assert.Single(read.Series).Series;
        Assert.Equal(("7203.T", "tse"), (series.Symbol, series.Calendar.Id));
        Assert.Equal(["2024-03-04", "2024-03-05", "2024-03-06"], read.Preview.FirstRows.Skip(1).Select(r => r[1]));
        Assert.Equal([3640.0, 3650, 3660], series.Close);
    }

    [Fact]
    public void CoinGecko_SeriesOfPairs_AreJoinedByTime()
    {
        var series = Assert.Single(TwelveBars.ReadFile("coingecko.json").Series).Series;

        Assert.Equal(TwelveBars.Rows.Select(r => r.Close), series.Close);
        Assert.Equal(TwelveBars.Rows.Select(r => r.Volume), series.Volume);
    }

    [Fact]
    public void GzippedFreqtrade_IsTheSame()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(TwelveBars.Bytes("freqtrade.json"));

        TwelveBars.AreIn(CsvImport.Read(packed.ToArray(), "BTC_USDT-5m.json.gz").Series[0].Series);
    }

    [Fact]
    public void Utf16_AsPowerShellWritesIt_IsRead()
    {
        var text = Encoding.UTF8.GetString(TwelveBars.Bytes("freqtrade.json"));

        TwelveBars.AreIn(CsvImport.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], "BTC_USDT-5m.json").Series[0].Series);
    }

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

    [Theory]
    [MemberData(nameof(Files))]
    public void CutAnywhere_IsRefusedOrRead_AndNeverAnotherError(string file, string? symbol)
    {
        var sound = TwelveBars.Bytes(file);
        for (var at = 1; at < sound.Length; at += 37)
        {
            try
            {
                Assert.NotEmpty(CsvImport.Read(sound[..at], symbol ?? file).Series);
            }
            catch (ImportException e)
            {
                Assert.NotEmpty(e.Remedy);
            }
        }
    }
}
