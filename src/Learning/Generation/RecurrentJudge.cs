using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using Simulator.Realism;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation;

/// <summary>Sizes of a judge.</summary>
/// <param name="Hidden">Gated recurrent units.</param>
/// <param name="Steps">Steps of training.</param>
/// <param name="BatchSize">Windows of each class in a step.</param>
public sealed record JudgeSize(int Hidden, int Steps, int BatchSize)
{
    /// <summary>Ours.</summary>
    public static JudgeSize Ours { get; } = new(32, 400, 64);

    /// <summary>Ours with a second layer, for windows of several columns.</summary>
    public static JudgeSize Deep { get; } = new(32, 400, 64) { Layers = 2 };

    /// <summary>Recurrent layers, one upon the other.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whether a forecast is held in [0, 1], where columns are; else any number.</summary>
    public bool IsBounded { get; init; } = true;

    /// <summary>That of TimeGAN's published test for so many columns: half as many units, 2,000 steps of 128.</summary>
    public static JudgeSize Published(int columns) => new(columns / 2, 2_000, 128);
}

/// <summary>
/// A network that learns to tell real windows from generated ones, and one that learns to forecast on one and is tested on the other: gated
/// recurrent units and a linear layer, Adam at 0.001 (Yoon, Jarrett and van der Schaar 2019).
/// </summary>
public static class RecurrentJudge
{
    private const double LearningRate = 1e-3;
    private const int TestBatch = 512;

    /// <summary>Discriminative score: |share of test windows told right − ½|.</summary>
    /// <param name="split">Windows, [channel · bars + bar].</param>
    /// <param name="bars">Bars of a window.</param>
    /// <param name="size">The judge.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double Discriminative(JudgeSplit split, int bars, JudgeSize size, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(size);
        TorchLibrary.UseOneThread();
        var channels = split.TrainReal[0].Length / bars;
        using var network = new JudgeNetwork(channels, size, Seeds.Generator(seed, "judge/weights"));
        using var optimizer = optim.Adam(network.parameters(), LearningRate);
        var order = Seeds.Generator(seed, "judge/order");
        for (var step = 0; step < size.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var real = network.call(Batch(Some(split.TrainReal, size.BatchSize, order), bars)).select(1, bars - 1);
            var drawn = network.call(Batch(Some(split.TrainGenerated, size.BatchSize, order), bars)).select(1, bars - 1);
            var loss = nn.functional.softplus(-real).mean() + nn.functional.softplus(drawn).mean();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        var right = Outputs(network, split.TestReal, bars).Count(v => v[^1] > 0);
        right += Outputs(network, split.TestGenerated, bars).Count(v => v[^1] <= 0);
        return Math.Abs((right / (double)(split.TestReal.Length + split.TestGenerated.Length)) - 0.5);
    }

    /// <summary>
    /// TimeGAN's predictive score: the last column of the next row is forecast from the other columns of the rows so far, learned on one
    /// set and tested on another; the mean absolute error.
    /// </summary>
    /// <param name="train">Windows to learn from, [column · bars + row].</param>
    /// <param name="test">Windows to test on.</param>
    /// <param name="bars">Rows of a window.</param>
    /// <param name="size">The network.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double Predictive(
        double[][] train,
        double[][] test,
        int bars,
        JudgeSize size,
        long seed,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(size);
        TorchLibrary.UseOneThread();
        var inputs = (train[0].Length / bars) - 1;
        using var network = new JudgeNetwork(inputs, size, Seeds.Generator(seed, "predictor/weights"));
        using var optimizer = optim.Adam(network.parameters(), LearningRate);
        var order = Seeds.Generator(seed, "predictor/order");
        for (var step = 0; step < size.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = Error(network, Some(train, size.BatchSize, order), bars, size.IsBounded);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        using var inference = inference_mode();
        var sum = 0.0;
        foreach (var chunk in test.Chunk(TestBatch))
        {
            using var scope = NewDisposeScope();
            sum += Error(network, chunk, bars, size.IsBounded).item<float>() * chunk.Length;
        }
        return sum / test.Length;
    }

    private static Tensor Error(JudgeNetwork network, double[][] windows, int bars, bool isBounded)
    {
        var all = Batch(windows, bars); // [batch, bars, columns]
        var columns = all.shape[2];
        var forecast = network.call(all.narrow(2, 0, columns - 1).narrow(1, 0, bars - 1)); // [batch, bars − 1]
        if (isBounded)
            forecast = forecast.sigmoid();
        return (forecast - all.select(2, columns - 1).narrow(1, 1, bars - 1)).abs().mean();
    }

    private static double[][] Some(double[][] windows, int count, SplitMix64 order)
    {
        var chosen = new double[count][];
        for (var i = 0; i < count; i++)
            chosen[i] = windows[order.NextInt(windows.Length)];
        return chosen;
    }

    private static List<float[]> Outputs(JudgeNetwork network, double[][] windows, int bars)
    {
        using var inference = inference_mode();
        var outputs = new List<float[]>();
        foreach (var chunk in windows.Chunk(TestBatch))
        {
            using var scope = NewDisposeScope();
            var values = network.call(Batch(chunk, bars)).contiguous().data<float>().ToArray();
            outputs.AddRange(values.Chunk(bars));
        }
        return outputs;
    }

    // [batch, bars, channels]
    private static Tensor Batch(double[][] windows, int bars)
    {
        var channels = windows[0].Length / bars;
        var values = new float[windows.Length * windows[0].Length];
        for (var w = 0; w < windows.Length; w++)
        {
            for (var i = 0; i < windows[w].Length; i++)
                values[(w * windows[w].Length) + i] = (float)windows[w][i];
        }
        return tensor(values, [windows.Length, channels, bars]).transpose(1, 2).contiguous();
    }

    private sealed class JudgeNetwork : nn.Module<Tensor, Tensor>
    {
        private readonly GRU _gru;
        private readonly Linear _head;

        public JudgeNetwork(int channels, JudgeSize size, SplitMix64 random)
            : base(nameof(JudgeNetwork))
        {
            _gru = nn.GRU(channels, size.Hidden, size.Layers, batchFirst: true);
            _head = nn.Linear(size.Hidden, 1);
            RegisterComponents();
            foreach (var parameter in parameters())
                Initialisation.Uniform(parameter, size.Hidden, random);
        }

        // [batch, bars, channels] → [batch, bars]
        public override Tensor forward(Tensor input)
        {
            var (states, _) = _gru.call(input);
            return _head.call(states).squeeze(2);
        }
    }
}
