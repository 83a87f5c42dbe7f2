using System.Text;
using System.Text.Json.Nodes;
using Simulator.Seeding;

namespace Simulator.Bench.Fuzz;

/// <summary>Damages text and JSON the way that hands, programs and networks do.</summary>
internal static class Mutation
{
    private static readonly string[] s_pieces =
    [
        "null",
        "NaN",
        "-1",
        "1e309",
        "9223372036854775808",
        "\"\"",
        "[]",
        "{}",
        "\u0000",
        "\uFEFF",
        "\uD83D",
        "\\ud83d",
        ",",
        ";",
        "\t",
        "\r",
        "\n",
        "\"",
        "'",
        "\\",
        "{\"",
        "]]",
        "0x10",
        "1,5",
        "٣",
        "-0",
        "true",
        " ",
        "2018-02-30",
        "99/99/9999",
        "¤",
        "<script>",
    ];

    /// <summary>A few edits: pieces put in, cut out, doubled, moved, or characters changed.</summary>
    public static string Damage(string text, SplitMix64 random, int most = 6)
    {
        var result = new StringBuilder(text);
        for (var edits = 1 + random.NextInt(most); edits > 0 && result.Length > 0; edits--)
        {
            var at = random.NextInt(result.Length);
            var length = Math.Min(1 + random.NextInt(random.NextInt(4) == 0 ? 200 : 8), result.Length - at);
            switch (random.NextInt(6))
            {
                case 0:
                    result.Insert(at, s_pieces[random.NextInt(s_pieces.Length)]);
                    break;
                case 1:
                    result.Remove(at, length);
                    break;
                case 2:
                    result.Insert(at, result.ToString(at, length));
                    break;
                case 3:
                    result[at] = (char)(random.NextInt(8) == 0 ? random.NextInt(0xFFFF) : 32 + random.NextInt(95));
                    break;
                case 4:
                    result.Length = at;
                    break;
                default:
                    var piece = result.ToString(at, length);
                    result.Remove(at, length).Insert(random.NextInt(result.Length + 1), piece);
                    break;
            }
        }
        return result.ToString();
    }

    /// <summary>Changes members of a JSON document and leaves it JSON.</summary>
    public static string DamageTree(string json, SplitMix64 random)
    {
        var root = JsonNode.Parse(json)!;
        for (var edits = 1 + random.NextInt(4); edits > 0; edits--)
        {
            var node = root;
            while (Child(node, random) is { } child && random.NextInt(4) != 0)
                node = child;
            Change(node, random);
        }
        return root.ToJsonString();
    }

    private static JsonNode? Child(JsonNode? node, SplitMix64 random) =>
        node switch
        {
            JsonObject { Count: > 0 } o => o.ElementAt(random.NextInt(o.Count)).Value,
            JsonArray { Count: > 0 } a => a[random.NextInt(a.Count)],
            _ => null,
        };

    private static void Change(JsonNode node, SplitMix64 random)
    {
        switch (node)
        {
            case JsonObject o when o.Count > 0 && random.NextInt(3) > 0:
                var name = o.ElementAt(random.NextInt(o.Count)).Key;
                var value = o[name];
                switch (random.NextInt(3))
                {
                    case 0:
                        o.Remove(name);
                        break;
                    case 1:
                        o.Remove(name);
                        o[Damage(name, random, 1)] = value?.DeepClone();
                        break;
                    default:
                        o[name] = Value(random, 0);
                        break;
                }
                break;
            case JsonObject o:
                o[Damage("extra", random, 1)] = Value(random, 0);
                break;
            case JsonArray { Count: > 0 } a when random.NextInt(2) == 0:
                a.RemoveAt(random.NextInt(a.Count));
                break;
            case JsonArray a:
                a.Add(a.Count > 0 && random.NextInt(2) == 0 ? a[0]?.DeepClone() : Value(random, 0));
                break;
            default:
                if (node.Parent is not null)
                    node.ReplaceWith(Value(random, 0));
                break;
        }
    }

    private static JsonNode? Value(SplitMix64 random, int depth) =>
        random.NextInt(depth > 3 ? 9 : 12) switch
        {
            0 => null,
            1 => JsonValue.Create(random.NextInt(3) - 1),
            2 => JsonValue.Create(random.NextInt(int.MaxValue)),
            3 => JsonValue.Create((random.NextDouble() - 0.5) * Math.Pow(10, random.NextInt(40) - 12)),
            4 => JsonValue.Create(random.NextInt(2) == 0),
            5 => JsonValue.Create(""),
            6 => JsonValue.Create(s_pieces[random.NextInt(s_pieces.Length)]),
            7 => JsonNode.Parse(random.NextInt(2) == 0 ? "1e400" : "-0.0"),
            8 => JsonValue.Create(new string('x', random.NextInt(3_000))),
            9 => new JsonArray([.. Enumerable.Range(0, random.NextInt(4)).Select(_ => Value(random, depth + 1))]),
            10 => new JsonObject { ["kind"] = Value(random, depth + 1), ["a"] = Value(random, depth + 1) },
            _ => new JsonObject(),
        };
}
