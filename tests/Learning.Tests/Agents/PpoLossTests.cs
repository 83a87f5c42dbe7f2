using System.Text.Json;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Agents;

public sealed class PpoLossTests
{
    [SkippableFact]
    public void Loss_PublishedMinibatch_MatchesInValueAndGradient()
    {
        using var scope = NewDisposeScope();
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("oracles/torch_small_oracles.json")));
        var oracle = document.RootElement.GetProperty("ppo_loss");
        double Number(string name) => oracle.GetProperty(name).GetDouble();
        var logits = tensor(Flat(oracle.GetProperty("logits"))).reshape(4, 2).requires_grad_(true);
        var values = tensor(Flat(oracle.GetProperty("values"))).requires_grad_(true);
        var actions = tensor(Flat(oracle.GetProperty("actions")).Select(v => (long)v).ToArray());
        var loss = PpoLoss.Of(
            logits,
            values,
            actions,
            Column(oracle, "old_log_prob"),
            Column(oracle, "adv"),
            Column(oracle, "returns"),
            0.2,
            0.01
        );
        loss.Total.backward();
        Assert.Equal(Number("policy_loss"), loss.Policy.item<float>(), 1e-5);
        Assert.Equal(Number("value_loss"), loss.Value.item<float>(), 1e-5);
        Assert.Equal(Number("entropy"), loss.Entropy.item<float>(), 1e-5);
        Assert.Equal(Number("loss"), loss.Total.item<float>(), 1e-5);
        AssertClose(Flat(oracle.GetProperty("grad_logits")), logits.grad!);
        AssertClose(Flat(oracle.GetProperty("grad_values")), values.grad!);
    }

    [Theory]
    [InlineData(1, 0.5, -0.5)]
    [InlineData(1, 1.5, -1.2)]
    [InlineData(-1, 0.5, 0.8)]
    [InlineData(-1, 1.5, 1.5)]
    public void Policy_BeyondTheClipRange_TakesThePessimisticBranch(double advantage, double ratio, double expected)
    {
        // A second sample makes the normalised advantages ±0.7071; its own ratio is 1, so its share is known.
        using var scope = NewDisposeScope();
        var logits = zeros(2, 2);
        var old = tensor(new[] { (float)(Math.Log(0.5) - Math.Log(ratio)), (float)Math.Log(0.5) });
        var loss = PpoLoss.Of(
            logits,
            zeros(2),
            tensor(new long[] { 0, 1 }),
            old,
            tensor(new[] { (float)advantage, -(float)advantage }),
            zeros(2),
            0.2,
            0
        );
        var unit = 1 / Math.Sqrt(2);
        Assert.Equal(((expected * unit) + (advantage * unit)) / 2, loss.Policy.item<float>(), 1e-6);
    }

    private static Tensor Column(JsonElement oracle, string name) => tensor(Flat(oracle.GetProperty(name)));

    private static float[] Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Flat)] : [(float)element.GetDouble()];

    private static void AssertClose(float[] expected, Tensor actual)
    {
        var numbers = actual.reshape(-1).data<float>().ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], numbers[i], 1e-5f);
    }
}
