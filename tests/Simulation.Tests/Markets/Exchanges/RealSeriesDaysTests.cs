using System.Globalization;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Markets.Exchanges;

/// <summary>
/// The calendars against the days of real index series (Yahoo, 2010 to 2018). A day with − is open and missing in the file, one with +
/// is closed and in the file. What differs is the source's: the exchanges' notices and other sources have these days (DAX 5,376.70 on
/// 2011-10-03, Nikkei 9,516.56 on 2010-09-15); 2018-07-16 was Marine Day; Yahoo has few of Mumbai's evening sessions.
/// </summary>
public sealed class RealSeriesDaysTests
{
    [SkippableTheory]
    [InlineData("FTSE", "lse", "-2012-05-28")]
    [InlineData("GDAXI", "xetra", "-2011-10-03 -2012-10-03 -2013-10-03")]
    [InlineData("HSI", "hkex", "-2012-03-19")]
    [InlineData("N225", "tse", "-2010-07-20 -2010-09-15 +2018-07-16")]
    [InlineData(
        "BSESN",
        "bse",
        "-2010-11-05 -2011-10-26 -2012-01-02 -2012-10-26 -2012-11-13 -2013-01-01 -2013-11-03 -2014-10-23 -2014-12-26 -2014-12-29 "
            + "-2015-01-01 -2015-02-28 -2015-11-11 -2016-01-01 -2016-10-30"
    )]
    public void Calendar_HasTheDaysOfARealIndex(string file, string id, string differences)
    {
        var calendar = MarketCalendar.ById(id);
        var traded = File.ReadLines(SharedFiles.Require($"data/core/daily_2010_2018/{file}.csv"))
            .Skip(1)
            .Select(l => DateOnly.ParseExact(l.Split(',')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .ToHashSet();
        var wrong = new List<string>();
        for (var day = traded.Min(); day <= traded.Max(); day = day.AddDays(1))
        {
            if (traded.Contains(day) == calendar.IsClosed(day))
                wrong.Add($"{(traded.Contains(day) ? '+' : '-')}{day:yyyy-MM-dd}");
        }
        Assert.Equal(differences, string.Join(' ', wrong));
    }
}
