using System.Globalization;
using System.IO.Compression;
using System.Text;
using Simulator.Backtesting;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Bench.Fuzz;

/// <summary>Market files of many layouts, damaged as bytes. What is imported is examined, traded and put into figures.</summary>
internal sealed class FileFuzz : IFuzzTarget
{
    private static readonly string[] s_dates =
    [
        "yyyy-MM-dd",
        "dd/MM/yyyy",
        "MM/dd/yyyy",
        "yyyyMMdd",
        "dd.MM.yyyy",
        "yyyy-MM-dd HH:mm:ss",
        "yyyyMMdd HHmm",
        "d-MMM-yy",
    ];
    private static readonly string[] s_headers =
    [
        "Date,Open,High,Low,Close,Volume",
        "date,close",
        "<DATE>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>",
        "Date,Open,High,Low,Close,Adj Close,Volume",
        "",
        "timestamp,open,high,low,close,volume",
        "Date,GS,SP500,VIX",
    ];

    // Of a file of thousands of series the first ones are traded: the import is what is tried.
    private const int MostUsed = 20;

    public string Name => "files";

    public bool Try(SplitMix64 random, Action<string> trace)
    {
        var text = Write(random);
        if (random.NextInt(5) != 0)
            text = Mutation.Damage(text, random, 12);
        var bytes = (
            random.NextInt(6) switch
            {
                0 => Encoding.Unicode,
                1 => Encoding.Latin1,
                _ => Encoding.UTF8,
            }
        ).GetBytes(text);
        for (var flips = random.NextInt(3) == 0 ? random.NextInt(8) : 0; flips > 0 && bytes.Length > 0; flips--)
            bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
        if (random.NextInt(20) == 0 && bytes.Length > 0)
            bytes = Packed(bytes, random);
        trace(text);
        try
        {
            var file = CsvImport.Read(bytes, "fuzz.csv");
            foreach (var imported in file.Series.Take(MostUsed))
                Use(imported.Series, random);
            return true;
        }
        catch (ImportException e)
        {
            FuzzFinding.NeedsMessage(e.Problem);
            FuzzFinding.NeedsMessage(e.Remedy);
            return false;
        }
    }

    private static void Use(BarSeries series, SplitMix64 random)
    {
        SeriesQuality.Examine(series);
        if (series.Count < 3)
            return;
        IStrategy rule = random.NextInt(2) == 0 ? new SmaCross(1 + random.NextInt(3), 4 + random.NextInt(5)) : new BuyAndHold();
        try
        {
            var result = BacktestEngine.Run(series, 0, series.Count - 1, rule, new ExecutionSpec(), new CapitalSpec { Amount = 100_000 });
            foreach (var dialect in Enum.GetValues<StatisticDialect>())
                StatisticCatalogue.Compute(series, result, dialect);
        }
        catch (ArgumentException e)
        {
            FuzzFinding.NeedsMessage(e.Message);
        }
    }

    // Gzip or zip, sometimes cut short or with a byte changed.
    private static byte[] Packed(byte[] bytes, SplitMix64 random)
    {
        using var packed = new MemoryStream();
        if (random.NextInt(2) == 0)
        {
            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(bytes);
        }
        else
        {
            using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
            using var entry = zip.CreateEntry("fuzz.csv").Open();
            entry.Write(bytes);
        }
        var content = packed.ToArray();
        if (random.NextInt(2) == 0)
            content[random.NextInt(content.Length)] ^= (byte)(1 << random.NextInt(8));
        return random.NextInt(4) == 0 ? content[..random.NextInt(content.Length)] : content;
    }

    private static string Write(SplitMix64 random)
    {
        var header = s_headers[random.NextInt(s_headers.Length)];
        if (random.NextInt(400) == 0)
            header += string.Concat(Enumerable.Range(0, random.NextInt(6_000)).Select(i => FormattableString.Invariant($",S{i}")));
        var columns = header.Length == 0 ? 6 : header.Split(',').Length;
        var (dates, separator) = (s_dates[random.NextInt(s_dates.Length)], ",;\t|"[random.NextInt(8) is var s && s > 3 ? 0 : s]);
        var comma = separator != ',' && random.NextInt(3) == 0;
        var text = new StringBuilder(header.Replace(',', separator)).Append(header.Length == 0 ? "" : "\n");
        var day = new DateTime(1995 + random.NextInt(35), 1 + random.NextInt(12), 1 + random.NextInt(28), 0, 0, 0, DateTimeKind.Utc);
        var price = Math.Exp(random.NextGaussian() * 3);
        var step = random.NextInt(3) == 0 ? TimeSpan.FromMinutes(1 + random.NextInt(60)) : TimeSpan.FromDays(1);
        for (var rows = random.NextInt(60); rows > 0; rows--, day += step)
        {
            text.Append(day.ToString(dates, CultureInfo.InvariantCulture));
            price *= Math.Exp(random.NextGaussian() * 0.02);
            for (var c = 1; c < columns; c++)
            {
                var number = (price * (1 + (random.NextGaussian() * 0.002))).ToString(
                    random.NextInt(20) == 0 ? "E3" : "0.####",
                    CultureInfo.InvariantCulture
                );
                text.Append(separator)
                    .Append(
                        random.NextInt(60) == 0 ? "null"
                        : comma ? number.Replace('.', ',')
                        : number
                    );
            }
            text.Append(random.NextInt(40) == 0 ? "\r\n" : "\n");
        }
        return text.ToString();
    }
}
