using Simulator.Import;
using static TorchSharp.torch;

namespace Simulator.Learning.News;

/// <summary>The weights of a classifier by their published names, each of the shape that its configuration says.</summary>
internal sealed class BertWeights : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    private BertWeights() { }

    /// <summary>The tensor of a name, without the prefix <c>bert.</c>.</summary>
    public Tensor this[string name] => _tensors[name];

    /// <summary>Loads all that a configuration needs.</summary>
    /// <exception cref="ImportException">One is missing or has another shape; the text names it.</exception>
    public static BertWeights Load(string path, BertConfig config)
    {
        using var file = SafetensorsFile.Open(path);
        var weights = new BertWeights();
        try
        {
            foreach (var (name, shape) in Needed(config))
                weights._tensors.Add(name, Read(file, Path.GetFileName(path), name, shape));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
        return weights;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }

    /// <summary>Every weight with its shape.</summary>
    internal static IEnumerable<(string Name, long[] Shape)> Needed(BertConfig config)
    {
        long hidden = config.Hidden;
        yield return ("embeddings.word_embeddings.weight", [config.Vocabulary, hidden]);
        yield return ("embeddings.position_embeddings.weight", [config.Positions, hidden]);
        yield return ("embeddings.token_type_embeddings.weight", [config.Segments, hidden]);
        var parts = Norm("embeddings.LayerNorm", hidden);
        for (var k = 0; k < config.Layers; k++)
        {
            var layer = FormattableString.Invariant($"encoder.layer.{k}");
            parts = parts
                .Concat(Dense($"{layer}.attention.self.query", hidden, hidden))
                .Concat(Dense($"{layer}.attention.self.key", hidden, hidden))
                .Concat(Dense($"{layer}.attention.self.value", hidden, hidden))
                .Concat(Dense($"{layer}.attention.output.dense", hidden, hidden))
                .Concat(Norm($"{layer}.attention.output.LayerNorm", hidden))
                .Concat(Dense($"{layer}.intermediate.dense", config.Inner, hidden))
                .Concat(Dense($"{layer}.output.dense", hidden, config.Inner))
                .Concat(Norm($"{layer}.output.LayerNorm", hidden));
        }
        foreach (var part in parts.Concat(Dense("pooler.dense", hidden, hidden)).Concat(Dense("classifier", config.Labels.Count, hidden)))
            yield return part;
    }

    private static IEnumerable<(string Name, long[] Shape)> Dense(string name, long outputs, long inputs) =>
        [($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])];

    private static IEnumerable<(string Name, long[] Shape)> Norm(string name, long width) =>
        [($"{name}.weight", [width]), ($"{name}.bias", [width])];

    private static Tensor Read(SafetensorsFile file, string fileName, string name, long[] shape)
    {
        // The first checkpoints, converted from TensorFlow, call a norm's weights gamma and beta.
        var old = name.Contains("LayerNorm", StringComparison.Ordinal)
            ? name.Replace(".weight", ".gamma", StringComparison.Ordinal).Replace(".bias", ".beta", StringComparison.Ordinal)
            : name;
        var found = new[] { $"bert.{name}", name, $"bert.{old}", old }.FirstOrDefault(file.Has);
        if (found is null)
            throw new ImportException(
                fileName,
                null,
                null,
                $"it has no tensor bert.{name}",
                "Give a BERT sequence classifier whose config.json belongs to its weights"
            );
        if (!file.ShapeOf(found).AsSpan().SequenceEqual(shape))
            throw new ImportException(
                fileName,
                null,
                null,
                $"tensor {found} has the shape [{string.Join(", ", file.ShapeOf(found))}], "
                    + $"config.json asks for [{string.Join(", ", shape)}]",
                "Give weights and config.json of the same model"
            );
        return tensor(file.Read(found)).reshape(shape).DetachFromDisposeScope();
    }
}
