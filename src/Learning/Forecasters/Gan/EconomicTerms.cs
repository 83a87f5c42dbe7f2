using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// What trading on draws would bring: position tanh(x̂) for the draw x̂, profit tanh(x̂)·x. Vuletić, Prenzel and Cucuringu, “Fin-GAN:
/// Forecasting and classifying financial time series via generative adversarial networks”, Quantitative Finance 24(2), 2024, section 3. The
/// paper has tanh(100·x̂) of raw returns; here they are in volatilities, which are about a hundredth.
/// </summary>
/// <param name="Profit">Mean profit, in volatilities.</param>
/// <param name="SquaredError">Mean of (x̂ − x)².</param>
/// <param name="Sharpe">Mean over standard deviation (n − 1) of the profits of a batch, mean over its draws.</param>
/// <param name="Deviation">That deviation, mean over draws.</param>
internal readonly record struct EconomicTerms(Tensor Profit, Tensor SquaredError, Tensor Sharpe, Tensor Deviation)
{
    private const double SmallestDeviation = 1e-6;

    /// <summary>Of draws and outcomes.</summary>
    /// <param name="draws">[draws, batch].</param>
    /// <param name="real">[batch].</param>
    public static EconomicTerms Of(Tensor draws, Tensor real)
    {
        var profits = draws.tanh() * real; // [draws, batch]
        var deviation = profits.std(1, unbiased: true); // [draws]
        return new(
            profits.mean(),
            (draws - real).square().mean(),
            (profits.mean([1]) / (deviation + SmallestDeviation)).mean(),
            deviation.mean()
        );
    }

    /// <summary>Them in the order of the paper's weights α, β, γ, δ.</summary>
    public Tensor[] All => [Profit, SquaredError, Sharpe, Deviation];
}
