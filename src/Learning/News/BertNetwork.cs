using Simulator.Learning.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Simulator.Learning.News;

/// <summary>
/// BERT with a head for classes, forwards only (Devlin et al. 2019): embeddings, encoder layers with the norm after each part, the pooler
/// over the first token, one dense layer. Texts shorter than their batch are masked.
/// </summary>
internal sealed class BertNetwork(BertConfig config, BertWeights weights)
{
    /// <summary>The logits of a batch.</summary>
    /// <param name="ids">[batch, tokens] of the vocabulary, int64.</param>
    /// <param name="mask">[batch, tokens] 1 for a token, 0 for padding, int64.</param>
    /// <returns>[batch, classes].</returns>
    public Tensor Logits(Tensor ids, Tensor mask)
    {
        Shapes.Require(ids, nameof(ids), Shapes.Any, Shapes.Any);
        Shapes.Require(mask, nameof(mask), ids.shape[0], ids.shape[1]);
        if (ids.shape[1] > config.Positions)
            throw new ArgumentException($"{ids.shape[1]} tokens where the model has {config.Positions} positions", nameof(ids));
        var hidden = Embed(ids); // [batch, tokens, hidden]
        var away = (1 - mask.to_type(ScalarType.Float32)).mul(float.MinValue).reshape(mask.shape[0], 1, 1, mask.shape[1]);
        for (var k = 0; k < config.Layers; k++)
            hidden = Layer(hidden, away, FormattableString.Invariant($"encoder.layer.{k}"));
        var pooled = Dense(hidden.select(1, 0), "pooler.dense").tanh(); // [batch, hidden]
        return Dense(pooled, "classifier");
    }

    private Tensor Embed(Tensor ids)
    {
        var words = weights["embeddings.word_embeddings.weight"]
            .index_select(0, ids.flatten())
            .reshape(ids.shape[0], ids.shape[1], config.Hidden);
        var places = weights["embeddings.position_embeddings.weight"].narrow(0, 0, ids.shape[1]);
        var segment = weights["embeddings.token_type_embeddings.weight"].select(0, 0); // one text: all of the first segment
        return Norm(words + segment + places, "embeddings.LayerNorm");
    }

    private Tensor Layer(Tensor hidden, Tensor away, string name)
    {
        var attended = Dense(Attend(hidden, away, $"{name}.attention.self"), $"{name}.attention.output.dense");
        var mixed = Norm(attended + hidden, $"{name}.attention.output.LayerNorm");
        var inner = gelu(Dense(mixed, $"{name}.intermediate.dense")); // [batch, tokens, inner]
        return Norm(Dense(inner, $"{name}.output.dense") + mixed, $"{name}.output.LayerNorm");
    }

    private Tensor Attend(Tensor hidden, Tensor away, string name)
    {
        var (query, key, value) = (Heads(hidden, $"{name}.query"), Heads(hidden, $"{name}.key"), Heads(hidden, $"{name}.value"));
        var scores = query.matmul(key.transpose(2, 3)) / Math.Sqrt((double)config.Hidden / config.Heads); // [batch, heads, tokens, tokens]
        var seen = softmax(scores + away, 3).matmul(value);
        return seen.transpose(1, 2).reshape(hidden.shape);
    }

    private Tensor Heads(Tensor hidden, string name) =>
        Dense(hidden, name).reshape(hidden.shape[0], hidden.shape[1], config.Heads, config.Hidden / config.Heads).transpose(1, 2);

    private Tensor Dense(Tensor input, string name) => linear(input, weights[$"{name}.weight"], weights[$"{name}.bias"]);

    private Tensor Norm(Tensor input, string name) =>
        layer_norm(input, [config.Hidden], weights[$"{name}.weight"], weights[$"{name}.bias"], config.NormEpsilon);
}
