using System.Text;
using FastBertTokenizer;
using Simulator.Derivation.News;
using Simulator.Import;
using Simulator.Learning.Native;
using static TorchSharp.torch;

namespace Simulator.Learning.News;

/// <summary>
/// Scores headlines by a BERT classifier of sentiment from a folder: the probability of good news less that of bad news. Each headline is
/// computed alone, so that no other headline changes a bit of its score.
/// </summary>
public sealed class BertScorer : IHeadlineScorer
{
    private const string Weights = "model.safetensors";
    private const string Config = "config.json";
    private const string Vocabulary = "vocab.txt";

    private readonly BertConfig _config;
    private readonly BertWeights _weights;
    private readonly BertNetwork _network;
    private readonly BertTokenizer _tokenizer;

    private BertScorer(string folder, BertConfig config, BertWeights weights, BertTokenizer tokenizer)
    {
        (Name, _config, _weights, _tokenizer) = (
            $"the model in {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}",
            config,
            weights,
            tokenizer
        );
        _network = new BertNetwork(config, weights);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="folder">With <c>model.safetensors</c>, <c>config.json</c> and <c>vocab.txt</c>.</param>
    /// <exception cref="ImportException">A file is missing or malformed, or the files do not belong together.</exception>
    public static BertScorer Load(string folder)
    {
        string File(string name) =>
            System.IO.File.Exists(Path.Combine(folder, name))
                ? Path.Combine(folder, name)
                : throw new ImportException(
                    folder,
                    null,
                    null,
                    $"there is no {name}",
                    $"Give a folder with {Weights}, {Config} and {Vocabulary} of a BERT classifier"
                );
        var (weights, config, vocabulary) = (File(Weights), BertConfig.Read(File(Config)), File(Vocabulary));
        var tokenizer = Tokenizer(vocabulary, config);
        TorchLibrary.Require();
        return new BertScorer(folder, config, BertWeights.Load(weights, config), tokenizer);
    }

    /// <inheritdoc/>
    public double[] Score(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var scores = new double[texts.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var logits = Logits(texts[i]);
            var largest = logits.Max();
            var sum = logits.Sum(l => Math.Exp(l - largest));
            scores[i] = (Math.Exp(logits[_config.Good] - largest) - Math.Exp(logits[_config.Bad] - largest)) / sum;
        }
        return scores;
    }

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    /// <summary>The ids of a text's tokens, cut to the model's positions.</summary>
    internal long[] Tokens(string text) => _tokenizer.Encode(text, _config.Positions).InputIds.ToArray();

    /// <summary>[class] of a text.</summary>
    internal float[] Logits(string text)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var ids = tensor(Tokens(text)).unsqueeze(0); // [1, tokens]
        return _network.Logits(ids, ones_like(ids)).data<float>().ToArray();
    }

    /// <summary>[text, class] of texts as one batch, the shorter ones masked.</summary>
    internal float[] Logits(IReadOnlyList<string> texts)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var all = texts.Select(Tokens).ToArray();
        var longest = all.Max(t => t.Length);
        var ids = tensor(all.SelectMany(t => t.Concat(Enumerable.Repeat(0L, longest - t.Length))).ToArray());
        var mask = tensor(all.SelectMany(t => Enumerable.Range(0, longest).Select(i => i < t.Length ? 1L : 0L)).ToArray());
        return _network.Logits(ids.reshape(all.Length, longest), mask.reshape(all.Length, longest)).data<float>().ToArray();
    }

    private static BertTokenizer Tokenizer(string path, BertConfig config)
    {
        var lines = File.ReadAllLines(path, Encoding.UTF8);
        var count = lines.Length > 0 && lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        if (count != config.Vocabulary)
            throw Refused(FormattableString.Invariant($"it has {count} words, config.json says {config.Vocabulary}"));
        if (new[] { "[UNK]", "[CLS]", "[SEP]", "[PAD]" }.Except(lines, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            throw Refused($"it has no {missing}");
        var twice = lines.Take(count).GroupBy(l => l, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw Refused($"it has '{twice.Key}' twice");
        // A vocabulary without capitals is that of a model that does not tell them apart.
        var isCased = lines.Any(l => !l.StartsWith('[') && l.Any(c => c is >= 'A' and <= 'Z'));
        var tokenizer = new BertTokenizer();
        using var reader = new StringReader(string.Join('\n', lines.Take(count)));
        tokenizer.LoadVocabulary(reader, convertInputToLowercase: !isCased);
        return tokenizer;

        ImportException Refused(string problem) =>
            new(Vocabulary, null, null, problem, $"Give {Vocabulary}, {Config} and {Weights} of the same model");
    }
}
