using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Learning.Tensors;

public sealed class StateTests
{
    [Fact]
    public void Training_SavedAndResumedInNewObjects_ContinuesBitIdentically()
    {
        using var straight = new Wgan(3);
        for (var i = 0; i < 5; i++)
            straight.Step();
        using var saved = Save(straight);
        using var resumed = new Wgan(4);
        for (var i = 0; i < 5; i++)
            resumed.Step(); // moves the schedule to the same place; everything else is overwritten
        Load(saved, resumed);

        for (var i = 0; i < 10; i++)
            Assert.Equal(straight.Step(), resumed.Step());
        using var scope = NewDisposeScope();
        foreach (var (mine, other) in straight.Net.parameters().Zip(resumed.Net.parameters()))
            Assert.Equal(mine.data<float>().ToArray(), other.data<float>().ToArray());
    }

    [Fact]
    public void AdamState_ThroughAFile_ContinuesBitIdentically()
    {
        using var scope = NewDisposeScope();
        Parameter a = Parameter(tensor([1.0, -2, 3])),
            b = Parameter(tensor([0.0, 0, 0]));
        using OptimizerHelper one = optim.Adam([a], 0.05),
            two = optim.Adam([b], 0.05);
        for (var i = 0; i < 3; i++)
            Descend(one, a);
        using (no_grad())
            b.copy_(a);
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true))
            one.save_state_dict(writer);
        saved.Position = 0;
        using (var reader = new BinaryReader(saved))
            two.load_state_dict(reader);

        for (var i = 0; i < 3; i++)
        {
            Descend(one, a);
            Descend(two, b);
        }

        Assert.Equal(a.data<double>().ToArray(), b.data<double>().ToArray());
    }

    [Fact]
    public void GeneratorState_SavedAndRestored_RepeatsTheDraws()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(42);
        var state = generator.get_state();
        var first = Draw(generator);

        generator.set_state(state);

        Assert.Equal(first, Draw(generator));
        using var same = new Generator(42);
        Assert.Equal(first, Draw(same));
    }

    private static float[] Draw(Generator generator) =>
        [.. randn([7], generator: generator).data<float>(), .. rand([5], generator: generator).data<float>()];

    private static MemoryStream Save(Wgan gan)
    {
        var saved = new MemoryStream();
        using var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true);
        gan.Net.save(writer);
        gan.Critic.save(writer);
        gan.NetOptimizer.save_state_dict(writer);
        gan.CriticOptimizer.save_state_dict(writer);
        using var state = gan.Random.get_state();
        state.Save(writer);
        return saved;
    }

    private static void Load(MemoryStream saved, Wgan gan)
    {
        saved.Position = 0;
        using var reader = new BinaryReader(saved);
        gan.Net.load(reader);
        gan.Critic.load(reader);
        gan.NetOptimizer.load_state_dict(reader);
        gan.CriticOptimizer.load_state_dict(reader);
        using var state = Tensor.Load(reader);
        gan.Random.set_state(state);
    }

    private static void Descend(optim.Optimizer optimizer, Tensor parameter)
    {
        optimizer.zero_grad();
        (parameter.square() + parameter.sin()).sum().backward();
        optimizer.step();
    }
}
