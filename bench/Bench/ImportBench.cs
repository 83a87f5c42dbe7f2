using System.Diagnostics;
using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.Import;
using Simulator.Seeding;

namespace Simulator.Bench;

/// <summary>How long an import of 1,000,000 one-minute bars takes, bytes to series with quality report and blob, on one thread.</summary>
internal static class ImportBench
{
    private const int Bars = 1_000_000;
    private const int Repetitions = 5;

    /// <summary>Measures and prints one table.</summary>
    public static void Run()
    {
        Console.WriteLine("| layout | MB | read, ms | quality alone, ms | blob, ms | whole, ms | whole, CPU ms | rows/s | allocated, MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        Measure("ISO stamps, comma", Generate("yyyy-MM-dd HH:mm:ss", ',', CultureInfo.InvariantCulture));
        Measure("US dates, comma", Generate("MM/dd/yyyy HH:mm", ',', CultureInfo.InvariantCulture));
        Measure("semicolon, decimal comma", Generate("dd.MM.yyyy HH:mm", ';', CultureInfo.GetCultureInfo("de-DE")));
    }

    private static void Measure(string name, byte[] content)
    {
        var best = (Whole: TimeSpan.MaxValue, Read: TimeSpan.Zero, Quality: TimeSpan.Zero, Blob: TimeSpan.Zero, Cpu: TimeSpan.Zero);
        long allocated = 0;
        using var process = Process.GetCurrentProcess();
        for (var k = 0; k < Repetitions; k++)
        {
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var cpuBefore = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var file = CsvImport.Read(content, "BTCUSDT.csv");
            var read = watch.Elapsed;
            var blob = SeriesBlob.ToBytes(file.Series[0].Series);
            var hash = ColumnarBlob.Hash(blob);
            var whole = watch.Elapsed;
            process.Refresh();
            var cpu = process.TotalProcessorTime - cpuBefore;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var again = Stopwatch.StartNew();
            var report = Quality.SeriesQuality.Examine(file.Series[0].Series);
            var quality = again.Elapsed;
            if (file.Series[0].Series.Count != Bars || report.Bars != Bars || hash.Length != 64)
                throw new InvalidOperationException($"expected {Bars} bars, got {file.Series[0].Series.Count}");
            if (whole < best.Whole)
                best = (whole, read, quality, whole - read, cpu);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {content.Length / 1e6:0} | {best.Read.TotalMilliseconds:0} | "
                    + $"{best.Quality.TotalMilliseconds:0} | {best.Blob.TotalMilliseconds:0} | "
                    + $"{best.Whole.TotalMilliseconds:0} | {best.Cpu.TotalMilliseconds:0} | "
                    + $"{Bars / best.Whole.TotalSeconds:N0} | {allocated / 1e6:0} |"
            )
        );
    }

    private static byte[] Generate(string pattern, char separator, CultureInfo culture)
    {
        var random = new SplitMix64(1);
        var text = new StringBuilder($"Date{separator}Open{separator}High{separator}Low{separator}Close{separator}Volume\n", Bars * 64);
        var time = new DateTime(2021, 1, 1);
        var price = 100.0;
        for (var i = 0; i < Bars; i++, time = time.AddMinutes(1))
        {
            var open = price;
            price *= Math.Exp(0.0005 * random.NextGaussian());
            var (high, low) = (Math.Max(open, price) * 1.0002, Math.Min(open, price) * 0.9998);
            text.Append(time.ToString(pattern, CultureInfo.InvariantCulture))
                .Append(separator)
                .Append(open.ToString("0.00000", culture))
                .Append(separator)
                .Append(high.ToString("0.00000", culture))
                .Append(separator)
                .Append(low.ToString("0.00000", culture))
                .Append(separator)
                .Append(price.ToString("0.00000", culture))
                .Append(separator)
                .Append(random.NextInt(100_000))
                .Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
