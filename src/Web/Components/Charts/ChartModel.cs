using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Web.Components.Charts;

/// <summary>What a chart shows, ready to be drawn; a closed set; <c>kind</c> says which. Undefined values become null.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EquityChart), "equity")]
[JsonDerivedType(typeof(PriceChart), "price")]
[JsonDerivedType(typeof(LinesChart), "lines")]
public abstract record ChartModel
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new DrawnNumber() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The model as the scripts read it; safe inside an HTML attribute.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Any part of a model in the same form.</summary>
    public static string ToJson<T>(T part) => JsonSerializer.Serialize(part, s_json);

    // Eight digits are more than a screen can show; NaN is not JSON.
    private sealed class DrawnNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteRawValue(value.ToString("G8", CultureInfo.InvariantCulture), skipInputValidation: true);
            else
                writer.WriteNullValue();
        }
    }
}

/// <summary>Lines over time on a canvas, in one or two panes with one crosshair.</summary>
/// <param name="Times">Seconds since 1970, increasing.</param>
/// <param name="Daily">Days are shown, not times of day.</param>
/// <param name="Lines">The lines.</param>
public sealed record EquityChart(long[] Times, bool Daily, IReadOnlyList<CanvasLine> Lines) : ChartModel;

/// <summary>
/// One line of an <see cref="EquityChart"/>; <paramref name="Color"/> is a token's name, <paramref name="Format"/> how values are written.
/// </summary>
public sealed record CanvasLine(string Name, string Color, string Format, int Pane, bool Bold, bool Fill, double[] Values);

/// <summary>Prices with trades on them.</summary>
public sealed record PriceChart(
    long[] Times,
    bool Daily,
    bool Candles,
    double[] Open,
    double[] High,
    double[] Low,
    double[] Close,
    IReadOnlyList<TradeMarker> Markers
) : ChartModel;

/// <summary>An entry or exit. <paramref name="Up"/>: bought (entry long, exit short).</summary>
public sealed record TradeMarker(long Time, bool Up, bool Exit, string Text);

/// <summary>Lines over a number: learning curves, distributions.</summary>
public sealed record LinesChart(IReadOnlyList<StatisticLine> Lines, string Format, string? XTitle, string? Empty = null) : ChartModel;

/// <summary>One line; points as [x, y].</summary>
public sealed record StatisticLine(string Name, string Color, bool Dashed, IReadOnlyList<double[]> Points);

/// <summary>Intervals of the forecast, its median and what happened, log-returns.</summary>
public sealed record FanChart(
    long[] Times,
    string Format,
    double[] Lower95,
    double[] Lower80,
    double[] Lower50,
    double[] Median,
    double[] Upper50,
    double[] Upper80,
    double[] Upper95,
    double[] Outcome
);

/// <summary>Observed share per interval beside the promised one.</summary>
public sealed record CoverageChart(IReadOnlyList<CoverageBar> Bars, string Format);

/// <summary>One interval.</summary>
public sealed record CoverageBar(string Name, double Value, double Goal);
