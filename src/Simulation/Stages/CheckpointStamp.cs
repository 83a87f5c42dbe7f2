using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Stages;

/// <summary>
/// What the numbers in a checkpoint depend on, by name: program and library, spec, seed, feature schema, data, cut-off, scaler. It stands
/// at the head of every checkpoint, and one with another stamp is refused with a sentence that says what differs.
/// </summary>
/// <param name="form">Name and version of the form of what follows.</param>
public sealed class CheckpointStamp(string form)
{
    private const int MostFields = 64;
    private const int LongestShown = 40;
    private const int HashDigits = 12;
    private readonly List<(string Field, string Value)> _fields = [("form", form)];

    /// <summary>Adds a number or a short text.</summary>
    public CheckpointStamp With(string field, string value)
    {
        _fields.Add((field, value));
        return this;
    }

    /// <summary>Adds a number.</summary>
    public CheckpointStamp With(string field, long value) => With(field, FormattableString.Invariant($"{value}"));

    /// <summary>Adds a JSON object, of which single members are compared and named.</summary>
    public CheckpointStamp WithMembers(string field, string json) => With(field, json);

    /// <summary>Adds names, of which those that are missing or new are named.</summary>
    public CheckpointStamp WithNames(string field, IEnumerable<string> names) => With(field, JsonSerializer.Serialize(names));

    /// <summary>Adds content by the first twelve digits of its SHA-256.</summary>
    public CheckpointStamp WithHash(string field, ReadOnlySpan<byte> content) =>
        With(field, Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]);

    /// <summary>Writes the stamp.</summary>
    public void Write(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_fields.Count);
        foreach (var (field, value) in _fields)
        {
            writer.Write(field);
            writer.Write(value);
        }
    }

    /// <summary>Reads a stamp and refuses it where it is not this one.</summary>
    /// <exception cref="InvalidDataException">It is none, or another; the text says what differs.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public void Require(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.ReadInt32();
        if (count is < 1 or > MostFields)
            throw new InvalidDataException("the checkpoint has no stamp that can be read; delete it to start again");
        var stored = new List<(string Field, string Value)>();
        for (var i = 0; i < count; i++)
            stored.Add((reader.ReadString(), reader.ReadString()));
        string[] differences = [.. Differences(stored)];
        if (differences.Length > 0)
            throw new InvalidDataException(
                $"the checkpoint does not belong to this run: {string.Join("; ", differences)}; delete it to start again"
            );
    }

    private IEnumerable<string> Differences(List<(string Field, string Value)> stored)
    {
        foreach (var (field, here) in _fields)
        {
            var at = stored.FindIndex(s => s.Field == field);
            if (at < 0)
                yield return $"it has no {field}, this run has {Shown(here)}";
            else if (stored[at].Value != here)
                yield return Difference(field, stored[at].Value, here);
        }
        foreach (var (field, there) in stored.Where(s => !_fields.Exists(f => f.Field == s.Field)))
            yield return $"it has {field} {Shown(there)}, this run has none";
    }

    private static string Difference(string field, string there, string here) =>
        (Parse(there), Parse(here)) switch
        {
            (JsonObject a, JsonObject b) => string.Join("; ", Members(field, a, b)),
            (JsonArray a, JsonArray b) => Names(field, a, b),
            _ => Text(field, there, here),
        };

    private static IEnumerable<string> Members(string field, JsonObject there, JsonObject here) =>
        from name in there.Select(m => m.Key).Union(here.Select(m => m.Key))
        let values = (There: there[name]?.ToJsonString() ?? "none", Here: here[name]?.ToJsonString() ?? "none")
        where values.There != values.Here
        select Text($"{field}.{name}", values.There, values.Here);

    private static string Names(string field, JsonArray there, JsonArray here)
    {
        var (a, b) = (there.Select(n => $"{n}").ToArray(), here.Select(n => $"{n}").ToArray());
        var (old, added) = (string.Join(", ", a.Except(b)), string.Join(", ", b.Except(a)));
        return (old.Length, added.Length) switch
        {
            (0, 0) => $"its {field} are in another order",
            (_, 0) => $"its {field} include {Shown(old)}, this run's do not",
            (0, _) => $"its {field} do not include {Shown(added)}, this run's do",
            _ => $"its {field} include {Shown(old)}, this run's {Shown(added)}",
        };
    }

    private static string Text(string field, string there, string here) => $"its {field} is {Shown(there)}, this run's is {Shown(here)}";

    private static string Shown(string value) => value.Length <= LongestShown ? value : value[..LongestShown] + "…";

    private static JsonNode? Parse(string value)
    {
        try
        {
            return value is ['{' or '[', ..] ? JsonNode.Parse(value) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
