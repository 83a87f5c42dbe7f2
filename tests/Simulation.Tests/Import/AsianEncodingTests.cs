using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Exports in encodings of Asia that nothing marks.</summary>
public sealed class AsianEncodingTests
{
    [Theory]
    [InlineData(950, "Big5", "日期,成交股數,開盤價,最高價,最低價,收盤價", "2024/03/04,100,1,3,1,2")]
    [InlineData(936, "GBK", "日期,开盘价,最高价,最低价,收盘价", "2024-03-04,1,3,1,2")]
    [InlineData(932, "Shift JIS", "日付,始値,高値,安値,終値,出来高", "2024/03/04,1,3,1,2,100")]
    [InlineData(949, "EUC-KR", "일자,시가,고가,저가,종가,거래량", "2024/03/04,1,3,1,2,100")]
    [InlineData(1252, "Windows-1252", "Datum;Eröffnung;Höchst;Tiefst;Schluss", "04.03.2024;1;3;1;2")]
    public void Headings_AreReadInTheirEncoding(int page, string name, string headings, string row)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes($"{headings}\n{row}\n");

        var imported = CsvImport.Read(bytes, "x.csv");

        Assert.Equal(name, imported.Preview.Encoding);
        var series = imported.Series[0].Series;
        Assert.Equal((1.0, 3.0, 1.0, 2.0), (series.Open[0], series.High[0], series.Low[0], series.Close[0]));
    }
}
