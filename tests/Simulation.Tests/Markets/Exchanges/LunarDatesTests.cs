using System.Globalization;
using Simulator.Markets.Exchanges;

namespace Simulator.Tests.Simulation.Markets.Exchanges;

/// <summary>Days of the Chinese calendar against the almanacs of the Hong Kong Observatory.</summary>
public sealed class LunarDatesTests
{
    [Theory]
    [InlineData(
        1,
        1,
        1990,
        """
            0127 0215 0204 0123 0210 0131 0219 0207 0128 0216 0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210
            0131 0219 0208
            0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203
            """
    )]
    [InlineData(
        5,
        5,
        1990,
        """
            0528 0616 0605 0624 0613 0602 0620 0609 0530 0618 0606 0625 0615 0604 0622 0611 0531 0619 0608 0528 0616 0606 0623 0612
            0602 0620 0609
            0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605
            """
    )]
    public void Lunar_IsTheAlmanacs(int month, int day, int firstYear, string dates)
    {
        foreach (var (text, i) in dates.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select((d, i) => (d, i)))
            Assert.Equal(text, Dates.Lunar(firstYear + i, month, day).ToString("MMdd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ChingMing_IsTheAlmanacs()
    {
        // 1990 … 2030, the day in April.
        const string Days = "55455545554555455544554455445544554455445";
        Assert.Equal(
            Days,
            string.Concat(Enumerable.Range(1990, Days.Length).Select(y => Dates.ChingMing(y).Day.ToString(CultureInfo.InvariantCulture)))
        );
    }
}
