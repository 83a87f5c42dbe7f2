using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Web.Components.Specs;

/// <summary>Parts of a draft that were written for a choice that is not made now: nothing typed is lost by trying another.</summary>
public sealed class DraftShelf
{
    private readonly JsonObject _parts = [];

    /// <summary>A shelf from its text; an empty one where the text is none.</summary>
    public static DraftShelf Read(string? text)
    {
        var shelf = new DraftShelf();
        try
        {
            if (text is { Length: > 0 } && JsonNode.Parse(text) is JsonObject parts)
            {
                foreach (var (key, part) in parts)
                    shelf.Put(key, part);
            }
        }
        catch (JsonException)
        {
            // What a browser kept may be cut; an empty shelf loses no draft.
        }
        return shelf;
    }

    /// <summary>Puts a part where <see cref="Find"/> finds it; null takes away what was there.</summary>
    public void Put(string key, JsonNode? part)
    {
        _parts.Remove(key);
        if (part is not null)
            _parts[key] = part.DeepClone();
    }

    /// <summary>A copy of the part of a key; null where there is none.</summary>
    public JsonNode? Find(string key) => _parts[key]?.DeepClone();

    /// <summary>The shelf as text.</summary>
    public string Write() => _parts.ToJsonString();
}
