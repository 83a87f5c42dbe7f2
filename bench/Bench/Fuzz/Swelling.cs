using System.Globalization;
using System.Text;
using Simulator.Seeding;

namespace Simulator.Bench.Fuzz;

/// <summary>
/// Makes a document large in one respect: a list, an object, a text, a name, its depth, its numbers; or breaks a character.
/// </summary>
internal static class Swelling
{
    private static readonly int[] s_sizes = [40, 300, 2_500, 2_501, 20_000, 90_000, 400_000];

    /// <summary>The document with something large put in place of one of its values.</summary>
    public static string Swell(string json, SplitMix64 random)
    {
        var at = ValueAt(json, random);
        var end = json.AsSpan(at).IndexOfAny(",}]\n") is >= 0 and var length ? at + length : json.Length;
        return $"{json[..at]}{Large(random)}{json[end..]}";
    }

    private static int ValueAt(string json, SplitMix64 random)
    {
        var from = random.NextInt(json.Length);
        return json.IndexOf(':', from) is >= 0 and var after ? after + 1
            : json.IndexOf(':', StringComparison.Ordinal) is >= 0 and var first ? first + 1
            : 0;
    }

    private static string Large(SplitMix64 random)
    {
        var size = s_sizes[random.NextInt(s_sizes.Length)];
        return random.NextInt(9) switch
        {
            0 => $"[{Many(size, i => $"\"S{i}\"")}]",
            1 => $"[{Many(size, _ => "\"X\"")}]",
            2 => $"{{{Many(size, i => $"\"m{i}\":{i}")}}}",
            3 => $"\"{new string('x', size)}\"",
            4 => $"{{\"{new string('n', size)}\":1}}",
            5 => new string('[', Math.Min(size, 20_000)) + new string(']', Math.Min(size, 20_000)),
            6 => "1" + new string('0', Math.Min(size, 20_000)),
            7 => $"[{Many(Math.Min(size, 20_000), _ => "{\"kind\":\"returns\",\"lagsBars\":[1,2,\"\"]}")}]",
            _ => random.NextInt(2) == 0 ? "\"a\\ud83d\"" : "{\"\\ude00\":\"\\ud83d\\ud83d\"}",
        };
    }

    private static string Many(int count, Func<int, string> one)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(i > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{one(i)}");
        return text.ToString();
    }
}
