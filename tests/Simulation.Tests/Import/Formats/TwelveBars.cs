using System.Text;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Import.Formats;

/// <summary>The twelve made-up bars that all files here hold, and what every reading of them must give.</summary>
internal static class TwelveBars
{
    /// <summary>A bar: start in UTC, open, high, low, close, volume.</summary>
    internal readonly record struct Row(DateTime Start, double Open, double High, double Low, double Close, double Volume);

    /// <summary>The bars, oldest first.</summary>
    public static IReadOnlyList<Row> Rows { get; } = [.. Enumerable.Range(0, 12).Select(Make)];

    /// <summary>Reads a text as a file of a name.</summary>
    public static ImportedFile Read(string text, string fileName = "ACME.json") => CsvImport.Read(Encoding.UTF8.GetBytes(text), fileName);

    /// <summary>Reads a file of the folder.</summary>
    public static ImportedFile ReadFile(string fileName) => CsvImport.Read(Bytes(fileName), fileName);

    /// <summary>The bytes of a file of the folder.</summary>
    public static byte[] Bytes(string fileName) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Import", "Formats", "Files", fileName));

    /// <summary>The series has the twelve bars, to the bit.</summary>
    public static void AreIn(BarSeries series, bool hasVolume = true)
    {
        Assert.Equal(Rows.Select(r => r.Start.AddMinutes(5)), Enumerable.Range(0, series.Count).Select(series.CloseTimeAt));
        Assert.Equal(Rows.Select(r => r.Open), series.Open);
        Assert.Equal(Rows.Select(r => r.High), series.High);
        Assert.Equal(Rows.Select(r => r.Low), series.Low);
        Assert.Equal(Rows.Select(r => r.Close), series.Close);
        if (hasVolume)
            Assert.Equal(Rows.Select(r => r.Volume), series.Volume);
    }

    private static Row Make(int k)
    {
        var open = 100 + (k * 0.25);
        var close = open + (((k % 3) - 1) * 0.5);
        var start = new DateTime(2024, 3, 1, 14, 30, 0, DateTimeKind.Utc).AddMinutes(5 * k);
        return new Row(start, open, Math.Max(open, close) + 0.75, Math.Min(open, close) - 0.5, close, 1000.5 + (k * 10));
    }
}
