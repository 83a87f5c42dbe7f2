using Simulator.Learning.Forecasters.Networks;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters.Networks;

public sealed class DropMaskTests
{
    [Fact]
    public void Apply_SwitchesOffAShare_AndKeepsTheMean()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(7, CPU);
        var dropped = new DropMask(0.25, random).Apply(ones([200, 500]));
        Assert.InRange(dropped.eq(0).to_type(ScalarType.Float32).mean().item<float>(), 0.24, 0.26);
        Assert.InRange(dropped.mean().item<float>(), 0.98, 1.02);
    }

    [Fact]
    public void ApplyOverTime_SwitchesTheSameUnitsOffAtEveryBar()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(7, CPU);
        var dropped = new DropMask(0.5, random).ApplyOverTime(ones([30, 9, 11]));
        Assert.Equal(0, (dropped - dropped.narrow(1, 0, 1)).abs().max().item<float>());
        Assert.InRange(dropped.eq(0).to_type(ScalarType.Float32).mean().item<float>(), 0.4, 0.6);
    }

    [Fact]
    public void None_ChangesNothing()
    {
        using var scope = NewDisposeScope();
        var state = randn([3, 4]);
        Assert.Equal(0, (DropMask.None.Apply(state) - state).abs().max().item<float>());
    }
}
