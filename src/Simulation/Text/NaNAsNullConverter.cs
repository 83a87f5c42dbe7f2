using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Text;

/// <summary>
/// Undefined figures (NaN, and infinities) are <c>null</c> in JSON, and <c>null</c> reads as NaN. Applies to every double, in arrays
/// and dictionaries, too; add it to <see cref="JsonSerializerOptions.Converters"/>. JSON has no NaN, and the string "NaN" would be
/// a trap for every other reader.
/// </summary>
public sealed class NaNAsNullConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}
