using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Markets;

namespace Simulator.Artifacts;

/// <summary>A bar series as a columnar blob: what it is as JSON in the header, one column per field. Bit-exact both ways.</summary>
public static class SeriesBlob
{
    private const string Format = "bars/1";

    /// <summary>The blob of a series.</summary>
    public static byte[] ToBytes(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var header = new SeriesHeader(
            Format,
            series.Symbol,
            series.Calendar.Id,
            series.Interval.Length.Ticks,
            series.Kind.ToString(),
            series.IsSynthetic,
            series.HasOhlc,
            series.Actions.Count == 0 ? null : series.Actions
        );
        var blob = new ColumnarBlob { Header = JsonSerializer.Serialize(header, SeriesBlobJson.Default.SeriesHeader) }
            .Add("closeTime", series.CloseTimeTicks)
            .Add("open", series.Open)
            .Add("high", series.High)
            .Add("low", series.Low)
            .Add("close", series.Close)
            .Add("volume", series.Volume);
        return (series.LocalTicks is { } written ? blob.Add("local", written) : blob).ToBytes();
    }

    /// <summary>The series of a blob; its <see cref="BarSeries.ContentHash"/> is that of the series it was made from.</summary>
    /// <exception cref="InvalidDataException">Not the blob of a series, or cut short.</exception>
    public static BarSeries FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var blob = ColumnarBlob.FromBytes(bytes);
        var header = ReadHeader(blob.Header);
        try
        {
            return new BarSeries(
                header.Symbol,
                blob.Get<long>("closeTime"),
                blob.Get<double>("open"),
                blob.Get<double>("high"),
                blob.Get<double>("low"),
                blob.Get<double>("close"),
                blob.Get<double>("volume")
            )
            {
                Calendar = MarketCalendar.ById(header.Calendar),
                Interval = new BarInterval(TimeSpan.FromTicks(header.IntervalTicks)),
                Kind = Enum.Parse<SeriesKind>(header.Kind),
                IsSynthetic = header.IsSynthetic,
                HasOhlc = header.HasOhlc,
                LocalTicks = blob.Names.Contains("local") ? blob.Get<long>("local") : null,
                Actions = header.Actions ?? [],
            };
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"blob of series '{header.Symbol}' is damaged: {e.Message}", e);
        }
    }

    private static SeriesHeader ReadHeader(string json)
    {
        try
        {
            var header = JsonSerializer.Deserialize(json, SeriesBlobJson.Default.SeriesHeader);
            return header is { Format: Format }
                ? header
                : throw new InvalidDataException($"blob is '{header?.Format}', not a series of bars ({Format})");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("blob is not a series of bars: its header is not JSON", e);
        }
    }
}

internal sealed record SeriesHeader(
    string Format,
    string Symbol,
    string Calendar,
    long IntervalTicks,
    string Kind,
    bool IsSynthetic,
    bool HasOhlc,
    IReadOnlyList<CorporateAction>? Actions = null
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(SeriesHeader))]
internal sealed partial class SeriesBlobJson : JsonSerializerContext;
