using System.Text;
using System.Text.Json;
using Simulator.Derivation;
using Simulator.Import;
using Simulator.Learning.Catalogue;
using Simulator.Learning.News;
using Simulator.Markets;

namespace Simulator.Tests.Learning.News;

/// <summary>
/// BERT on a small checkpoint of made-up words. Its logits were computed by PyTorch's own encoder layers in double precision
/// (<c>Checkpoint/make.py</c>), which share no code with the product.
/// </summary>
public sealed class BertScorerTests : IDisposable
{
    private static readonly string s_folder = Path.Combine(SharedFiles.RepositoryRoot, "tests", "Learning.Tests", "News", "Checkpoint");
    private static readonly Expected[] s_expected = JsonSerializer.Deserialize<Expected[]>(
        File.ReadAllText(Path.Combine(s_folder, "expected.json")),
        JsonSerializerOptions.Web
    )!;

    private readonly string _copy = Directory.CreateTempSubdirectory("bert").FullName;

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public void Tokens_OfEveryText_AreThoseOfTheReference()
    {
        using var scorer = BertScorer.Load(s_folder);
        Assert.All(s_expected, e => Assert.Equal(e.Ids, scorer.Tokens(e.Text)));
    }

    [Fact]
    public void Logits_OfEveryText_AreThoseOfTheReference()
    {
        using var scorer = BertScorer.Load(s_folder);
        foreach (var expected in s_expected)
        {
            var logits = scorer.Logits(expected.Text);
            Assert.Equal(3, logits.Length);
            for (var c = 0; c < logits.Length; c++)
                Assert.Equal(expected.Logits[c], logits[c], 1e-5);
        }
    }

    [Fact]
    public void Logits_OfABatchOfSeveralLengths_AreThoseOfEachAlone()
    {
        using var scorer = BertScorer.Load(s_folder);
        var together = scorer.Logits([.. s_expected.Select(e => e.Text)]);
        for (var i = 0; i < together.Length; i++)
            Assert.Equal(s_expected[i / 3].Logits[i % 3], together[i], 1e-5);
    }

    [Fact]
    public void Score_IsTheProbabilityOfGoodLessThatOfBad()
    {
        using var scorer = BertScorer.Load(s_folder);
        var scores = scorer.Score([.. s_expected.Select(e => e.Text)]);
        for (var i = 0; i < scores.Length; i++)
        {
            var odds = s_expected[i].Logits.Select(Math.Exp).ToArray(); // neutral, positive, negative
            Assert.Equal((odds[1] - odds[2]) / odds.Sum(), scores[i], 1e-5);
        }
    }

    [Fact]
    public void Score_IsTheSameToTheBit_WhateverElseIsScored()
    {
        using var scorer = BertScorer.Load(s_folder);
        var all = scorer.Score([.. s_expected.Select(e => e.Text)]);
        Assert.Equal(all.Reverse(), scorer.Score([.. s_expected.Reverse().Select(e => e.Text)]));
        Assert.Equal(all[2], scorer.Score([s_expected[2].Text]).Single());
    }

    [Fact]
    public void Maker_WithAModel_ScoresByIt()
    {
        BuiltInMakers.Register();
        var made = SeriesMakers
            .Of("news")
            .Make(
                new MakerInput(
                    [new SourceDocument("n.csv", Encoding.UTF8.GetBytes("date,headline\n2020-07-14,the groks fall\n"))],
                    "N",
                    MarketCalendar.Nyse,
                    new Dictionary<string, string>
                    {
                        ["model"] = s_folder,
                        ["scale"] = "minusOneToOne",
                        ["shrink"] = "0",
                    }
                )
            );
        using var scorer = BertScorer.Load(s_folder);
        // In single precision; where a tensor lies in memory decides how its sums are taken.
        Assert.Equal(scorer.Score(["the groks fall"]).Single(), made.Series.Single().Close.Single(), 1e-6);
        Assert.Contains(made.Notes, n => n.Contains("the model in Checkpoint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"positive\"", "\"LABEL_1\"", "its labels are neutral, LABEL_1, negative")]
    [InlineData("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"relu\"", "hidden_act is relu; only gelu")]
    [InlineData("\"model_type\": \"bert\"", "\"model_type\": \"roberta\"", "model_type is roberta")]
    [InlineData("\"num_attention_heads\": 2", "\"num_attention_heads\": 3", "no multiple of num_attention_heads 3")]
    [InlineData("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", "no tensor bert.encoder.layer.2.attention.self.query.weight")]
    [InlineData(
        "\"intermediate_size\": 24",
        "\"intermediate_size\": 20",
        "intermediate.dense.weight has the shape [24, 16], config.json asks for [20, 16]"
    )]
    [InlineData("\"vocab_size\"", "\"vocab_sizes\"", "vocab_size must be a whole number")]
    [InlineData("id2label", "labels", "id2label is missing")]
    public void Load_OfAConfigurationThatDoesNotFit_SaysWhatDiffers(string from, string to, string said)
    {
        CopyCheckpoint();
        var path = Path.Combine(_copy, "config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(said, Assert.Throws<ImportException>(() => BertScorer.Load(_copy)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAVocabularyOfAnotherLength_SaysBoth()
    {
        CopyCheckpoint();
        File.AppendAllText(Path.Combine(_copy, "vocab.txt"), "more\n");
        var words = File.ReadAllLines(Path.Combine(s_folder, "vocab.txt")).Length;
        var error = Assert.Throws<ImportException>(() => BertScorer.Load(_copy));
        Assert.Contains($"it has {words + 1} words, config.json says {words}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFolderWithoutWeights_NamesTheFile()
    {
        var error = Assert.Throws<ImportException>(() => BertScorer.Load(_copy));
        Assert.Contains("there is no model.safetensors", error.Message, StringComparison.Ordinal);
    }

    private void CopyCheckpoint()
    {
        foreach (var name in new[] { "model.safetensors", "config.json", "vocab.txt" })
            File.WriteAllBytes(Path.Combine(_copy, name), File.ReadAllBytes(Path.Combine(s_folder, name)));
    }

    private sealed record Expected(string Text, long[] Ids, double[] Logits);
}
