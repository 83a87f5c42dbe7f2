using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Learning.Tensors;

/// <summary>What learning relies on in TorchSharp's dispose scopes.</summary>
public sealed class ScopeTests
{
    [Fact]
    public void Scope_Ends_DisposesAllButWhatWasMovedOrDetached()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Tensor lost,
            moved,
            kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                lost = ones(2);
                moved = ones(2).MoveToOuterDisposeScope();
                kept = ones(2).DetachFromDisposeScope();
            }
            Assert.True(lost.IsInvalid);
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
        Assert.Equal(2, kept.numel());
        Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        kept.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Scope_OnAnotherThread_IsIndependent()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() => made = ones(3));
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        made!.Dispose();
    }

    [Fact]
    public void OptimizerState_MadeInsideAScope_OutlivesIt()
    {
        using var layer = Linear(2, 1);
        optim.Optimizer adam;
        using (NewDisposeScope())
            adam = optim.Adam(layer.parameters());
        for (var i = 0; i < 2; i++)
        {
            using var scope = NewDisposeScope();
            layer.call(ones(1, 2)).sum().backward();
            adam.step();
        }
        adam.Dispose();
    }

    [Fact]
    public void InferenceMode_Inside_RecordsNothing()
    {
        using var scope = NewDisposeScope();
        var x = ones([2], requires_grad: true);
        using (inference_mode())
            Assert.False((x * 2).requires_grad);
        Assert.True((x * 2).requires_grad);
    }
}
