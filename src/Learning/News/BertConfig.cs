using System.Globalization;
using System.Text.Json;
using Simulator.Import;

namespace Simulator.Learning.News;

/// <summary>What a model's <c>config.json</c> says of it.</summary>
internal sealed record BertConfig
{
    private static readonly string[] s_good = ["positive", "pos", "bullish"];
    private static readonly string[] s_bad = ["negative", "neg", "bearish"];

    public required int Vocabulary { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int Inner { get; init; }

    /// <summary>The most tokens of a text.</summary>
    public required int Positions { get; init; }

    public required int Segments { get; init; }

    public required double NormEpsilon { get; init; }

    /// <summary>[class] as the model names them.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The class of good news.</summary>
    public int Good => Labels.ToList().FindIndex(l => s_good.Contains(l.ToLowerInvariant()));

    /// <summary>The class of bad news.</summary>
    public int Bad => Labels.ToList().FindIndex(l => s_bad.Contains(l.ToLowerInvariant()));

    /// <summary>Reads a model's <c>config.json</c>.</summary>
    /// <exception cref="ImportException">It is no BERT classifier of sentiment; the text names the member.</exception>
    public static BertConfig Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(name, json.RootElement);
        }
        catch (JsonException e)
        {
            throw Refused(name, $"it is no JSON ({e.Message.TrimEnd('.')})");
        }
    }

    private static BertConfig Of(string name, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Refused(name, "it is no JSON object");
        foreach (var (member, needed) in new[] { ("model_type", "bert"), ("hidden_act", "gelu"), ("position_embedding_type", "absolute") })
        {
            if (json.TryGetProperty(member, out var said) && said.ToString() != needed)
                throw Refused(name, $"{member} is {said}; only {needed} can be used");
        }
        var config = new BertConfig
        {
            Vocabulary = Number(name, json, "vocab_size"),
            Hidden = Number(name, json, "hidden_size"),
            Layers = Number(name, json, "num_hidden_layers"),
            Heads = Number(name, json, "num_attention_heads"),
            Inner = Number(name, json, "intermediate_size"),
            Positions = Number(name, json, "max_position_embeddings"),
            Segments = Number(name, json, "type_vocab_size"),
            NormEpsilon = Epsilon(name, json),
            Labels = LabelsOf(name, json),
        };
        if (config.Hidden % config.Heads != 0)
            throw Refused(
                name,
                FormattableString.Invariant($"hidden_size {config.Hidden} is no multiple of num_attention_heads {config.Heads}")
            );
        if (config.Good < 0 || config.Bad < 0)
            throw Refused(
                name,
                $"its labels are {string.Join(", ", config.Labels)}; one must be {string.Join(" or ", s_good)}, "
                    + $"one {string.Join(" or ", s_bad)}"
            );
        return config;
    }

    private static int Number(string name, JsonElement json, string member) =>
        json.TryGetProperty(member, out var said)
        && said.ValueKind == JsonValueKind.Number
        && said.TryGetInt32(out var number)
        && number is > 0 and < 1 << 20
            ? number
            : throw Refused(name, $"{member} must be a whole number above 0");

    private static double Epsilon(string name, JsonElement json) =>
        !json.TryGetProperty("layer_norm_eps", out var said) ? 1e-12
        : said.ValueKind == JsonValueKind.Number && said.TryGetDouble(out var epsilon) && epsilon is > 0 and < 1 ? epsilon
        : throw Refused(name, "layer_norm_eps must be a number above 0");

    private static string[] LabelsOf(string name, JsonElement json)
    {
        if (!json.TryGetProperty("id2label", out var map) || map.ValueKind != JsonValueKind.Object)
            throw Refused(name, "id2label is missing: it names the classes, such as 0: positive, 1: negative, 2: neutral");
        var labels = new string?[map.EnumerateObject().Count()];
        foreach (var member in map.EnumerateObject())
        {
            var isClass = int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            if (!isClass || id >= labels.Length || labels[id] is not null || member.Value.ValueKind != JsonValueKind.String)
                throw Refused(name, $"id2label names class {member.Name}; the classes must be 0, 1, 2 … with a text each");
            labels[id] = member.Value.GetString();
        }
        return labels!;
    }

    private static ImportException Refused(string name, string problem) =>
        new(name, null, null, problem, "Give the folder of a BERT sequence classifier of sentiment");
}
