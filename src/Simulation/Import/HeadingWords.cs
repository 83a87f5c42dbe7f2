namespace Simulator.Import;

/// <summary>
/// The words of headings: English, German, French, Spanish, Italian, Portuguese, Polish, Russian, Turkish, Swedish, Norwegian, Danish,
/// Finnish, Dutch, Chinese, Japanese, Korean. Words are as <see cref="HeaderNames.Normalise"/> leaves them.
/// </summary>
internal static class HeadingWords
{
    private static readonly Dictionary<string, HeadingMeaning> s_words = Words();

    // Parts that make a name one of these, wherever they stand in it: "market_cap_usd", "no. of shares", "turnover (lacs)".
    private static readonly (string Part, string Why)[] s_parts =
    [
        ("marketcap", "the market's value"),
        ("marketvalue", "the market's value"),
        ("turnover", "the money turned over"),
        ("numberof", "a count"),
        ("noof", "a count"),
        ("trades", "a count"),
        ("previous", "a value of the day before"),
        ("prevclose", "a value of the day before"),
        ("52week", "an extreme of a year"),
        ("52w", "an extreme of a year"),
        ("deliver", "what was delivered"),
        ("change", "a change"),
        ("chg", "a change"),
        ("return", "a change"),
        ("spread", "a spread"),
        ("dividend", "a dividend"),
        ("split", "a split"),
        ("supply", "an amount in circulation"),
        ("openinterest", "open interest"),
        ("isin", "an identifier"),
        ("cusip", "an identifier"),
        ("sedol", "an identifier"),
        ("figi", "an identifier"),
        ("average", "an average"),
        ("mean", "an average"),
        ("volatility", "a statistic"),
        ("yield", "a yield"),
    ];

    /// <summary>What a normalised name means; null when it is not known.</summary>
    public static HeadingMeaning? Meaning(string name) => s_words.TryGetValue(name, out var meaning) ? meaning : null;

    /// <summary>A name that contains the word of a statistic; null when it does not.</summary>
    public static HeadingMeaning? PartOf(string name)
    {
        foreach (var (part, why) in s_parts)
        {
            // "exchange" and "échangés" are no changes.
            var at = name.IndexOf(part, StringComparison.Ordinal);
            if (at >= 0 && !(part is "change" && at > 0 && name[at - 1] is ('x' or 'e')))
                return new HeadingMeaning(ColumnRole.Ignored, 2, why);
        }
        return null;
    }

    private static Dictionary<string, HeadingMeaning> Words()
    {
        var all = new Dictionary<string, HeadingMeaning>(StringComparer.Ordinal);
        void Add(ColumnRole role, int sureness, string names, string? why = null)
        {
            foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var key = HeaderNames.Normalise(name);
                if (!all.TryGetValue(key, out var other) || other.Sureness < sureness)
                    all[key] = new HeadingMeaning(role, sureness, why);
            }
        }
        AddTimes(Add);
        AddPrices(Add);
        AddVolumes(Add);
        AddQuotes(Add);
        AddStatistics(Add);
        return all;
    }

    private static void AddTimes(Action<ColumnRole, int, string, string?> add)
    {
        add(
            ColumnRole.Date,
            3,
            "date dates datetime timestamp datum fecha data date&time дата tarih dato päivämäärä pvm 日期 日付 날짜 일자",
            null
        );
        add(
            ColumnRole.Date,
            2,
            "dtyyyymmdd opentime day observationdate gmttime localtime unix unixtimestamp epoch starttime dateutc timeutc period "
                + "tradedate tradingdate tradingday businessdate sessiondate asof asofdate snappedat begin begintime start dateandtime "
                + "quotedate pricedate valuedate eventtime ts timestampms timestampmillis intervalstart barstart candlestart "
                + "handelstag börsentag jour giorno dia dzień "
                + "день gün dag päivä 交易日期 交易日 时间 時間 日時 取引日 시간 거래일",
            null
        );
        add(
            ColumnRole.Time,
            3,
            "time zeit uhrzeit heure hora ora godzina czas время saat tid tidspunkt klokkeslett kello aika tijd 时刻 時刻 시각",
            null
        );
        add(ColumnRole.Symbol, 3, "symbol ticker", null);
        add(
            ColumnRole.Symbol,
            2,
            "country instrument pair asset security secid code stockcode tckersymb tickersymbol 代码 股票代码 证券代码 コード 銘柄コード 종목코드",
            null
        );
    }

    private static void AddPrices(Action<ColumnRole, int, string, string?> add)
    {
        add(ColumnRole.Open, 3, "open o", null);
        add(
            ColumnRole.Open,
            2,
            "openprice opening openingprice priceopen openpx startprice dayopen openmid midopen first firstprice "
                + "eröffnung eröffn eröffnungskurs eröffnungspreis erster anfangskurs ouverture ouv coursouverture coursdouverture premier "
                + "apertura aperturas precioapertura abertura preçodeabertura preçoabertura prezzoapertura prezzodiapertura "
                + "otwarcie kursotwarcia otw открытие откр ценаоткрытия açılış açılışfiyatı "
                + "öppning öppningskurs öppn öppen openen åpning åpningskurs åbning åbningskurs avaus avauskurssi aloitus "
                + "openingskoers opening "
                + "开盘 开盘价 今开 今开盘 開盤 開市 開市價 开市 开市价 開盤價 開盤価 始値 始值 시가",
            null
        );
        add(ColumnRole.High, 3, "high h", null);
        add(
            ColumnRole.High,
            2,
            "highprice highest pricehigh highmid midhigh max maximum dayhigh "
                + "hoch höchst höchstkurs höchster tageshoch tageshöchst plushaut haut pluhaut maximo máximos máxima maximi maxima "
                + "preciomáximo preçomáximo alto massimo massima prezzomassimo "
                + "najwyższy najwyższa maks maks. maksimum kursmaksymalny kursmax najwyższykurs макс максимум максимальная высшая ценамакс "
                + "yüksek enyüksek engünlükyüksek högst högsta högstakurs hög høy høyest høyeste høj højeste højest ylin korkein "
                + "hoog hoogste "
                + "最高 最高价 最高價 高 最高點 最高値 高値 고가",
            null
        );
        add(ColumnRole.Low, 3, "low l", null);
        add(
            ColumnRole.Low,
            2,
            "lowprice lowest pricelow lowmid midlow min minimum daylow "
                + "tief tiefst tiefstkurs tiefster niedrig tagestief plusbas bas minimo mínimos mínima minimi minima "
                + "preciomínimo preçomínimo basso bajo baixo minima prezzominimo minimoprezzo "
                + "najniższy najniższa kursminimalny kursmin najniższykurs мин минимум минимальная низшая ценамин "
                + "düşük endüşük lägst lägsta lägstakurs låg lav lavest laveste alin matalin laag laagste "
                + "最低 最低价 最低價 低 最低點 最低値 安値 저가",
            null
        );
        add(ColumnRole.Close, 3, "close c", null);
        add(
            ColumnRole.Close,
            2,
            "closeprice closing closingprice closelast lastclose last lastprice lastdone ltp lasttradedprice px closepx "
                + "pxlast dayclose endprice latest latestprice priceclose closemid midclose "
                + "settle settlement settlementprice settleprice "
                + "schluss schlusskurs schlußkurs schlusspreis letzter letzterkurs letzterpreis zuletzt "
                + "dernier clôture coursdeclôture clôt clot coursclôture cloture cierre preciocierre preciodecierre último "
                + "última últimoprecio "
                + "fechamento preçodefechamento fech chiusura chiusuraufficiale prezzochiusura prezzodichiusura ultimo "
                + "zamknięcie kurszamknięcia zam ostatnio ostatni закрытие закр ценазакрытия посл последняя "
                + "kapanış kapanışfiyatı son sonfiyat şimdi "
                + "stängning stängningskurs stängn slutkurs slut senaste senast sistakurs siste sluttkurs lukk lukkekurs seneste lukkekurs "
                + "päätös päätöskurssi viimeisin slotkoers slot laatste laatst "
                + "收盘 收盘价 收盤 收盤價 收市 收市價 收市价 成交价 最新价 最新價 現在値 終値 终値 終值 종가 현재가",
            null
        );
        add(
            ColumnRole.Close,
            3,
            "closing closeprice closingprice closelast priceclose schluss schlusskurs schlußkurs schlusspreis clôture coursdeclôture "
                + "cierre "
                + "preciocierre preciodecierre fechamento preçodefechamento chiusura prezzochiusura prezzodichiusura zamknięcie "
                + "kurszamknięcia закрытие ценазакрытия kapanış kapanışfiyatı stängning stängningskurs slutkurs sluttkurs lukkekurs "
                + "päätöskurssi slotkoers 收盘 收盘价 收盤 收盤價 終値 终値 종가",
            null
        );
        add(
            ColumnRole.Close,
            1,
            "price value exchangerate rate kurs preis precio preço prezzo prix cours koers cena цена fiyat pris hinta "
                + "价格 價格 価格 가격 nav navps midprice mid legalcloseprice",
            null
        );
        add(ColumnRole.AdjustedOpen, 3, "adjopen adjustedopen openadjusted openadj", null);
        add(ColumnRole.AdjustedHigh, 3, "adjhigh adjustedhigh highadjusted highadj", null);
        add(ColumnRole.AdjustedLow, 3, "adjlow adjustedlow lowadjusted lowadj", null);
        add(
            ColumnRole.AdjustedClose,
            3,
            "adjclose adjustedclose closeadjusted closeadj adjustedclosing adjustedcloseprice adjprice adjustedprice "
                + "后复权 前复权 調整後終値 調整済み終値 수정종가",
            null
        );
        add(
            ColumnRole.ChangePercent,
            3,
            "changepct pctchange changepercent percentchange pctchg chgpct pct changeinpercent veränderungpct veränderunginpct änderungpct "
                + "variationpct variaciónpct variaçãopct varpct varpctdia pctvar pctvariation varpctg pctchange pctvariação "
                + "pctveränderung dailyreturn returnpct zmianapct измpct изменениеpct farkpct "
                + "utvpct förändringpct endringpct ændringpct muutospct 涨跌幅 漲跌幅 涨幅 升跌pct 漲跌pct 涨跌pct 変化率pct 変化率 涨跌幅pct 升跌幅 "
                + "前日比pct 騰落率 등락률 변동pct 변동률",
            null
        );
    }

    private static void AddVolumes(Action<ColumnRole, int, string, string?> add)
    {
        add(ColumnRole.Volume, 3, "volume v", null);
        add(
            ColumnRole.Volume,
            2,
            "vol totalvolume volumen volumes volumi volym volumnum tradedvolume tradevolume sharevolume sharestraded totaltradedquantity "
                + "totaltradequantity numberofshares osakkeita antallaksjer quantidadenegociada títulosnegociados titreséchangés titres "
                + "noofshares noofsharestraded sharesvolume tradedquantity tradedqty totalqty "
                + "volshares volumeshares volumetitres quantitéséchangées quantità menge stück stücke stuecke stueck "
                + "anzahlstücke gehandeltestück "
                + "wolumen ilość wol объем hacim hac handelsvolumen handlevolum vaihtomäärä aantal basevolume volumebase volumefrom "
                + "成交量 成交股数 成交股數 交易量 成交笔量 出来高 売買高 거래량",
            null
        );
        add(ColumnRole.Volume, 1, "tickvol tickvolume realvolume", null);
    }

    private static void AddQuotes(Action<ColumnRole, int, string, string?> add)
    {
        add(ColumnRole.BidOpen, 3, "bidopen openbid", null);
        add(ColumnRole.BidHigh, 3, "bidhigh highbid", null);
        add(ColumnRole.BidLow, 3, "bidlow lowbid", null);
        add(ColumnRole.BidClose, 3, "bidclose closebid", null);
        add(ColumnRole.AskOpen, 3, "askopen openask", null);
        add(ColumnRole.AskHigh, 3, "askhigh highask", null);
        add(ColumnRole.AskLow, 3, "asklow lowask", null);
        add(ColumnRole.AskClose, 3, "askclose closeask", null);
        add(
            ColumnRole.Ignored,
            3,
            "bid ask offer bidprice askprice bidsize asksize bestbid bestask geld brief köp sälj achat vente demanda oferta "
                + "lettera denaro kjøp salg 买价 卖价 買気配 売気配",
            "a quote"
        );
    }

    private static void AddStatistics(Action<ColumnRole, int, string, string?> add)
    {
        add(ColumnRole.Ignored, 3, "openint openinterest oi offeneposten interésabierto 持仓量 建玉 建玉残高", "open interest");
        add(
            ColumnRole.Ignored,
            3,
            "exdividend dividendamount dividends dividend stocksplits splitratio splitcoefficient capitalgains",
            "an action"
        );
        add(
            ColumnRole.Ignored,
            3,
            "closetime endtime end per per0 unixtime quoteasset currency währung devise moneda valuta waluta валюта",
            "a label"
        );
        add(
            ColumnRole.Ignored,
            3,
            "timezone tz zone zeitzone exchangetimezone index id no isin wkn cusip sedol figi secname shortname name longname "
                + "boardid series market exchange board sector "
                + "bezeichnung libellé nombre nome nazwa имя 名称 股票名称 銘柄名 종목명",
            "an identifier"
        );
        add(
            ColumnRole.Ignored,
            3,
            "count numberoftrades tradecount numtrades trades notrades nooftrades barcount transactions transactionscount n "
                + "anzahl abschlüsse avslut transakcje сделки 成交筆數 成交笔数 체결건수 islem işlem",
            "a count of trades"
        );
        add(
            ColumnRole.Ignored,
            3,
            "quotevolume quoteassetvolume takerbuyvolume takerbuyquotevolume takerbuybaseassetvolume takerbuyquoteassetvolume "
                + "adjustedvolume adjvolume volumeusd volumeusdt volumeto volumequote turnover turnovervalue tradedvalue "
                + "totaltradedvalue totalturnover valuetraded "
                + "volumenefectivo volumefinanceiro capitauxéchangés umsatz umsatzineur omsättning omsätt omsetning omsætning montant "
                + "capitaux contravalor efectivo obrót obroty оборот "
                + "ciro işlemhacmi vaihto 成交额 成交額 成交金额 成交金額 売買代金 거래대금",
            "the money turned over"
        );
        add(
            ColumnRole.Ignored,
            3,
            "vwap average averageprice avgprice waprice wap weightedaverage mittelkurs medelkurs durchschnitt 均价 加权平均",
            "an average"
        );
        add(
            ColumnRole.Ignored,
            3,
            "changeabsolute change chg netchange pricechange difference diff veränderung änderung variation variación variação var "
                + "zmiana изменение изм fark değişim förändring utv endring ændring muutos 涨跌 涨跌额 漲跌價差 升跌 漲跌 前日比 대비 전일비",
            "a change"
        );
        add(
            ColumnRole.Ignored,
            3,
            "marketcap marketcapitalization mktcap capitalization capitalisation cap marktkapitalisierung 总市值 流通市值 市值 時価総額 시가총액",
            "the market's value"
        );
        add(
            ColumnRole.Ignored,
            3,
            "prevclose previousclose prevclosingprice yclose vortag vortageskurs 昨收 前收盘 前收 前日終値 昨收价 昨收價 전일종가 52whigh 52wlow "
                + "52weekhigh 52weeklow",
            "a value of another day"
        );
        add(
            ColumnRole.Ignored,
            3,
            "ignore spread amplitude 振幅 换手率 換手率 市盈率 pe pb eps beta yield volatility circulatingsupply totalsupply deliverableqty",
            "a statistic"
        );
    }
}
