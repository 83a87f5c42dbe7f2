using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>Symbol and time zone that a document states beside its table, or in an object of facts such as <c>meta</c>.</summary>
internal static class JsonSurroundings
{
    private const int LongestSymbol = 64;

    /// <summary>What an object says, on top of what was said around it.</summary>
    public static JsonContext Of(JsonElement element, JsonContext around)
    {
        var context = Facts(element, around);
        foreach (var property in element.EnumerateObject())
        {
            if (
                property.Value.ValueKind == JsonValueKind.Object
                && JsonNames.Plain(property.Name).StartsWith("meta", StringComparison.Ordinal)
            )
                context = Facts(property.Value, context);
        }
        return context;
    }

    private static JsonContext Facts(JsonElement facts, JsonContext context)
    {
        string? from = null,
            to = null;
        foreach (var fact in facts.EnumerateObject())
        {
            if (fact.Value.ValueKind != JsonValueKind.String || fact.Value.GetString() is not { Length: > 0 and <= LongestSymbol } text)
                continue;
            if (JsonNames.IsZone(fact.Name))
                context = context with { Zone = Zones.Find(text) ?? context.Zone };
            else if (JsonNames.IsSymbol(fact.Name) && text.Any(char.IsLetter))
                context = context with { Symbol = text };
            else if (JsonNames.Plain(fact.Name) is "fromsymbol" or "digitalcurrencycode")
                from = text;
            else if (JsonNames.Plain(fact.Name) is "tosymbol" or "marketcode")
                to = text;
        }
        return from is not null && to is not null ? context with { Symbol = from + to } : context;
    }
}
