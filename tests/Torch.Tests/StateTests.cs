using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Torch;

public sealed class StateTests
{
    [Fact]
    public void Training_SavedAndResumedInNewObjects_ContinuesBitIdentically()
    {
        manual_seed(11);
        using var straight = new Wgan(3);
        for (var i = 0; i < 5; i++)
            straight.Step();
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            straight.Net.save(writer);
            straight.Critic.save(writer);
            straight.NetOptimizer.save_state_dict(writer);
            straight.CriticOptimizer.save_state_dict(writer);
            using var state = straight.Random.get_state();
            state.Save(writer);
        }
        saved.Position = 0;
        manual_seed(999);
        using var resumed = new Wgan(4);
        for (var i = 0; i < 5; i++)
            resumed.Step(); // moves the schedule to the same place; everything else is overwritten
        using (var reader = new BinaryReader(saved))
        {
            resumed.Net.load(reader);
            resumed.Critic.load(reader);
            resumed.NetOptimizer.load_state_dict(reader);
            resumed.CriticOptimizer.load_state_dict(reader);
            using var state = Tensor.Load(reader);
            resumed.Random.set_state(state);
        }
        for (var i = 0; i < 10; i++)
            Assert.Equal(straight.Step(), resumed.Step());
        foreach (var (mine, other) in straight.Net.parameters().Zip(resumed.Net.parameters()))
            Assert.True(mine.equal(other));
    }

    public static TheoryData<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Optimizers => new()
    {
        { "Adam", p => optim.Adam(p, 0.05, amsgrad: true, weight_decay: 0.1) },
        { "AdamW", p => optim.AdamW(p, 0.05, weight_decay: 0.1) },
        { "SGD", p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true) },
        { "RMSProp", p => optim.RMSProp(p, 0.05, momentum: 0.5, centered: true) },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_StateThroughFileAndDictionary_ContinuesBitIdentically(string name, Func<IEnumerable<Parameter>, OptimizerHelper> create)
    {
        using var scope = NewDisposeScope();
        Parameter a = Parameter(tensor([1.0, -2, 3])), b = Parameter(tensor([0.0, 0, 0])), c = Parameter(tensor([0.0, 0, 0]));
        using OptimizerHelper one = create([a]), two = create([b]), three = create([c]);
        for (var i = 0; i < 3; i++)
            Descend(one, a);
        using (no_grad())
        {
            b.copy_(a);
            c.copy_(a);
        }
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true))
            one.save_state_dict(writer);
        saved.Position = 0;
        using (var reader = new BinaryReader(saved))
            two.load_state_dict(reader);
        three.load_state_dict(one.state_dict());
        for (var i = 0; i < 3; i++)
        {
            Descend(one, a);
            Descend(two, b);
            Descend(three, c);
        }
        Assert.True(a.equal(b), name);
        Assert.True(a.equal(c), name);
    }

    [Fact]
    public void LoadStateDict_OfAnotherOptimizer_Throws()
    {
        using var scope = NewDisposeScope();
        var p = Parameter(ones(2));
        using OptimizerHelper adam = optim.Adam([p]), sgd = optim.SGD([p], 0.1);
        using var saved = new MemoryStream();
        using var writer = new BinaryWriter(saved);
        adam.save_state_dict(writer);
        saved.Position = 0;
        using var reader = new BinaryReader(saved);
        Assert.Contains("Adam", Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadStateDict_MissingKeyOrOtherShape_NamesThem()
    {
        using var scope = NewDisposeScope();
        using Linear layer = Linear(3, 2), wide = Linear(4, 2);
        Assert.Contains("bias", Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(new() { ["weight"] = layer.weight })).Message, StringComparison.Ordinal);
        var (missing, unexpected) = layer.load_state_dict(new() { ["weight"] = layer.weight, ["other"] = layer.weight }, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["other"], unexpected);
        var e = Assert.Throws<ArgumentException>(() => layer.load_state_dict(wide.state_dict()));
        Assert.Contains("[2, 3]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 4]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Module_SavedToStream_LoadsIntoAnother()
    {
        using Sequential one = Sequential(Linear(3, 4), BatchNorm1d(4), Embedded()), two = Sequential(Linear(3, 4), BatchNorm1d(4), Embedded());
        one.call(randn(8, 3)).Dispose();
        var file = Path.GetTempFileName();
        one.save(file);
        two.load(file);
        File.Delete(file);
        Assert.Equal(one.state_dict().Keys, two.state_dict().Keys);
        Assert.All(one.state_dict(), s => Assert.True(s.Value.equal(two.state_dict()[s.Key]), s.Key));
        Assert.Equal(1, two.state_dict()["1.num_batches_tracked"].item<long>());

        static Linear Embedded() => Linear(4, 1, hasBias: false);
    }

    [Fact]
    public void RandomState_SavedAndRestored_RepeatsTheDraws()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        randn(3);
        var state = random.get_rng_state();
        Tensor first = randn(7), dropped = functional.dropout(ones(50));
        random.set_rng_state(state);
        Assert.True(first.equal(randn(7)));
        Assert.True(dropped.equal(functional.dropout(ones(50))));
        using var generator = new Generator(42);
        var seeded = generator.get_state();
        Tensor a = rand(5, generator: generator), b = randperm(9, generator: generator), c = multinomial(ones(4), 6, true, generator);
        generator.set_state(seeded);
        Assert.True(a.equal(rand(5, generator: generator)));
        Assert.True(b.equal(randperm(9, generator: generator)));
        Assert.True(c.equal(multinomial(ones(4), 6, true, generator)));
        Assert.Equal(42, generator.initial_seed());
    }

    private static void Descend(optim.Optimizer optimizer, Tensor parameter)
    {
        optimizer.zero_grad();
        (parameter.square() + parameter.sin()).sum().backward();
        optimizer.step();
    }
}
