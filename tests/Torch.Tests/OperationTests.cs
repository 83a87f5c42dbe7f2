using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Torch;

public sealed class OperationTests
{
    [Fact]
    public void Indexing_SlicesMasksAndRanges_SelectAndOverwrite()
    {
        using var scope = NewDisposeScope();
        var a = arange(12).reshape(3, 4);
        Assert.Equal(11, a[2, 3].item<long>());
        Assert.Equal([8L, 9, 10, 11], a[^1].data<long>().ToArray());
        Assert.Equal([1L, 5, 9], a[TensorIndex.Colon, 1].data<long>().ToArray());
        Assert.Equal([5L, 6], a[1, 1..3].data<long>().ToArray());
        Assert.Equal([0L, 2, 4, 6, 8, 10], a[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)].contiguous().data<long>().ToArray());
        Assert.Equal([9L, 10, 11], a[a > 8].data<long>().ToArray());
        Assert.Equal([8L, 9, 10, 11, 0, 1, 2, 3], a[tensor([2L, 0])].data<long>().ToArray());
        Assert.Equal([3L, 1, 4], a[TensorIndex.Colon, TensorIndex.None].shape);
        a[0] = zeros(4, int64) + 7;
        a[a > 8] = tensor(-1L);
        Assert.Equal([7L, 7, 7, 7, 4, 5, 6, 7, 8, -1, -1, -1], a.data<long>().ToArray());
    }

    [Fact]
    public void Arithmetic_WithNumbersOnEitherSide_MatchesDotNet()
    {
        using var scope = NewDisposeScope();
        var a = tensor([1.0, 2.0, 4.0]);
        Assert.Equal([2.0, 1.0, 0.5], (2 / a).data<double>().ToArray());
        Assert.Equal([9.0, 8.0, 6.0], (10 - a).data<double>().ToArray());
        Assert.Equal([0.5, 1.0, 2.0], (a / 2).data<double>().ToArray());
        Assert.Equal(int64, (tensor([1, 2]).to(int64) * 3).dtype);
        Assert.Equal(float64, (tensor([1, 2]) * a[0]).dtype);
        Assert.Equal([4.0, 1.0], pow(tensor([2.0, 1.0]), 2).data<double>().ToArray());
        Assert.Equal(7.0, a.sum().item<double>());
        Assert.Equal(Math.Sqrt(21), a.norm().item<double>(), 1e-12);
        Assert.Equal(1.5275252316519468, a.std().item<double>(), 1e-12);
        Assert.Equal(3.0, quantile(a, tensor(0.75), 0).item<double>(), 1e-12);
        var (values, indexes) = a.max(0);
        Assert.Equal((4.0, 2L), (values.item<double>(), indexes.item<long>()));
        Assert.Equal([3.0, 5.0, 6.0], (a.roll(1, 0) + 1 + tensor([-2.0, 3.0, 3.0])).data<double>().ToArray());
    }

    [Fact]
    public void Fourier_RoundTripAndKnownTone_Match()
    {
        using var scope = NewDisposeScope();
        var x = tensor(Enumerable.Range(0, 16).Select(i => Math.Cos(2 * Math.PI * 3 * i / 16)).ToArray());
        var spectrum = fft.rfft(x);
        Assert.Equal(8.0, spectrum.abs()[3].item<double>(), 1e-9);
        Assert.Equal(3.0 / 16, fft.rfftfreq(16)[3].item<float>(), 1e-7);
        Assert.True(fft.irfft(spectrum, n: 16).allclose(x));
    }

    [Fact]
    public void Initialisation_OrthogonalAndKaiming_HaveTheirProperties()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var wide = init.orthogonal_(empty(3, 8, float64), Math.Sqrt(2));
        Assert.True(wide.mm(wide.t()).allclose(eye(3, dtype: float64) * 2));
        var tall = init.orthogonal_(empty(8, 3, float64));
        Assert.True(tall.t().mm(tall).allclose(eye(3, dtype: float64)));
        using var layer = Linear(100, 50);
        Assert.InRange(layer.weight.abs().max().item<float>(), 0.095, 0.1);
        using var lstm = LSTM(4, 25, numLayers: 2, bidirectional: true);
        Assert.Equal(16, lstm.parameters().Count());
        Assert.InRange(lstm.get_parameter("weight_hh_l1_reverse")!.abs().max().item<float>(), 0.19, 0.2);
        Assert.Equal(5.0 / 3, init.calculate_gain(init.NonlinearityType.Tanh));
    }

    [Fact]
    public void Schedules_FirstSteps_MatchPyTorchsFormulas()
    {
        Assert.Equal([0.1, 0.4, 0.7, 1.0, 0.7, 0.4, 0.1, 0.4], Rates(o => optim.lr_scheduler.CyclicLR(o, 0.1, 1.0, 3, cycle_momentum: false), 7), Near);
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], Rates(o => optim.lr_scheduler.StepLR(o, 2, 0.5), 4), Near);
        Assert.Equal([1, 0.9, 0.81], Rates(o => optim.lr_scheduler.ExponentialLR(o, 0.9), 2), Near);
        Assert.Equal([1, 0.5, 1.0 / 3], Rates(o => optim.lr_scheduler.LambdaLR(o, e => 1.0 / (1 + e)), 2), Near);
        Assert.Equal([1, (1 + Math.Cos(Math.PI / 4)) / 2, 0.5, (1 - Math.Cos(Math.PI / 4)) / 2, 0], Rates(o => optim.lr_scheduler.CosineAnnealingLR(o, 4), 4), Near);
        Assert.Equal([0.04, 0.52, 1.0, 0.75000, 0.25000, 4e-6], Rates(o => optim.lr_scheduler.OneCycleLR(o, 1.0, 6, pct_start: 0.5), 5), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void ReduceOnPlateau_NoImprovement_DividesAfterPatience()
    {
        using var scope = NewDisposeScope();
        using var sgd = optim.SGD([Parameter(ones(1))], 1.0);
        var plateau = optim.lr_scheduler.ReduceLROnPlateau(sgd, patience: 1);
        foreach (var loss in new[] { 1.0, 0.5, 0.5 })
            plateau.step(loss);
        Assert.Equal(1.0, sgd.ParamGroups.First().LearningRate);
        plateau.step(0.5);
        Assert.Equal(0.1, sgd.ParamGroups.First().LearningRate, 1e-12);
    }

    [Fact]
    public void Distributions_LogDensitiesAndDraws_MatchFormulas()
    {
        using var scope = NewDisposeScope();
        using var normal = distributions.Normal(tensor(1.0), tensor(2.0));
        Assert.Equal(-0.5 * 0.25 - Math.Log(2) - 0.5 * Math.Log(2 * Math.PI), normal.log_prob(tensor(2.0)).item<double>(), 1e-12);
        Assert.Equal(0.5 + 0.5 * Math.Log(2 * Math.PI) + Math.Log(2), normal.entropy().item<double>(), 1e-12);
        using var beta = distributions.Beta(tensor(2.0), tensor(3.0));
        Assert.Equal(Math.Log(12 * 0.25 * 0.75 * 0.75), beta.log_prob(tensor(0.25)).item<double>(), 1e-12);
        Assert.Equal(0.4, beta.mean.item<double>(), 1e-12);
        using var coin = distributions.Bernoulli(probs: tensor(0.3));
        Assert.Equal(Math.Log(0.3), coin.log_prob(tensor(1.0)).item<double>(), 1e-6);
        using var generator = new Generator(3);
        using var classes = distributions.Categorical(probs: tensor(new[,] { { 1f, 3 }, { 1, 0 } }), generator: generator);
        var drawn = classes.sample(4000).to(float32);
        Assert.Equal([4000L, 2], drawn.shape);
        Assert.InRange(drawn.mean([0])[0].item<float>(), 0.72, 0.78);
        Assert.Equal(0f, drawn.mean([0])[1].item<float>());
        Assert.Equal(Math.Log(0.75), classes.log_prob(tensor([1L, 0]))[0].item<float>(), 1e-6);
    }

    [Fact]
    public void Attention_OneHeadIdentityProjections_IsSoftmaxOfProducts()
    {
        using var scope = NewDisposeScope();
        using var attention = MultiheadAttention(2, 1);
        var weight = cat([eye(2), eye(2), eye(2)]);
        attention.load_state_dict(new() { ["in_proj_weight"] = weight, ["in_proj_bias"] = zeros(6), ["out_proj.weight"] = eye(2), ["out_proj.bias"] = zeros(2) });
        var x = randn(3, 1, 2);
        var (result, weights) = attention.call(x, x, x);
        var rows = x.squeeze(1);
        var expected = (rows.mm(rows.t()) / Math.Sqrt(2)).softmax(-1);
        Assert.True(weights!.squeeze(0).allclose(expected, atol: 1e-6));
        Assert.True(result.squeeze(1).allclose(expected.mm(rows), atol: 1e-6));
    }

    [Fact]
    public void ClipGradNorm_AboveTheLimit_ScalesAllGradients()
    {
        using var scope = NewDisposeScope();
        var p = Parameter(tensor([3.0, 4.0]));
        p.square().sum().backward();
        Assert.Equal(10.0, utils.clip_grad_norm_([p], 1.0), 1e-9);
        Assert.Equal(1.0, p.grad!.norm().item<double>(), 1e-5);
        Assert.Equal([3.0, 4.0], utils.parameters_to_vector([p]).data<double>().ToArray());
    }

    [Fact]
    public void Threads_NotChosenByTheUser_AreOne() => Assert.Equal(1, get_num_threads());

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static double[] Rates(Func<optim.Optimizer, optim.lr_scheduler.LRScheduler> create, int steps)
    {
        using var scope = NewDisposeScope();
        using var sgd = optim.SGD([Parameter(ones(1))], 1.0, momentum: 0.9);
        var schedule = create(sgd);
        var rates = new List<double> { sgd.ParamGroups.First().LearningRate };
        for (var i = 0; i < steps; i++)
        {
            schedule.step();
            rates.Add(schedule.get_last_lr().First());
        }
        return [.. rates];
    }
}
