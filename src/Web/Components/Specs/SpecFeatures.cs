using System.Text.Json.Nodes;
using Simulator.Features;

namespace Simulator.Web.Components.Specs;

/// <summary>Feature groups that the form turns on and off; their parameters are the JSON's.</summary>
public static class SpecFeatures
{
    /// <summary>Every group offered.</summary>
    public static IReadOnlyList<Group> Offered { get; } =
    [
        new("Returns", "returns", null, null),
        .. FeatureCatalogue.IndicatorNames.Select(name => new Group(Words(name), "indicator", name, null)),
        new("Related series’ changes", "relatedReturns", null, null),
        new("Fourier trend, 3", "fourierTrend", null, 3), new("Fourier trend, 6", "fourierTrend", null, 6), new("Fourier trend, 9", "fourierTrend", null, 9),
    ];

    /// <summary>Whether the draft has the group.</summary>
    public static bool Has(SpecDraft draft, Group group)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Get("features") is JsonArray all && all.Any(group.Is);
    }

    /// <summary>Adds or takes out the group.</summary>
    public static void Set(SpecDraft draft, Group group, bool wanted)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var kept = (draft.Get("features") as JsonArray ?? []).Where(f => !group.Is(f)).Select(f => f?.DeepClone());
        draft.Set("features", new JsonArray([.. kept, .. wanted ? [group.ToJson()] : Array.Empty<JsonNode>()]));
    }

    private static string Words(string indicator) => indicator switch
    {
        "macd" or "rsi" or "atr" or "ema" => indicator.ToUpperInvariant(),
        _ => char.ToUpperInvariant(indicator[0]) + string.Concat(indicator.Skip(1).Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())),
    };

    /// <summary>A group: its kind, and its name or number of components where the kind has several.</summary>
    public sealed record Group(string Words, string Kind, string? Name, int? Components)
    {
        internal bool Is(JsonNode? feature) => feature is JsonObject o && Text(o["kind"]) == Kind
            && (Name is null || Text(o["name"]) == Name)
            && (Components is null || Text(o["components"]) == Components.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

        internal JsonNode ToJson()
        {
            var json = new JsonObject { ["kind"] = Kind };
            if (Name is not null)
                json["name"] = Name;
            if (Components is { } components)
                json["components"] = components;
            return json;
        }

        private static string? Text(JsonNode? node) => node is JsonValue ? node.ToString() : null;
    }
}
