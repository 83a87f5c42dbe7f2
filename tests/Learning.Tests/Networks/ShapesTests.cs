using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Networks;

/// <summary>What would end the process inside libtorch is an exception before it.</summary>
public sealed class ShapesTests
{
    [Fact]
    public void Require_AnotherShape_NamesBoth()
    {
        using var scope = NewDisposeScope();
        Shapes.Require(zeros(2, 3), "rows", Shapes.Any, 3);

        var error = Assert.Throws<ArgumentException>(() => Shapes.Require(zeros(2, 3), "rows", Shapes.Any, 4));

        Assert.Contains("rows: shape [2, 3] where [any, 4] is needed", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Shapes.Require(zeros(2, 3), "rows", 2));
    }

    [Fact]
    public void RequireHistory_WithoutOne_Throws()
    {
        using var scope = NewDisposeScope();
        Shapes.RequireHistory(ones([2], requires_grad: true).sum(), "score");

        Assert.Throws<InvalidOperationException>(() => Shapes.RequireHistory(ones(2).sum(), "score"));
    }

    [Fact]
    public void Networks_InputsThatDoNotFit_AreRefused()
    {
        using var scope = NewDisposeScope();
        using var generator = new ReturnGenerator(3, 2, 4, HeavyTails.Normal, CPU, new SplitMix64(1));
        using var critic = new ReturnCritic(3, 7, 4, CPU, new SplitMix64(1));

        Assert.Throws<ArgumentException>(() => generator.call(zeros(2, 7, 4), zeros(2, 7, 2)));
        Assert.Throws<ArgumentException>(() => generator.call(zeros(2, 7, 3), zeros(2, 6, 2)));
        Assert.Throws<ArgumentException>(() => critic.call(zeros(2, 6, 3), zeros(2, 1)));
        Assert.Throws<ArgumentException>(() => critic.call(zeros(2, 7, 3), zeros(3, 1)));
    }
}
