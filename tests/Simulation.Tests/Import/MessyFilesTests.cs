using System.Globalization;
using Simulator.Import;
using Simulator.Quality;

namespace Simulator.Tests.Simulation.Import;

/// <summary>
/// Every file of the pack of messy files either imports right or is rejected with file, line, value and remedy.
/// Rows, dates and closes were read off the files themselves, not off the importer.
/// </summary>
public sealed class MessyFilesTests
{
    private const string Folder = "data/messy";

    /// <summary>File, symbol, calendar, format, interval, bars, first and last day, first and last close, rows excluded.</summary>
    public static TheoryData<string, string, string, string, string, int, string, double, double, int> Imported { get; } =
        new()
        {
            {
                "alphavantage_daily_IBM_1998_2018.csv",
                "IBM",
                "nyse",
                "Alpha Vantage",
                "1 day",
                4526,
                "2000-01-03..2017-12-27",
                116.0,
                153.0385,
                0
            },
            {
                "alphavantage_daily_adjusted_IBM.csv",
                "IBM",
                "nyse",
                "Alpha Vantage",
                "1 day",
                100,
                "2021-02-17..2021-07-09",
                119.97,
                141.52,
                0
            },
            {
                "amibroker_cafef_IXIC_desc.csv",
                "IXIC",
                "nyse",
                "AmiBroker",
                "1 day",
                4615,
                "1999-12-31..2018-05-04",
                4069.3100590000004,
                7209.620117,
                0
            },
            {
                "amibroker_cafef_NYA_desc.csv",
                "NYA",
                "nyse",
                "AmiBroker",
                "1 day",
                4658,
                "1999-12-31..2018-07-06",
                6876.100098000001,
                12664.879883,
                0
            },
            {
                "backtrader_2006-day-001-optix.txt",
                "OPTIX",
                "nyse",
                "plain OHLCV",
                "1 day",
                255,
                "2006-01-02..2006-12-29",
                3604.33,
                4119.94,
                0
            },
            {
                "binance_vision_klines_ALGOUSDT_1m_first1440.csv",
                "ALGOUSDT",
                "crypto",
                "Binance klines",
                "1 min",
                1440,
                "2023-02-01..2023-02-01",
                0.2418,
                0.2510,
                0
            },
            {
                "cryptodatadownload_Coinbase_BTCUSD_d.csv",
                "BTCUSD",
                "crypto",
                "CryptoDataDownload",
                "1 day",
                1635,
                "2014-12-01..2019-06-04",
                370,
                7964.58,
                0
            },
            { "google_finance_ORCL2010.csv", "ORCL", "nyse", "Google Finance", "1 day", 252, "2010-01-04..2010-12-31", 24.85, 31.30, 0 },
            {
                "google_finance_ORCL2010_malformed.csv",
                "ORCL",
                "nyse",
                "Google Finance",
                "1 day",
                251,
                "2010-01-04..2010-12-31",
                24.85,
                31.30,
                1
            },
            { "investing_USD_JPY.csv", "USDJPY", "fx", "Investing.com", "1 day", 2632, "2010-04-29..2020-05-29", 93.96, 107.86, 0 },
            { "mt4_EURUSD1_noheader.csv", "EURUSD", "fx", "MetaTrader 4", "1 min", 3851, "2013-12-11..2013-12-16", 1.37894, 1.37563, 0 },
            {
                "mt5_export_US30_daily_tab.csv",
                "US30",
                "nyse",
                "MetaTrader 5",
                "1 day",
                527,
                "2024-01-01..2025-09-08",
                37776.3,
                45616.3,
                0
            },
            {
                "mt5_like_EURUSD_M1_tab_crlf_first5000.csv",
                "EURUSD",
                "fx",
                "MetaTrader 5",
                "1 min",
                5000,
                "2020-04-27..2020-04-30",
                1.08412,
                1.09275,
                0
            },
            {
                "mt5_python_rates_EURUSD_M1.csv",
                "EURUSD",
                "fx",
                "MetaTrader 5",
                "1 min",
                500,
                "2021-11-15..2021-11-15",
                1.14434,
                1.14457,
                0
            },
            {
                "nasdaq_2018_quoted_blankline_SPY.csv",
                "SPY",
                "nyse",
                "Nasdaq.com",
                "1 day",
                2519,
                "2008-10-27..2018-10-26",
                83.95,
                265.33,
                0
            },
            {
                "nasdaq_2020_dollar_spaces_AMZN.csv",
                "AMZN",
                "nyse",
                "Nasdaq.com",
                "1 day",
                22,
                "2020-09-24..2020-10-23",
                3019.79,
                3204.4,
                0
            },
            {
                "nasdaq_2020_dollar_trailing_space_AAPL.csv",
                "AAPL",
                "nyse",
                "Nasdaq.com",
                "1 day",
                2516,
                "2010-03-01..2020-02-28",
                29.86,
                273.36,
                0
            },
            { "nasdaq_2023_dollar_AAPL.csv", "AAPL", "nyse", "Nasdaq.com", "1 day", 1257, "2018-11-26..2023-11-22", 43.655, 191.31, 0 },
            {
                "ninjatrader_spy_minute_semicolon.csv",
                "SPY",
                "nyse",
                "NinjaTrader",
                "1 min",
                17577,
                "2011-03-01..2011-03-31",
                133.98,
                132.72,
                0
            },
            { "quandl_gold_3ccy_gaps.csv", "USD", "nyse", "multi-column panel", "7 days", 2374, "1968-04-07..2013-09-29", 37, 1333, 0 },
            { "quandl_wiki_AAPL2011.csv", "AAPL", "nyse", "Quandl WIKI", "1 day", 252, "2011-01-03..2011-12-30", 329.57, 405, 0 },
            { "skender_bad.csv", "BAD", "nyse", "plain OHLCV", "1 day", 346, "2017-01-03..2018-12-31", 212.8, 245.28, 156 },
            {
                "skender_mismatch.csv",
                "SKENDER_MISMATCH",
                "nyse",
                "plain OHLCV",
                "1 day",
                502,
                "2016-01-18..2018-12-31",
                214.22,
                245.28,
                0
            },
            { "skender_penny.csv", "PENNY", "nyse", "plain OHLCV", "1 day", 533, "2018-12-21..2021-02-03", 2.63, 2.98, 0 },
            {
                "skender_toobig.csv",
                "SKENDER_TOOBIG",
                "crypto",
                "plain OHLCV",
                "1 day",
                1246,
                "2017-08-16..2021-01-12",
                42903702221740.8,
                374175175057530,
                0
            },
            { "stooq_5min_gs.us.txt", "GS", "nyse", "Stooq", "5 min", 1077, "2015-02-03..2015-02-23", 178.52, 190.31, 0 },
            { "stooq_bulk_openint_aadr.us.txt", "AADR", "nyse", "Stooq", "1 day", 1565, "2010-07-21..2017-11-10", 23.946, 56.4, 0 },
            {
                "stooq_fx_no_volume_crlf_EURUSD_1971.csv",
                "EURUSD",
                "fx",
                "plain OHLCV",
                "1 day",
                12353,
                "1971-01-04..2019-04-29",
                0.5353,
                1.11834,
                0
            },
            { "stooq_web_AAPL.csv", "AAPL", "nyse", "plain OHLCV", "1 day", 4098, "2009-09-08..2025-12-19", 5.18649, 273.67, 0 },
            { "yahoo_new_YHOO2014.csv", "YHOO", "nyse", "Yahoo", "1 day", 252, "2014-01-02..2014-12-31", 39.590000, 50.509998, 0 },
            { "yahoo_old_desc_SPY2010.csv", "SPY", "nyse", "Yahoo (old)", "1 day", 252, "2010-01-04..2010-12-31", 113.33, 125.75, 0 },
            {
                "yahoo_old_desc_nikkei2010_trailing_blank.csv",
                "NIKKEI",
                "tse",
                "Yahoo (old)",
                "1 day",
                245,
                "2010-01-04..2010-12-30",
                10654.79,
                10228.92,
                0
            },
            {
                "yfinance_multiheader_MSFT_2021_2026.csv",
                "MSFT",
                "nyse",
                "yfinance, three header lines",
                "1 day",
                1254,
                "2021-06-25..2026-06-24",
                254.33877563476562,
                365.4599914550781,
                0
            },
        };

    /// <summary>File, line, value in the message, problem, remedy.</summary>
    public static TheoryData<string, int, string, string, string> Refused { get; } =
        new()
        {
            { "backtrader_bidask.csv", 1, "TIMESTAMP,BID,ASK", "bid and ask quotes", "Aggregate the quotes to bars" },
            { "backtrader_bidask2.csv", 1, "TimeStamp,cross,status", "bid and ask quotes", "Aggregate the quotes to bars" },
            { "backtrader_ticksample.csv", 2, "2015-09-23 20:57:42.146 3067", "these are trades", "Aggregate them to bars first" },
            {
                "bad_usdjpy_dates_scrambled.csv",
                3,
                "change -0.07% but the closes 107.86 → 107.64 give -0.20%",
                "prices run opposite to the dates",
                "sort whole rows"
            },
            { "bitstamp_trades_epoch_noheader.csv", 1, "2011-09-13 13:53:36.000 5.8", "these are trades", "Aggregate them to bars first" },
            { "mtgox_trades_usec.csv", 1, "id,price,amount,type", "these are trades", "Aggregate them to bars first" },
            { "skender_zeros.csv", 2, "close 0 is not above zero", "200 of 200 rows cannot be used", "Check that line" },
        };

    [SkippableTheory]
    [MemberData(nameof(Imported))]
    public void MessyFile_Read_GivesItsBars(
        string file,
        string symbol,
        string calendar,
        string format,
        string interval,
        int bars,
        string days,
        double first,
        double last,
        int excluded
    )
    {
        var imported = CsvImport.Read(File.ReadAllBytes(SharedFiles.Require($"{Folder}/{file}")), file);

        var (series, quality) = imported.Series[0];
        Assert.Equal(
            (symbol, calendar, format, interval),
            (series.Symbol, series.Calendar.Id, imported.Preview.Format, series.Interval.ToString())
        );
        Assert.Equal(bars, series.Count);
        Assert.Equal(days, string.Create(CultureInfo.InvariantCulture, $"{quality.From:yyyy-MM-dd}..{quality.To:yyyy-MM-dd}"));
        Assert.Equal((first, last), (series.Close[0], series.Close[^1]));
        Assert.Equal(excluded, imported.Excluded.Count);
        Assert.Equal(imported.Preview.Rows, imported.Series.Max(s => s.Series.Count) + excluded);
        Assert.All(imported.Excluded, e => Assert.True(e.Line > 0 && e.Reason.Length > 5));
    }

    [SkippableTheory]
    [MemberData(nameof(Refused))]
    public void MessyFile_Refused_NamesFileLineValueAndRemedy(string file, int line, string value, string problem, string remedy)
    {
        var content = File.ReadAllBytes(SharedFiles.Require($"{Folder}/{file}"));

        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(content, file));

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: "), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(value, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(line, refusal.Line);
    }

    [SkippableFact]
    public void MessyFolder_EveryFile_IsInTheTable()
    {
        var files = Directory.GetFiles(SharedFiles.Require(Folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        var table = Imported.Select(row => (string)row[0]).Concat(Refused.Select(row => (string)row[0])).Order(StringComparer.Ordinal);

        Assert.Equal(files, table);
    }

    [SkippableFact]
    public void ScrambledDates_AcceptedOnRequest_KeepAnError()
    {
        var content = File.ReadAllBytes(SharedFiles.Require($"{Folder}/bad_usdjpy_dates_scrambled.csv"));

        var imported = CsvImport.Read(content, "usdjpy.csv", new ImportOptions { IgnoreChangeColumn = true });

        var finding = Assert.Single(imported.Series[0].Quality.Findings, f => f.Check == QualityCheck.ChangeColumn);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(2632, imported.Series[0].Series.Count);
    }

    [SkippableFact]
    public void MalformedOpen_Row_IsListedWithItsLine()
    {
        var imported = CsvImport.Read(
            File.ReadAllBytes(SharedFiles.Require($"{Folder}/google_finance_ORCL2010_malformed.csv")),
            "orcl.csv"
        );

        var row = Assert.Single(imported.Excluded);
        Assert.Equal((3, "no open in a row with a close of 31.29"), (row.Line, row.Reason));
        Assert.Equal(1, imported.Preview.MissingCells["-"]);
    }

    [SkippableTheory]
    [InlineData("stooq_5min_gs.us.txt", BarStamp.Close, "2015-02-03T15:50:00Z")] // 16:50 Warsaw, stamped at the end
    [InlineData("ninjatrader_spy_minute_semicolon.csv", BarStamp.Close, "2011-03-01T09:01:00Z")]
    [InlineData("binance_vision_klines_ALGOUSDT_1m_first1440.csv", BarStamp.Open, "2023-02-01T00:01:00Z")]
    [InlineData("mt4_EURUSD1_noheader.csv", BarStamp.Open, "2013-12-11T17:21:00Z")]
    [InlineData("yahoo_old_desc_nikkei2010_trailing_blank.csv", BarStamp.Close, "2010-01-04T06:00:00Z")] // 15:00 Tokyo
    [InlineData("investing_USD_JPY.csv", BarStamp.Close, "2010-04-29T21:00:00Z")] // 17:00 New York
    public void FirstBar_OfFile_IsKnownAtItsClose(string file, BarStamp stamps, string close)
    {
        var imported = CsvImport.Read(File.ReadAllBytes(SharedFiles.Require($"{Folder}/{file}")), file);

        Assert.Equal(stamps, imported.Preview.Stamps);
        Assert.Equal(DateTimeOffset.Parse(close, CultureInfo.InvariantCulture).UtcDateTime, imported.Series[0].Series.CloseTimeAt(0));
    }
}
