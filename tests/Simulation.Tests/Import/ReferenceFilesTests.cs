using Simulator.Import;
using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Tests.Simulation.Import;

/// <summary>The clean part of the reference pack: panel, rates, LEAN, quotes, intraday.</summary>
public sealed class ReferenceFilesTests
{
    [SkippableFact]
    public void Panel_GoldmanAndFriends_SplitsIntoSeriesOnTheirCalendars()
    {
        var imported = Read("core/panel_gs_correlated_2010_2018.csv");

        Assert.Equal("multi-column panel", imported.Preview.Format);
        Assert.Equal(19, imported.Series.Count);
        var calendars = imported.Series.ToDictionary(
            s => s.Series.Symbol,
            s => (s.Series.Calendar.Id, s.Series.Kind, s.Series.HasOhlc, s.Series.Count)
        );
        Assert.Equal(("nyse", SeriesKind.Price, true, 2264), calendars["GS"]);
        Assert.Equal(("nyse", SeriesKind.Price, false, 2264), calendars["C"]);
        Assert.Equal(("lse", SeriesKind.Price, false, 2223), calendars["FTSE"]); // 41 blanks
        Assert.Equal(("tse", SeriesKind.Price, false, 2133), calendars["NIKKEI"]); // 131
        Assert.Equal(("hkex", SeriesKind.Price, false, 2161), calendars["HSI"]); // 103
        Assert.Equal(("bse", SeriesKind.Price, false, 2150), calendars["SENSEX"]); // 114
        Assert.Equal(("fx", SeriesKind.Price, false, 2260), calendars["USDJPY"]); // 4
        Assert.Equal(("cboe", SeriesKind.Price, false, 2264), calendars["VIX"]);
        Assert.Equal(("rates", SeriesKind.Rate, false, 2247), calendars["DGS10"]); // 17
        Assert.Equal(("rates", SeriesKind.Rate, false, 2223), calendars["LIBOR3M"]); // 41
        Assert.Equal(459, imported.Preview.MissingCells["blank"]);
        Assert.Empty(imported.Excluded);
        var gs = imported.Series[0].Series;
        Assert.Equal((170.050003, 174.25, 169.509995, 173.080002, 9135000), (gs.Open[0], gs.High[0], gs.Low[0], gs.Close[0], gs.Volume[0]));
        Assert.Null(imported.Series[0].Quality.Find(QualityCheck.Gap)); // every NYSE holiday of nine years is known
    }

    [SkippableFact]
    public void Panel_OnlySomeSymbols_AreTaken()
    {
        var imported = Read(
            "core/panel_gs_correlated_2010_2018.csv",
            new ImportOptions
            {
                OnlySymbols = ["gs", "VIX"],
                Calendars = new Dictionary<string, string> { ["VIX"] = "lse" },
            }
        );

        Assert.Equal(["GS", "VIX"], imported.Series.Select(s => s.Series.Symbol));
        Assert.Equal("lse", imported.Series[1].Series.Calendar.Id);
    }

    [SkippableTheory]
    [InlineData("core/daily_adj_2009_2019/_TNX.csv", 2551, 2)]
    [InlineData("core/daily_adj_2009_2019/GS.csv", 2553, 0)]
    [InlineData("core/rates/DGS10_fred.csv", 15264, 0)] // 681 points are no rows
    [InlineData("core/stooq_adj_to_2017/gs.us.txt", 4661, 0)]
    [InlineData("backtestingpy/GOOG.csv", 2148, 0)]
    [InlineData("backtestingpy/EURUSD.csv", 5000, 0)]
    [InlineData("intraday/ESTX50_1m_2006_backtrader.txt", 30889, 0)]
    [InlineData("intraday/XAUUSD_1s_quotes_20140501_20140515.csv.gz", 353941, 0)]
    [InlineData("lean/other_csv/eurusd_oanda_daily.csv", 3738, 0)]
    [InlineData("lean/other_csv/btcusd_coinbase_daily.csv", 1318, 0)]
    [InlineData("lean/raw/equity_minute_spy/20131004_trade.zip", 711, 0)]
    public void ReferenceFile_Read_GivesItsRows(string file, int bars, int excluded)
    {
        var imported = Read(file);

        Assert.Equal((bars, excluded), (imported.Series[0].Series.Count, imported.Excluded.Count));
    }

    [SkippableFact]
    public void LeanZip_Daily_EqualsTheConvertedFile()
    {
        var raw = Read("lean/raw/equity_daily/aapl.zip");
        var converted = Read("lean/daily_csv/aapl.csv");

        Assert.Equal("zip (aapl.csv)", raw.Preview.Container);
        Assert.Equal(converted.Series[0].Series.ContentHash, raw.Series[0].Series.ContentHash);
    }

    [SkippableFact]
    public void LeanMinutes_FirstBar_IsKnownOneMinuteAfterItsStart()
    {
        var series = Read("lean/raw/equity_minute_spy/20131004_trade.zip").Series[0].Series;

        // 14,760,000 ms are 04:06 in New York (UTC−4); 1,676,500 are 167.65.
        Assert.Equal(new DateTime(2013, 10, 4, 8, 7, 0, DateTimeKind.Utc), series.CloseTimeAt(0));
        Assert.Equal(("SPY", 167.65), (series.Symbol, series.Close[0]));
    }

    [SkippableFact]
    public void LeanQuoteBars_Read_AreTheMid()
    {
        var series = Read("lean/other_csv/gbpusd_fxcm_daily.csv").Series[0].Series;

        Assert.Equal((1.9567 + 1.9568) / 2, series.Open[0], 12);
        Assert.Equal((1.9678 + 1.968) / 2, series.Close[0], 12);
    }

    [SkippableTheory]
    [InlineData("aapl", "2014-06-09", "7:1", 5)]
    [InlineData("aig", "2009-07-01", "1:16", 1)]
    [InlineData("goog", "2014-04-03", "2:1", 1)]
    [InlineData("ibm", "1999-05-27", "2:1", 1)]
    [InlineData("qqq", "2000-03-20", "2:1", 1)]
    public void RawPrices_Splits_AreFound(string symbol, string day, string ratio, int least)
    {
        var finding = Read($"lean/daily_csv/{symbol}.csv").Series[0].Quality.Find(QualityCheck.Split);

        Assert.NotNull(finding);
        Assert.True(finding.Count >= least, finding.Message);
        Assert.Contains(day, finding.Message, StringComparison.Ordinal);
        Assert.Contains($"like {ratio}", finding.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("uso")]
    [InlineData("wm")]
    [InlineData("fb")]
    public void ReusedTicker_LongGap_IsNamed(string symbol)
    {
        var gap = Read($"lean/daily_csv/{symbol}.csv").Series[0].Quality.Find(QualityCheck.Gap);

        Assert.Contains("another instrument", gap!.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, gap.Severity);
    }

    [SkippableFact]
    public void YahooForeignExchange_HighLow_IsReportedNotRepaired()
    {
        var imported = Read("core/daily_2010_2018/USDJPY.csv");

        var finding = imported.Series[0].Quality.Find(QualityCheck.HighLow)!;
        Assert.Equal(135, finding.Count);
        Assert.Equal(135, finding.Rows.Count);
        Assert.Equal(2343, imported.Series[0].Series.Count);
    }

    [SkippableFact]
    public void AdjustedClose_OnRequest_ScalesAllFourPrices()
    {
        var raw = Read("core/daily_adj_2009_2019/GS.csv").Series[0];
        var adjusted = Read("core/daily_adj_2009_2019/GS.csv", new ImportOptions { UseAdjusted = true }).Series[0].Series;

        Assert.Equal(84.389999, raw.Series.Close[0]);
        Assert.NotNull(raw.Quality.Find(QualityCheck.Adjustment));
        Assert.Equal(74.057304, adjusted.Close[0]);
        Assert.Equal(82.239998 * 74.057304 / 84.389999, adjusted.Open[0], 9);
    }

    [SkippableTheory]
    [InlineData("timegan/stock_data.csv", "no column contains dates")]
    [InlineData("news/guardian_headlines.csv", "no column contains prices")]
    [InlineData("options/lean_universe_spx/20151222.csv", "option chain")]
    [InlineData("options/lean_raw/aapl_20140606_trade_american.zip", "1185 files")]
    public void OtherFile_Refused_SaysWhy(string file, string problem)
    {
        var refusal = Assert.Throws<ImportException>(() => Read(file));

        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    private static ImportedFile Read(string file, ImportOptions? options = null) =>
        CsvImport.Read(File.ReadAllBytes(SharedFiles.Require($"data/{file}")), Path.GetFileName(file), options);
}
