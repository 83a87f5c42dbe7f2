using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Learning.Tensors;

/// <summary>
/// A small WGAN-GP written the way the product's forecaster is: LSTM generator with noise, convolutional critic with LayerNorm.
/// </summary>
internal sealed class Wgan : IDisposable
{
    internal readonly Generator Random;
    internal readonly GeneratorNet Net = new();
    internal readonly Sequential Critic = Sequential(
        ("conv", Conv1d(2, 8, 5, stride: 2, padding: 2)),
        ("norm", LayerNorm([8L, 5L])),
        ("act", LeakyReLU(0.01)),
        ("flat", Flatten()),
        ("out", Linear(40, 1))
    );
    internal readonly Adam NetOptimizer;
    internal readonly Adam CriticOptimizer;
    private readonly optim.lr_scheduler.LRScheduler _schedule;

    internal Wgan(ulong seed)
    {
        Random = new Generator(seed);
        NetOptimizer = optim.Adam(Net.parameters(), 1e-3, 0.0, 0.9);
        CriticOptimizer = optim.Adam(Critic.parameters(), 1e-3, 0.0, 0.9);
        _schedule = optim.lr_scheduler.CyclicLR(NetOptimizer, 1e-4, 1e-3, 50, cycle_momentum: false);
    }

    internal static Tensor GradientPenalty(Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Tensor eps)
    {
        using var scope = NewDisposeScope();
        var x = (eps * real + (1 - eps) * fake).detach().requires_grad_();
        var d = critic.call(x);
        var g = autograd.grad([d], [x], [ones_like(d)], retain_graph: true, create_graph: true)[0];
        var norm = (g.square().sum([1, 2]) + 1e-12).sqrt();
        return (norm - 1).square().mean().MoveToOuterDisposeScope();
    }

    internal double Step()
    {
        using var scope = NewDisposeScope();
        var real = randn([16, 2, 10], generator: Random).cumsum(2);
        var noise = randn([16, 10, 3], generator: Random);
        Tensor fake;
        using (no_grad())
            fake = Net.call(noise);
        CriticOptimizer.zero_grad();
        var penalty = GradientPenalty(Critic, real, fake, rand([16, 1, 1], generator: Random));
        var loss = Critic.call(fake).mean() - Critic.call(real).mean() + penalty * 10;
        loss.backward();
        CriticOptimizer.step();
        NetOptimizer.zero_grad();
        (-Critic.call(Net.call(noise)).mean()).backward();
        nn.utils.clip_grad_norm_(Net.parameters(), 1.0);
        NetOptimizer.step();
        _schedule.step();
        return loss.item<float>();
    }

    public void Dispose()
    {
        Net.Dispose();
        Critic.Dispose();
        NetOptimizer.Dispose();
        CriticOptimizer.Dispose();
        Random.Dispose();
    }

    internal sealed class GeneratorNet : Module<Tensor, Tensor>
    {
        private readonly LSTM _lstm = LSTM(3, 12, batchFirst: true);
        private readonly Linear _head = Linear(12, 2);

        internal GeneratorNet()
            : base(nameof(GeneratorNet)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var (y, _, _) = _lstm.call(input);
            return _head.call(y).transpose(1, 2).MoveToOuterDisposeScope(); // [batch, features, time]
        }
    }
}
