using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Bench.Gan;

/// <summary>
/// The GAN's model and steps written directly on libtorch's modules, as its paper has them: what the product's own are compared with.
/// Shapes, optimisers, losses and the number of draws are the product's; windows are gathered from a tensor that holds them all.
/// </summary>
internal sealed class DirectGan : IDisposable
{
    private const int Draws = 4;
    private readonly Tensor _windows; // [rows, window, features]
    private readonly Tensor _outcomes; // [rows]
    private readonly int _batch,
        _noise;
    private readonly LSTM _lstm;
    private readonly Linear _head;
    private readonly Conv1d[] _convolutions;
    private readonly LayerNorm[] _norms;
    private readonly Linear _score;
    private readonly Adam _generatorAdam;
    private readonly Adam _criticAdam;

    public DirectGan(Tensor windows, Tensor outcomes, int batch, int noise, int hidden, int channels)
    {
        (_windows, _outcomes, _batch, _noise) = (windows, outcomes, batch, noise);
        var (bars, features) = ((int)windows.shape[1], (int)windows.shape[2]);
        _lstm = nn.LSTM(features + noise, hidden, batchFirst: true);
        _head = nn.Linear(hidden + noise + features, 2);
        _convolutions =
        [
            nn.Conv1d(features + 1, channels, 5, padding: 2),
            nn.Conv1d(channels, channels, 5, padding: 4, dilation: 2),
            nn.Conv1d(channels, channels, 5, padding: 8, dilation: 4),
        ];
        _norms = [.. Enumerable.Range(0, 3).Select(_ => nn.LayerNorm([channels, bars]))];
        _score = nn.Linear(channels * bars, 1);
        Parameter[] generator = [.. _lstm.parameters(), .. _head.parameters()];
        _generatorAdam = optim.Adam(generator, 1e-4, 0, 0.9, weight_decay: 1e-3);
        nn.Module[] critic = [.. _convolutions, .. _norms, _score];
        _criticAdam = optim.Adam(critic.SelectMany(m => m.parameters()), 1e-4, 0, 0.9);
    }

    public void CriticStep()
    {
        using var scope = NewDisposeScope();
        var (windows, real) = Batch();
        Tensor fake;
        using (no_grad())
            fake = Draw(windows, dropout: false);
        var between = (fake + (rand(_batch) * (real - fake))).detach().requires_grad_(true);
        var scores = Score(windows.repeat(2, 1, 1), cat([real, fake], 0));
        var slope = autograd.grad([Score(windows, between).sum()], [between], retain_graph: true, create_graph: true)[0];
        var penalty = (slope.abs() - 1).relu().pow(2).mean();
        var loss = scores.narrow(0, _batch, _batch).mean() - scores.narrow(0, 0, _batch).mean() + (penalty * 10);
        _criticAdam.zero_grad();
        loss.backward();
        _criticAdam.step();
        loss.item<float>();
    }

    public void GeneratorStep()
    {
        using var scope = NewDisposeScope();
        var (windows, real) = Batch();
        var repeated = windows.repeat(Draws, 1, 1);
        var fake = Draw(repeated, dropout: true);
        var draws = fake.view(Draws, _batch);
        var spread = (draws.unsqueeze(0) - draws.unsqueeze(1)).abs().mean();
        var crps = (draws - real).abs().mean() - (spread * (0.5 * Draws / (Draws - 1)));
        var loss = crps - Score(repeated, fake).mean();
        _generatorAdam.zero_grad();
        loss.backward();
        _generatorAdam.step();
        loss.item<float>();
    }

    public void Dispose()
    {
        nn.Module[] modules = [_lstm, _head, .. _convolutions, .. _norms, _score];
        foreach (var module in modules)
            module.Dispose();
        _generatorAdam.Dispose();
        _criticAdam.Dispose();
    }

    private (Tensor Windows, Tensor Outcomes) Batch()
    {
        var rows = randint(_windows.shape[0], new long[] { _batch }, dtype: ScalarType.Int64);
        return (_windows.index_select(0, rows), _outcomes.index_select(0, rows));
    }

    private Tensor Draw(Tensor windows, bool dropout)
    {
        var noise = randn(windows.shape[0], windows.shape[1], _noise);
        var (_, state, _) = _lstm.call(cat([windows, noise], 2));
        var (last, bars) = (windows.shape[1] - 1, state.squeeze(0));
        var lastNoise = noise.select(1, last);
        var read = dropout ? nn.functional.dropout(bars, 0.2, training: true) : bars;
        var head = _head.call(cat([read, lastNoise, windows.select(1, last)], 1));
        var scale = ((head.select(1, 1) / 1.5).tanh() * 1.5).exp();
        return head.select(1, 0) + (scale * lastNoise.select(1, 0));
    }

    private Tensor Score(Tensor windows, Tensor candidates)
    {
        var channel = candidates.view(-1, 1, 1).expand(-1, 1, windows.shape[1]);
        var h = cat([windows.transpose(1, 2), channel], 1); // [batch, features + 1, window]
        for (var i = 0; i < _convolutions.Length; i++)
            h = nn.functional.leaky_relu(_norms[i].call(_convolutions[i].call(h)), 0.2);
        return _score.call(h.flatten(1)).squeeze(1);
    }
}
