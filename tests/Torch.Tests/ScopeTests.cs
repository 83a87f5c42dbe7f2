using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Torch;

public sealed class ScopeTests
{
    [Fact]
    public void Scope_Ends_DisposesAllButWhatWasMovedOrDetached()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Tensor lost, moved, kept;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                lost = ones(2);
                moved = ones(2).MoveToOuterDisposeScope();
                kept = ones(2).DetachFromDisposeScope();
                Assert.Equal(1, inner.DisposablesCount);
                Assert.Same(inner, CurrentDisposeScope);
            }
            Assert.True(lost.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }
        Assert.True(moved.IsInvalid);
        Assert.Equal(2, kept.numel());
        Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        kept.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Scope_DisposeEverythingButAndAttach_KeepCounts()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var outside = ones(1);
        using (var scope = NewDisposeScope())
        {
            Tensor a = ones(1), b = a + 1, c = b + 1;
            Assert.Same(b, scope.DisposeEverythingBut(b));
            Assert.True(a.IsInvalid && c.IsInvalid && !b.IsInvalid);
            scope.Attach(outside);
            var (x, y) = scope.MoveToOuter(b, outside);
            Assert.Equal(0, scope.DisposablesCount);
            scope.Attach(x, y);
            Assert.Equal(2, scope.DisposablesCount);
            b.Dispose();
            Assert.Equal(1, scope.DisposablesCount);
        }
        Assert.True(outside.IsInvalid);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Scope_OnAnotherThread_IsIndependent()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            made = ones(3);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        made!.Dispose();
    }

    [Fact]
    public void InPlaceOperation_Result_IsTheSameObject()
    {
        using var scope = NewDisposeScope();
        var a = ones(3);
        Assert.Same(a, a.add_(ones(3)).mul_(2).clamp_(max: 3));
        Assert.Equal([3f, 3f, 3f], a.data<float>().ToArray());
    }

    [Fact]
    public void OptimizerState_MadeInsideAScope_OutlivesIt()
    {
        using var layer = Linear(2, 1);
        optim.Optimizer adam;
        using (NewDisposeScope())
            adam = optim.Adam(layer.parameters());
        using (NewDisposeScope())
        {
            layer.call(ones(1, 2)).sum().backward();
            adam.step();
        }
        adam.Dispose();
    }

    [Fact]
    public void InferenceMode_Inside_RecordsNothing()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
        using (no_grad())
        using (enable_grad())
            Assert.True((x * 2).requires_grad);
        Assert.True(is_grad_enabled());
    }
}
