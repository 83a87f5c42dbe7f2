using Simulator.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Networks;

public sealed class LongShortTermMemoryTests
{
    // Of these oneDNN's inference had 4, 8, 12, 16, 33, 48 and 100 wrong on a processor with AVX-512.
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(48)]
    [InlineData(100)]
    [InlineData(12, 2)]
    [InlineData(32, 3)]
    public void States_WithoutGradients_AreThoseThatTrain(int units, int layers = 1)
    {
        using var scope = NewDisposeScope();
        using var lstm = nn.LSTM(5, units, layers, batchFirst: true);
        using var source = new Generator(7);
        using (no_grad())
        {
            foreach (var parameter in lstm.parameters())
                parameter.copy_(randn(parameter.shape, generator: source) * 0.4);
        }
        var windows = randn(6, 9, 5, generator: source);
        var (trained, last) = (LongShortTermMemory.States(lstm, windows).detach(), LongShortTermMemory.LastState(lstm, windows).detach());
        using var inference = inference_mode();
        Same(trained, LongShortTermMemory.States(lstm, windows));
        Same(last, LongShortTermMemory.LastState(lstm, windows));
        Same(last, trained.select(1, 8));
    }

    [Fact]
    public void States_OfAnLstmOfTwoDirections_AreRefused()
    {
        using var lstm = nn.LSTM(5, 8, bidirectional: true, batchFirst: true);
        using var inference = inference_mode();
        var error = Assert.Throws<ArgumentException>(() => LongShortTermMemory.States(lstm, zeros(1, 2, 5)));
        Assert.Contains("8 of them", error.Message, StringComparison.Ordinal);
    }

    private static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - actual).abs().max().ToSingle() < 2e-6f);
    }
}
