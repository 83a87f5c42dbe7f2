using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Words behind numbers, and marks for no value.</summary>
public sealed class MagnitudeTests
{
    [Theory]
    [InlineData("1.5Cr", 15e6)]
    [InlineData("1.5 Cr.", 15e6)]
    [InlineData("12 crore", 120e6)]
    [InlineData("2.3L", 230e3)]
    [InlineData("2.3 Lakh", 230e3)]
    [InlineData("2.5 lakhs", 250e3)]
    [InlineData("1.2万", 12e3)]
    [InlineData("1,234.5万", 12345e3)]
    [InlineData("3.4億", 340e6)]
    [InlineData("3.4亿", 340e6)]
    [InlineData("2백만", 2e6)]
    [InlineData("7.5K", 7500)]
    [InlineData("7.5 M", 7.5e6)]
    [InlineData("1.25B", 1.25e9)]
    [InlineData("1.5 million", 1.5e6)]
    [InlineData("3 млн", 3e6)]
    [InlineData("2.5mn", 2.5e6)]
    [InlineData("2.5bn", 2.5e9)]
    public void Volume_WithAWord_IsRead(string volume, double value) =>
        Assert.Equal(value, Volume($"2024-03-04;10.5;{volume}\n"), value * 1e-12);

    [Theory]
    [InlineData("1,2 Mio", 1.2e6)]
    [InlineData("1,2 Mio.", 1.2e6)]
    [InlineData("5 Tsd.", 5000)]
    [InlineData("1.234,5 Tsd.", 1234500)]
    [InlineData("2,5 Mrd.", 2.5e9)]
    public void Volume_WithAGermanWordAndAComma_IsRead(string volume, double value) =>
        Assert.Equal(value, Volume($"2024-03-04;10,5;{volume}\n"), value * 1e-12);

    [Theory]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("–")]
    [InlineData("n/a")]
    [InlineData("N/A")]
    [InlineData("n.a.")]
    [InlineData("k.A.")]
    [InlineData("#N/A N/A")]
    [InlineData("#VALUE!")]
    [InlineData("<NA>")]
    public void Mark_ForNoValue_IsNoVolume(string mark) =>
        Assert.Equal(double.NaN, Volume($"2024-03-04;10.5;{mark}\n2024-03-05;10.6;100\n"));

    [Theory]
    [InlineData("1.5 Xy")]
    [InlineData("Cr")]
    [InlineData("1.5.Cr")]
    public void OtherWords_AreNoNumbers(string cell)
    {
        Assert.False(Cells.TryNumber(Encoding.UTF8.GetBytes(cell), (byte)'.', out _));
    }

    private static double Volume(string rows) =>
        CsvImport.Read(Encoding.UTF8.GetBytes("Date;Close;Volume\n" + rows), "x.csv").Series[0].Series.Volume[0];
}
