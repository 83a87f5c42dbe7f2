using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Tests.Learning.Tensors;

public sealed class OracleTests
{
    [SkippableTheory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    public void LSTM_KnownWeights_OutputsStatesAndGradientsMatch(ScalarType type)
    {
        var oracle = new Oracle("lstm");
        using var scope = NewDisposeScope();
        using var lstm = LSTM(3, 4, batchFirst: true, dtype: type);
        oracle.Load(lstm);
        var x = oracle.Tensor("x", type).requires_grad_();
        var (y, h, c) = lstm.call(x);
        (y * oracle.Tensor("w", type)).sum().backward();
        Oracle.Close(oracle.Tensor("y"), y, "y");
        Oracle.Close(oracle.Tensor("h_n"), h, "h_n");
        Oracle.Close(oracle.Tensor("c_n"), c, "c_n");
        Oracle.Close(oracle.Tensor("grad_x"), x.grad!, "grad_x");
        oracle.AssertGradients(lstm);
    }

    [SkippableFact]
    public void Conv1d_KnownWeights_OutputAndGradientsMatch()
    {
        var oracle = new Oracle("conv1d");
        using var scope = NewDisposeScope();
        using var conv = Conv1d(2, 3, 5, stride: 2, padding: 2);
        oracle.Load(conv);
        var x = oracle.Tensor("x", ScalarType.Float32).requires_grad_();
        var y = conv.call(x);
        (y * oracle.Tensor("w", ScalarType.Float32)).sum().backward();
        Oracle.Close(oracle.Tensor("y"), y, "y");
        Oracle.Close(oracle.Tensor("grad_x"), x.grad!, "grad_x");
        oracle.AssertGradients(conv);
    }

    [SkippableFact]
    public void WganGpCritic_KnownWeights_PenaltyLossAndDoubleBackwardMatch()
    {
        var oracle = new Oracle("wgan_gp_critic");
        using var scope = NewDisposeScope();
        using var critic = Sequential(
            Conv1d(1, 4, 5, stride: 2, padding: 2, dtype: ScalarType.Float64),
            LeakyReLU(0.01),
            Flatten(),
            Linear(20, 6, dtype: ScalarType.Float64),
            LeakyReLU(0.01),
            Linear(6, 1, dtype: ScalarType.Float64)
        );
        oracle.Load(critic);
        Tensor real = oracle.Tensor("real"),
            fake = oracle.Tensor("fake"),
            eps = oracle.Tensor("eps");
        var penalty = Wgan.GradientPenalty(critic, real, fake, eps);
        var loss = critic.call(fake).mean() - critic.call(real).mean() + penalty * 10;
        loss.backward();
        Assert.Equal(oracle.Number("gp"), penalty.ToDouble(), 1e-5);
        Assert.Equal(oracle.Number("loss"), loss.ToDouble(), 1e-5);
        oracle.AssertGradients(critic);
    }

    [SkippableFact]
    public void Adam_QuadraticPlusSine_TraceMatches()
    {
        var oracle = new Oracle("adam");
        using var scope = NewDisposeScope();
        var p = Parameter(tensor([1.0, -2.0, 3.0]));
        using var adam = optim.Adam([p], 0.1, 0.9, 0.999);
        var trace = new List<Tensor>();
        for (var i = 0; i < 5; i++)
        {
            adam.zero_grad();
            ((p * p).sum() + p.sin().sum()).backward();
            adam.step();
            trace.Add(p.detach().clone());
        }
        Oracle.Close(oracle.Tensor("trace"), stack(trace), "trace");
    }

    [SkippableFact]
    public void PpoLoss_KnownLogits_PartsAndGradientsMatch()
    {
        var oracle = new Oracle("ppo_loss");
        using var scope = NewDisposeScope();
        Tensor logits = oracle.Tensor("logits").requires_grad_(),
            values = oracle.Tensor("values").requires_grad_();
        using var policy = distributions.Categorical(logits: logits);
        var adv = oracle.Tensor("adv");
        adv = (adv - adv.mean()) / (adv.std() + 1e-8);
        var ratio = (policy.log_prob(oracle.Tensor("actions")) - oracle.Tensor("old_log_prob")).exp();
        var policyLoss = -minimum(adv * ratio, adv * ratio.clamp(0.8, 1.2)).mean();
        var valueLoss = functional.mse_loss(values, oracle.Tensor("returns"));
        var entropy = policy.entropy().mean();
        var loss = policyLoss + valueLoss * 0.5 - entropy * 0.01;
        loss.backward();
        Assert.Equal(oracle.Number("policy_loss"), policyLoss.ToDouble(), 1e-5);
        Assert.Equal(oracle.Number("value_loss"), valueLoss.ToDouble(), 1e-5);
        Assert.Equal(oracle.Number("entropy"), entropy.ToDouble(), 1e-5);
        Assert.Equal(oracle.Number("loss"), loss.ToDouble(), 1e-5);
        Oracle.Close(oracle.Tensor("grad_logits"), logits.grad!, "grad_logits");
        Oracle.Close(oracle.Tensor("grad_values"), values.grad!, "grad_values");
    }
}
