using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Decimal comma against grouped thousands: what decides, and what is asked.</summary>
public sealed class DecimalMarkTests
{
    [Theory]
    [InlineData(';', "14,212", "15210", 14.212, true)] // 15210 is not grouped, so the comma is no grouping
    [InlineData(';', "14,212", "980", 14.212, false)] // nothing above 999 tells
    [InlineData(';', "0,512", "980", 0.512, true)] // no group begins with 0
    [InlineData(';', "1.234,50", "1.000", 1234.5, true)]
    [InlineData(';', "14.212", "1.234.567", 14212, true)] // the point groups in the volume
    [InlineData(';', "14,5", "15.210", 14.5, true)]
    [InlineData(';', "1,234.50", "1,000", 1234.5, true)]
    [InlineData(';', "2 985,5", "1 200", 2985.5, true)]
    [InlineData('\t', "14,212", "", 14.212, false)]
    [InlineData('|', "2,985", "12,345,600", 2985, true)]
    [InlineData(',', "14.212", "980", 14.212, true)]
    [InlineData(',', "\"14,212\"", "\"15210\"", 14.212, true)]
    [InlineData(',', "\"14,212\"", "\"980\"", 14212, false)]
    public void Numbers_OfAFile_DecideTheMarkOrAreAsked(char separator, string price, string volume, double close, bool certain)
    {
        var text = new StringBuilder($"Date{separator}Close{separator}Volume\n");
        for (var day = 4; day <= 8; day++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"2024-03-0{day}{separator}{price}{separator}{volume}\n");

        var imported = CsvImport.Read(Encoding.UTF8.GetBytes(text.ToString()), "x.csv");

        Assert.Equal(close, imported.Series[0].Series.Close[0]);
        Assert.Equal(certain, imported.Preview.Questions.All(q => q.Topic != QuestionTopic.DecimalMark));
        Assert.Equal(certain, !imported.Preview.Warnings.Any(w => w.Contains("decimal mark", StringComparison.Ordinal)));
    }

    [Fact]
    public void Evidence_FarDown_IsFound()
    {
        var text = new StringBuilder("Date;Close\n");
        for (var day = 0; day < 500; day++)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{new DateOnly(2022, 1, 3).AddDays(day):yyyy-MM-dd};{(day == 450 ? "14,5" : "14,212")}\n"
            );

        var imported = CsvImport.Read(Encoding.UTF8.GetBytes(text.ToString()), "x.csv");

        Assert.Equal(14.5, imported.Series[0].Series.Close[450]);
        Assert.DoesNotContain(imported.Preview.Questions, q => q.Topic == QuestionTopic.DecimalMark);
    }
}
