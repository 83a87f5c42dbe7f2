namespace Simulator.Markets.Exchanges;

/// <summary>
/// National Stock Exchange of India from 1996 to 2026; the BSE has kept the same days since 1999. Most holidays follow religious calendars
/// and the sighting of the moon and are announced each December, so they are a table. On Diwali there is an evening session (muhurat): its
/// day is a trading day that closes then. Some Saturdays and Sundays had sessions. Source: nseindia.com, "Trading holidays", and circulars.
/// </summary>
internal sealed class MumbaiDays : ExchangeDays
{
    private static readonly DateOnly s_hoursKnown = new(1999, 6, 9);
    private static readonly DateOnly s_nine = new(2010, 1, 4);
    private static readonly DateOnly s_quarterPastNine = new(2010, 10, 18);

    private static readonly Dictionary<int, DateOnly[]> s_holidays = Dates.Table(
        (1996, "0126 0221 0305 0320 0405 0408 0409 0410 0611 0625 0626 0815 1002 1021 1030 1108 1112 1225 1227 1230"),
        (
            1997,
            "0121 0123 0307 0324 0328 0408 0409 0414 0416 0418 0501 0718 0724 0815 0901 0916 0917 0919 1002 1003 1006 1007 "
                + "1008 1014 1030 1031 1114 1225"
        ),
        (1998, "0126 0216 0313 0408 0414 0501 0507 0709 0714 0826 0909 1001 1002 1021 1104 1125 1225"),
        (1999, "0120 0126 0302 0329 0402 0414 0427 0913 1019 1108 1123 1231"),
        (2000, "0126 0317 0320 0414 0421 0501 0815 0901 1002 1225"),
        (2001, "0126 0306 0308 0321 0405 0413 0501 0620 0815 0822 0823 0910 1002 1026 1116 1129 1130 1217 1225"),
        (2002, "0118 0128 0325 0329 0501 0815 0816 0910 1002 1015 1106 1119 1225"),
        (2003, "0213 0314 0318 0410 0414 0418 0501 0815 1002 1016 1126 1225"),
        (2004, "0126 0202 0302 0409 0414 0426 1012 1013 1015 1022 1115 1126"),
        (2005, "0121 0126 0325 0414 0727 0728 0815 0907 1012 1103 1104 1115"),
        (2006, "0111 0126 0209 0315 0406 0411 0414 0501 0815 1002 1024 1025 1225"),
        (2007, "0101 0126 0130 0216 0327 0406 0501 0502 0815 1002 1221 1225"),
        (2008, "0306 0320 0321 0414 0418 0501 0519 0815 0903 1002 1009 1030 1113 1127 1209 1225"),
        (2009, "0108 0126 0223 0310 0311 0403 0407 0410 0414 0430 0501 0921 0928 1002 1013 1019 1102 1225 1228"),
        (2010, "0101 0126 0212 0301 0324 0402 0414 0910 1117 1217"),
        (2011, "0126 0302 0412 0414 0422 0815 0831 0901 1006 1027 1107 1110 1206"),
        (2012, "0126 0220 0308 0405 0406 0501 0815 0820 0919 1002 1024 1114 1128 1225"),
        (2013, "0327 0329 0419 0424 0501 0809 0815 0909 1002 1016 1104 1115 1225"),
        (2014, "0227 0317 0408 0414 0418 0424 0501 0729 0815 0829 1002 1003 1006 1015 1024 1104 1106 1225"),
        (2015, "0126 0217 0306 0402 0403 0414 0501 0917 0925 1002 1022 1112 1125 1225"),
        (2016, "0126 0307 0324 0325 0414 0415 0419 0706 0815 0905 0913 1011 1012 1031 1114"),
        (2017, "0126 0224 0313 0404 0414 0501 0626 0815 0825 1002 1020 1225"),
        (2018, "0126 0213 0302 0329 0330 0501 0815 0822 0913 0920 1002 1018 1108 1123 1225"),
        (2019, "0304 0321 0417 0419 0429 0501 0605 0812 0815 0902 0910 1002 1008 1021 1028 1112 1225"),
        (2020, "0221 0310 0402 0406 0410 0414 0501 0525 1002 1116 1130 1225"),
        (2021, "0126 0311 0329 0402 0414 0421 0513 0721 0819 0910 1015 1105 1119"),
        (2022, "0126 0301 0318 0414 0415 0503 0809 0815 0831 1005 1026 1108"),
        (2023, "0126 0307 0330 0404 0407 0414 0501 0629 0815 0919 1002 1024 1114 1127 1225"),
        (2024, "0122 0126 0308 0325 0329 0411 0417 0501 0520 0617 0717 0815 1002 1115 1120 1225"),
        (2025, "0226 0314 0331 0410 0414 0418 0501 0815 0827 1002 1022 1105 1225"),
        (2026, "0115 0126 0303 0326 0331 0403 0414 0501 0528 0626 0914 1002 1020 1110 1124 1225")
    );

    // Budget days, tests of the recovery site, and Diwali at a weekend.
    private static readonly Dictionary<int, DateOnly[]> s_weekends = Dates.Table(
        (2013, "1103"),
        (2015, "0228"),
        (2016, "1030"),
        (2019, "1027"),
        (2020, "0201 1114"),
        (2023, "1112"),
        (2024, "0120 0302 0518"),
        (2025, "0201"),
        (2026, "0201")
    );

    private static readonly Dictionary<DateOnly, TimeOnly> s_evenings = new()
    {
        [new(2000, 10, 26)] = new(19, 45),
        [new(2001, 11, 14)] = new(18, 15),
        [new(2002, 11, 4)] = new(18, 15),
        [new(2004, 11, 12)] = new(18, 45),
        [new(2005, 11, 1)] = new(19, 20),
        [new(2007, 11, 9)] = new(19, 0),
        [new(2008, 10, 28)] = new(19, 15),
        [new(2010, 11, 5)] = new(19, 15),
        [new(2011, 10, 26)] = new(18, 0),
        [new(2012, 11, 13)] = new(17, 0),
        [new(2014, 10, 23)] = new(19, 30),
        [new(2015, 11, 11)] = new(18, 45),
        [new(2017, 10, 19)] = new(19, 30),
        [new(2018, 11, 7)] = new(18, 30),
        [new(2021, 2, 24)] = new(17, 0), // no Diwali: hours were extended after a failure
        [new(2021, 11, 4)] = new(19, 15),
        [new(2022, 10, 24)] = new(19, 15),
        [new(2024, 11, 1)] = new(19, 0),
        [new(2025, 10, 21)] = new(14, 45),
    };

    /// <inheritdoc/>
    public override YearRange Known => new(1996, 2026);

    public override bool IsExtraSession(DateOnly day) => s_weekends.GetValueOrDefault(day.Year, []).Contains(day);

    public override Session? Hours(DateOnly day) =>
        day < s_hoursKnown || day >= s_quarterPastNine ? null : new Session(day < s_nine ? new(9, 55) : new(9, 0), new(15, 30));

    protected override IEnumerable<DateOnly> HolidaysOf(int year) => s_holidays[year];

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) =>
        s_evenings.Where(e => e.Key.Year == year).Select(e => (e.Key, e.Value));
}
