using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Torch;

public sealed class FailureTests
{
    public static TheoryData<string, Func<Tensor>, string, string> BadShapes => new()
    {
        { "mm", () => zeros(2, 3).mm(zeros(4, 5)), "[2, 3]", "[4, 5]" },
        { "bmm", () => zeros(2, 3, 4).bmm(zeros(2, 5, 6)), "[2, 3, 4]", "[2, 5, 6]" },
        { "matmul", () => zeros(2, 3).matmul(zeros(4)), "[2, 3]", "[4]" },
        { "add", () => zeros(2, 3) + zeros(2, 4), "[2, 3]", "[2, 4]" },
        { "Linear", () => Linear(3, 4).call(zeros(2, 5)), "[2, 5]", "[4, 3]" },
        { "LSTM", () => LSTM(3, 4).call(zeros(2, 5, 6)).Item1, "[2, 5, 6]", "[16, 3]" },
        { "GRU", () => GRU(3, 4).call(zeros(2, 5, 6)).Item1, "[2, 5, 6]", "[12, 3]" },
        { "conv1d", () => Conv1d(2, 3, 5).call(zeros(1, 4, 9)), "[1, 4, 9]", "[3, 2, 5]" },
        { "cat", () => cat([zeros(2, 3), zeros(2, 4)]), "[2, 3]", "[2, 4]" },
        { "stack", () => stack([zeros(2, 3), zeros(2, 4)]), "[2, 3]", "[2, 4]" },
        { "reshape", () => zeros(2, 3).reshape(4, 2), "[2, 3]", "[4, 2]" },
        { "view", () => zeros(2, 3).view(4, 2), "[2, 3]", "[4, 2]" },
        { "layer_norm", () => LayerNorm(4).call(zeros(2, 3)), "[2, 3]", "[4]" },
        { "mse_loss", () => functional.mse_loss(zeros(2, 3), zeros(2, 4)), "[2, 3]", "[2, 4]" },
        { "copy_", () => zeros(2, 3).copy_(zeros(4)), "[2, 3]", "[4]" },
        { "LSTM state", () => LSTM(3, 4).call(zeros(2, 5, 3), (zeros(1, 9, 4), zeros(1, 9, 4))).Item1, "[1, 9, 4]", "[1, 5, 4]" },
    };

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void Operation_BadShapes_ThrowsWithBothShapes(string name, Func<Tensor> operation, string first, string second)
    {
        using var scope = NewDisposeScope();
        var e = Assert.ThrowsAny<ExternalException>(operation);
        Assert.True(e.Message.Contains(first, StringComparison.Ordinal), $"{name}: {e.Message}");
        Assert.True(e.Message.Contains(second, StringComparison.Ordinal), $"{name}: {e.Message}");
    }

    [Fact]
    public void Grad_UnusedInputWithoutAllowUnused_Throws()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), y = ones(3, requires_grad: true);
        Assert.ThrowsAny<ExternalException>(() => autograd.grad([x.sum()], [y]));
        Assert.Null(autograd.grad([x.sum()], [y], allow_unused: true)[0]);
    }

    [Fact]
    public void Grad_NoHistoryOrSecondBackwardOrWrongWeights_Throws()
    {
        using var scope = NewDisposeScope();
        Assert.ThrowsAny<ExternalException>(() => autograd.grad([ones(2).sum()], [ones(2)]));
        var x = ones(2, requires_grad: true);
        var y = x.square().sum();
        y.backward();
        Assert.ThrowsAny<ExternalException>(() => y.backward());
        Assert.ThrowsAny<ExternalException>(() => autograd.grad([x.square()], [x], [ones(5)]));
        Assert.Throws<ArgumentException>(() => autograd.grad([x.square()], [x], [ones(2), ones(2)]));
    }

    [Fact]
    public void Tensor_AfterDispose_ThrowsObjectDisposed()
    {
        var x = ones(2);
        x.Dispose();
        Assert.True(x.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => x + 1);
        x.Dispose();
    }

    [Fact]
    public void Item_WrongTypeOrSeveralElements_Throws()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => ones(1).item<double>());
        Assert.Contains("2 elements", Assert.ThrowsAny<ExternalException>(() => ones(2).item<float>()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ones(2).data<long>());
    }

    [Fact]
    public void LSTMCell_WithoutState_Throws() => Assert.Throws<ArgumentNullException>(() => LSTMCell(2, 3).call(zeros(1, 2)));

    [Fact]
    public void Cuda_WithoutDevice_SaysSo()
    {
        if (cuda.is_available())
            return;
        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => Linear(2, 2).to(CUDA));
        Assert.ThrowsAny<ExternalException>(() => zeros(2).cuda());
    }
}
