using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.Runs;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// A spec that is being edited, as a form and as text. The text is the truth: the form reads values from it and writes them back,
/// so a wrong value stays where the user typed it, with its error next to it.
/// </summary>
public sealed class SpecDraft
{
    private static readonly JsonSerializerOptions s_writing = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly JsonDocumentOptions s_reading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    private JsonObject? _root;
    private IReadOnlyList<SpecError> _faults = [];

    /// <summary>A draft of a text, with what was put aside before.</summary>
    public SpecDraft(string text, DraftShelf? shelf = null)
    {
        Shelf = shelf ?? new DraftShelf();
        SetText(text);
    }

    /// <summary>Parts that were written for another choice and wait for its return.</summary>
    public DraftShelf Shelf { get; }

    /// <summary>Path that was written last; empty for the whole text.</summary>
    public string LastWritten { get; private set; } = "";

    /// <summary>The current JSON, well-formed or not.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The spec; null while something is wrong.</summary>
    public SimulationSpec? Spec { get; private set; }

    /// <summary>What is wrong, each with its path.</summary>
    public IReadOnlyList<SpecError> Errors { get; private set; } = [];

    /// <summary>Adds what is wrong with it on the series at hand, until the next change.</summary>
    public void Judge(IReadOnlyList<SpecError> unfit)
    {
        ArgumentNullException.ThrowIfNull(unfit);
        Errors = [.. _faults, .. unfit];
    }

    /// <summary>False while the text is not a JSON object: the form is disabled.</summary>
    public bool IsReadable => _root is not null;

    /// <summary>Takes the text as typed.</summary>
    public void SetText(string text)
    {
        (Text, LastWritten) = (text, "");
        (Spec, _faults) = Parse(text);
        Errors = _faults;
        // A valid spec is read with its defaults written out, so that the form shows those that the text leaves out.
        _root = Spec is { } spec ? Read(SpecJson.Write(spec)) : Read(text);
    }

    /// <summary>A spec's JSON as people read it: characters such as → by themselves, not by their numbers.</summary>
    public static string Readable(string json)
    {
        try
        {
            return JsonNode.Parse(json)?.ToJsonString(s_writing) ?? json;
        }
        catch (JsonException)
        {
            return json; // the draft says what is wrong with it
        }
    }

    /// <summary>The value at a path such as <c>strategy.agent.steps</c> or <c>features[0].name</c>; null where there is none.</summary>
    public JsonNode? Get(string path)
    {
        JsonNode? at = _root;
        foreach (var step in Steps(path))
        {
            at = at is null ? null : Next(at, step);
        }
        return at;
    }

    /// <summary>The value at a path as text; empty where there is none.</summary>
    public string GetText(string path) =>
        Get(path) switch
        {
            null => "",
            JsonValue v when v.TryGetValue<string>(out var text) => text,
            var node => node.ToJsonString(),
        };

    /// <summary>
    /// False where a wrong value blocks the path, such as <c>"strategy": 5</c> before <c>strategy.agent</c>.
    /// </summary>
    public bool Holds(string path)
    {
        JsonNode? at = _root;
        foreach (var step in Steps(path).SkipLast(1))
        {
            if (at is JsonObject o && step is string name && o[name] is null)
                return true;
            at = at is null ? null : Next(at, step);
        }
        return at is JsonObject or JsonArray;
    }

    /// <summary>Writes a value and adds missing members on the path. Where the path is blocked, nothing changes.</summary>
    public void Set(string path, JsonNode? value)
    {
        if (_root is null)
            return;
        JsonNode? at = _root;
        var steps = Steps(path).ToList();
        foreach (var step in steps.SkipLast(1))
            at = at is null ? null : Child(at, step);
        if (at is null)
            return;
        if (at is JsonObject o && steps[^1] is string name)
            o[name] = value;
        else if (at is JsonArray a && steps[^1] is int index && index < a.Count)
            a[index] = value;
        Write(path);
    }

    /// <summary>
    /// Puts another choice's part in the place of the present one, which waits on the shelf: the part as it was left, or a new one.
    /// </summary>
    public void Exchange(string path, string from, string to, Func<JsonNode?> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Shelf.Put($"{path} {from}", Get(path));
        Set(path, Shelf.Find($"{path} {to}") ?? make());
    }

    /// <summary>Removes a member; where there is none, nothing changes.</summary>
    public void Remove(string path)
    {
        var end = path.LastIndexOf('.');
        if ((end < 0 ? _root : Get(path[..end])) is JsonObject holder && holder.Remove(path[(end + 1)..]))
            Write(path);
    }

    private void Write(string path)
    {
        SetText(_root!.ToJsonString(s_writing));
        LastWritten = path;
    }

    /// <summary>Errors at exactly this path.</summary>
    public IEnumerable<string> ErrorsAt(string path) => Errors.Where(e => e.Path == path).Select(e => e.Message);

    private static JsonNode? Next(JsonNode at, object step) =>
        at switch
        {
            JsonObject o when step is string name => o[name],
            JsonArray a when step is int index && index < a.Count => a[index],
            _ => null,
        };

    // The container at a step, added where there is none; null where another value blocks it.
    private static JsonNode? Child(JsonNode at, object step)
    {
        if (at is JsonObject o && step is string name && o[name] is null)
            o[name] = new JsonObject();
        return Next(at, step) is JsonNode next and (JsonObject or JsonArray) ? next : null;
    }

    private static IEnumerable<object> Steps(string path)
    {
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            yield return bracket < 0 ? part : part[..bracket];
            if (bracket >= 0)
                yield return int.Parse(
                    part.AsSpan(bracket + 1, part.Length - bracket - 2),
                    System.Globalization.CultureInfo.InvariantCulture
                );
        }
    }

    private static SpecParse Parse(string text)
    {
        try
        {
            return SpecJson.Parse(text);
        }
        catch (InvalidOperationException e)
        {
            // A lone half of a surrogate pair (\ud800) is well-formed JSON, but not text.
            return new SpecParse(null, [new SpecError("", SpecsText.FormatNotJson(e.Message.TrimEnd('.')))]);
        }
    }

    private static JsonObject? Read(string text)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: s_reading) as JsonObject;
            // Members and strings are read lazily; reading them now shows errors here, not while the page is drawn.
            ReadWhole(root);
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Errors says what is wrong.
            return null;
        }
    }

    private static void ReadWhole(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            foreach (var (_, member) in o)
                ReadWhole(member);
        }
        else if (node is JsonArray a)
        {
            foreach (var element in a)
                ReadWhole(element);
        }
        else if (node is JsonValue value)
            _ = value.TryGetValue<string>(out _);
    }
}
