using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Headings as exporters write them, in their languages: each table has the same bars in an order of its own.</summary>
public sealed class HeadingTests
{
    /// <summary>
    /// Headings, and the field of each column: o 10.20, h 10.60, l 10.10, c 10.55, v 183400, d the date, p a change in percent, x something
    /// that is no price of these bars.
    /// </summary>
    public static TheoryData<string, string> Headings { get; } =
        new()
        {
            { "Datum;Zuletzt;Eröffn.;Hoch;Tief;Vol.;+/- %", "dcohlvp" },
            { "Datum;Erster;Hoch;Tief;Schlusskurs;Stuecke;Volumen", "dohlcvx" },
            { "Datum;Eröffnungskurs;Tageshoch;Tagestief;Schlusskurs;Umsatz;Volumen", "dohlcxv" },
            { "Date;Dernier;Ouv.;Plus Haut;Plus Bas;Vol.;Variation %", "dcohlvp" },
            { "date;ouv;haut;bas;clot;vol;devise", "dohlcvx" },
            { "Fecha;Último;Apertura;Máximo;Mínimo;Vol.;% var.", "dcohlvp" },
            { "Fecha;Precio de cierre;Precio Apertura;Precio Máximo;Precio Mínimo;Volumen", "dcohlv" },
            { "Data;Ultimo;Apertura;Massimo;Minimo;Vol.;Var. %", "dcohlvp" },
            { "Data;Último;Abertura;Máxima;Mínima;Vol.;Var%", "dcohlvp" },
            { "Data;Ostatnio;Otwarcie;Max.;Min.;Wol.;Zmiana%", "dcohlvp" },
            {
                "Data;Nazwa;ISIN;Waluta;Kurs otwarcia;Kurs max;Kurs min;Kurs zamknięcia;Zmiana;Wolumen;Liczba transakcji;Obrót",
                "dxxxohlcxvxx"
            },
            { "Дата;Цена;Откр.;Макс.;Мин.;Объём;Изм. %", "dcohlvp" },
            { "Tarih;Şimdi;Açılış;Yüksek;Düşük;Hac.;Fark %", "dcohlvp" },
            { "Datum;Senaste;Öppen;Högst;Lägst;Vol.;+/- %", "dcohlvp" },
            { "Dato;Seneste;Åbning;Højest;Lavest;Vol.;+/- %", "dcohlvp" },
            { "Dato;Siste;Åpning;Høy;Lav;Vol.;Endring %", "dcohlvp" },
            { "Päivämäärä;Viimeisin;Avaus;Korkein;Matalin;Vaihtomäärä", "dcohlv" },
            { "Datum;Laatste;Openen;Hoog;Laag;Vol.", "dcohlv" },
            { "日付;終値;始値;高値;安値;出来高;変化率 %", "dcohlvp" },
            { "日付;始値;高値;安値;終値;出来高;調整後終値*", "dohlcva" },
            { "日期;收盘;开盘;高;低;交易量;涨跌幅", "dcohlvp" },
            { "日期;开盘价;最高价;最低价;收盘价;成交量(股);成交额(元);换手率", "dohlcvxx" },
            { "日期;成交股數;成交金額;開盤價;最高價;最低價;收盤價;漲跌價差;成交筆數", "dvxohlcxx" },
            { "날짜;종가;시가;고가;저가;거래량;변동 %", "dcohlvp" },
            { "일자;종가;대비;등락률;시가;고가;저가;거래량;거래대금;시가총액;상장주식수", "dcxpohlvxxx" },
            { "Date;Open;High;Low;Last;Close;Number of Shares;Number of Trades;Turnover;vwap", "dohlxcvxxx" },
            { "Date ;series ;OPEN ;HIGH ;LOW ;PREV. CLOSE ;ltp ;close ;vwap ;52W H;52W L ;VOLUME ;VALUE ;No of trades ", "dxohlxxcxxxvxx" },
            {
                "Date;Open Price;High Price;Low Price;Close Price;WAP;No.of Shares;No. of Trades;Total Turnover (Rs.);Deliverable Quantity;"
                    + "% Deli. Qty to Traded Qty;Spread High-Low;Spread Close-Open",
                "dohlcxvxxxxxx"
            },
            { "date;close;high;low;open;volume;adjClose;adjHigh;adjLow;adjOpen;adjVolume;divCash;splitFactor", "dchlovabbbxxx" },
            { "ticker;volume;open;close;high;low;date;transactions", "svochldx" },
            { "Date;Market Cap;Price;Open;High;Low;Vol", "dxcohlv" },
            { "Date;Value;Settle;Open;High;Low;Open Interest;Volume", "dxcohlxv" },
            { "time;open;high;low;close;Volume;Volume MA;RSI;Plot", "dohlcvxxx" },
            { "Date;Open;High;Low;Last Price;Closing Price;Settlement;Volume (USD);Volume (Shares)", "dohlxcxxv" },
            { "Date;Open;High;Low;Close;Volumen EUR;Volumen Stück", "dohlcxv" },
            { "Date;Abertura;Máximo;Mínimo;Fechamento;Volume financeiro;Quantidade negociada", "dohlcxv" },
            { "Date;Ouverture;Plus haut;Plus bas;Clôture;Titres échangés;Capitaux échangés", "dohlcvx" },
            { "Date;Kurs;Open;High;Low;Close;Previous Close;Change;Turnover", "dxohlcxxx" },
        };

    [Theory]
    [MemberData(nameof(Headings))]
    public void Headings_OfExporters_GiveOneSeriesOfTheseBars(string headings, string fields)
    {
        var names = headings.Split(';');
        Assert.Equal(names.Length, fields.Length);
        var text = new StringBuilder(headings).Append('\n');
        for (var day = 4; day <= 8; day++)
            text.AppendJoin(';', fields.Select(f => Cell(f, day))).Append('\n');

        var imported = CsvImport.Read(Encoding.UTF8.GetBytes(text.ToString()), "ALFA.csv");

        var (series, _) = Assert.Single(imported.Series);
        Assert.Equal("ALFA", series.Symbol);
        Assert.Equal((10.20, 10.60, 10.10, 10.55), (series.Open[0], series.High[0], series.Low[0], series.Close[0]));
        Assert.Equal(fields.Contains('v', StringComparison.Ordinal) ? 183404 : double.NaN, series.Volume[0]);
        Assert.Equal(fields.Count(f => f == 'x'), imported.Preview.Dropped.Count(d => d.StartsWith("column", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Datum;Otevření;Nejvyšší;Nejnižší;Zavření;Objem", "dohlcv", "their numbers are those of open, high, low and close")]
    [InlineData("Date;OPN;HGH;LWS;CLS", "dohlc", "their numbers are those of open, high, low and close")]
    [InlineData("วันที่;เปิด;สูงสุด;ต่ำสุด;ปิด", "dohlc", "their numbers are those of open, high, low and close")]
    [InlineData("Date;Turnover;Something;Volume", "dxcv", "'Turnover' belongs to one asset")]
    [InlineData("Date;First Trade;Peak;Trough;Final;Shares", "dohlcv", "their numbers are those of open, high, low and close")]
    [InlineData("日期;甲;乙", "dcx", "they are not names of assets")]
    public void UnknownHeadings_AreRefusedWithTheirNames_AndCanBeAssigned(string headings, string fields, string why)
    {
        var names = headings.Split(';');
        var text = new StringBuilder(headings).Append('\n');
        for (var day = 4; day <= 8; day++)
            text.AppendJoin(';', fields.Select(f => Cell(f, day))).Append('\n');
        var content = Encoding.UTF8.GetBytes(text.ToString());

        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(content, "ALFA.csv"));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--column", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(names, refusal.Columns.Select(c => c.Name));
        var columns = names.Zip(fields).Where(c => c.Second != 'd').ToDictionary(c => c.First, c => Word(c.Second));
        var series = Assert.Single(CsvImport.Read(content, "ALFA.csv", new ImportOptions { Columns = columns }).Series).Series;
        Assert.Equal(10.55, series.Close[0]);
    }

    [Theory]
    [InlineData("Date;AAPL;MSFT;GOOG")]
    [InlineData("Date;gold;silver;copper")]
    [InlineData("Date;LOW;HD;C")]
    [InlineData("Date;BRK-B;0700.HK;EURUSD=X")]
    [InlineData("Date;GS_Close;MS_Close;C_Close")]
    public void NamesOfAssets_AreAPanel(string headings)
    {
        var text = new StringBuilder(headings).Append('\n');
        for (var day = 4; day <= 8; day++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"2024-03-0{day};{190 + day};{400 - day};{140 + (day * 2)}\n");

        var imported = CsvImport.Read(Encoding.UTF8.GetBytes(text.ToString()), "panel.csv");

        Assert.Equal(
            headings.Split(';')[1..].Select(h => h.Replace("_Close", "", StringComparison.Ordinal)),
            imported.Series.Select(s => s.Series.Symbol)
        );
    }

    [Fact]
    public void StatisticsBesideTickers_AreNotAssets()
    {
        var imported = CsvImport.Read(
            "Date;BTC;ETH;BTC Dominance\n2024-03-04;10;20;51\n2024-03-05;11;21;52\n2024-03-06;12;22;53\n"u8.ToArray(),
            "x.csv"
        );

        Assert.Equal(["BTC", "ETH"], imported.Series.Select(s => s.Series.Symbol));
        Assert.Contains(imported.Preview.Dropped, d => d.Contains("BTC Dominance", StringComparison.Ordinal));
    }

    [Fact]
    public void UnknownColumns_ChosenAsAssets_AreAPanel()
    {
        var content = Encoding.UTF8.GetBytes("Date;甲;乙\n2024-03-04;10;20\n2024-03-05;11;21\n2024-03-06;12;22\n");

        var twins = Assert.Throws<ImportException>(() => Read(content, ("甲", "asset"), ("乙", "asset")));
        var one = Read(content, ("甲", "close"), ("乙", "ignore"));

        Assert.Contains("give the same name", twins.Message, StringComparison.Ordinal);
        Assert.Equal([10, 11, 12], Assert.Single(one.Series).Series.Close);
    }

    [Theory]
    [InlineData("Schlus", "close", "the file has no such column")]
    [InlineData("Close", "clse", "did you mean 'close'?")]
    public void Assignment_OfWhatIsNotThere_IsNamed(string heading, string word, string problem)
    {
        var content = Encoding.UTF8.GetBytes("Date,Close\n2024-03-04,10\n2024-03-05,11\n");

        Assert.Contains(problem, Assert.Throws<ImportException>(() => Read(content, (heading, word))).Message, StringComparison.Ordinal);
    }

    private static ImportedFile Read(byte[] content, params (string Heading, string Word)[] columns) =>
        CsvImport.Read(content, "x.csv", new ImportOptions { Columns = columns.ToDictionary(c => c.Heading, c => c.Word) });

    private static string Word(char field) =>
        field switch
        {
            'o' => "open",
            'h' => "high",
            'l' => "low",
            'c' => "close",
            'v' => "volume",
            _ => "ignore",
        };

    private static string Cell(char field, int day)
    {
        var up = (day - 4) * (day % 2 == 0 ? 0.2 : -0.1);
        FormattableString text = field switch
        {
            'd' => $"2024-03-0{day}",
            'o' => $"{10.20 - up:0.00}",
            'h' => $"{10.60 + Math.Abs(up):0.00}",
            'l' => $"{10.10 - Math.Abs(up):0.00}",
            'c' => $"{10.55 + up:0.00}",
            'a' or 'b' => $"{10.0 + up:0.00}",
            'v' => $"{183400 + day}",
            'p' => $"{(day == 4 ? 1.93 : 0):0.00}",
            's' => $"ALFA",
            _ => $"{5000000 + (day * 12345)}",
        };
        return FormattableString.Invariant(text);
    }
}
