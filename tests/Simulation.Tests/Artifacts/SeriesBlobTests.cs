using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Synthetic;

namespace Simulator.Tests.Simulation.Artifacts;

public sealed class SeriesBlobTests
{
    [Fact]
    public void EverySeries_RoundTrip_KeepsBitsAndHash()
    {
        foreach (var series in DemoMarket.Create(years: 1).All)
        {
            var bytes = SeriesBlob.ToBytes(series);
            var back = SeriesBlob.FromBytes(bytes);

            Assert.Equal(series.ContentHash, back.ContentHash);
            Assert.Equal(series.Volume, back.Volume);
            Assert.Equal(
                (series.Calendar, series.Interval, series.Kind, series.IsSynthetic, series.HasOhlc),
                (back.Calendar, back.Interval, back.Kind, back.IsSynthetic, back.HasOhlc)
            );
            Assert.Equal(bytes, SeriesBlob.ToBytes(back));
        }
    }

    [Fact]
    public void OddNumbers_RoundTrip_KeepTheirBits()
    {
        double[] odd = [double.NaN, -0.0, double.Epsilon, double.MaxValue];
        var series = new BarSeries("X", [1, 2, 3, 4], odd, odd, odd, odd, odd)
        {
            Interval = BarInterval.Minutes(5),
            Calendar = MarketCalendar.Crypto,
            Kind = SeriesKind.Rate,
        };

        var back = SeriesBlob.FromBytes(SeriesBlob.ToBytes(series));

        Assert.Equal(odd.Select(BitConverter.DoubleToInt64Bits), back.Open.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(series.ContentHash, back.ContentHash);
    }

    [Fact]
    public void OtherBytes_Read_AreNamed()
    {
        var bytes = SeriesBlob.ToBytes(DemoMarket.Create(years: 1).Target);

        Assert.Throws<InvalidDataException>(() => SeriesBlob.FromBytes(bytes[..^9]));
        Assert.Throws<InvalidDataException>(() => SeriesBlob.FromBytes([1, 2, 3]));
        Assert.Contains(
            "not a series",
            Assert.Throws<InvalidDataException>(() => SeriesBlob.FromBytes(new ColumnarBlob { Header = "x" }.ToBytes())).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void File_WithAnyBitFlipped_OrCutShort_IsRefusedOrReadsTheSame()
    {
        var target = DemoMarket.Create(years: 1).Target;
        var series = target.Slice(0, 12).WithActions([new Split(target.Calendar.TradingDay(target.CloseTimeAt(3)), 0.5)]);
        using var folder = new TemporaryFile(series.ContentHash);
        var bytes = SeriesBlob.ToBytes(series);

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrTheSame(damaged);
        }
        for (var length = 0; length < bytes.Length; length += 3)
            AssertRefusedOrTheSame(bytes[..length]);

        void AssertRefusedOrTheSame(byte[] content)
        {
            File.WriteAllBytes(folder.Path, content);
            try
            {
                Assert.Equal(bytes, SeriesBlob.ToBytes(SeriesFile.Read(folder.Path)));
            }
            catch (InvalidDataException e)
            {
                Assert.Contains(folder.Path, e.Message, StringComparison.Ordinal);
                Assert.Contains("Remedy", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private sealed class TemporaryFile : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-blob-");

        public TemporaryFile(string name) => Path = System.IO.Path.Combine(_folder.FullName, name);

        public string Path { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
