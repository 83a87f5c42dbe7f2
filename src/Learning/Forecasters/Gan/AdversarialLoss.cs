using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>The losses of critic and generator as functions of the critic's scores, without penalty.</summary>
internal static class AdversarialLoss
{
    /// <summary>What the critic minimises.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="real">Scores of outcomes, [batch].</param>
    /// <param name="fake">Scores of draws, [batch].</param>
    /// <returns>A number.</returns>
    public static Tensor OfCritic(GanLoss loss, Tensor real, Tensor fake) =>
        loss switch
        {
            GanLoss.LeastSquares => ((real - 1).square().mean() + fake.square().mean()) * 0.5,
            GanLoss.Original or GanLoss.Economic => nn.functional.softplus(-real).mean() + nn.functional.softplus(fake).mean(),
            _ => fake.mean() - real.mean(),
        };

    /// <summary>What the generator minimises.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="fake">Scores of draws, [batch].</param>
    /// <returns>A number.</returns>
    public static Tensor OfGenerator(GanLoss loss, Tensor fake) =>
        loss switch
        {
            GanLoss.LeastSquares => (fake - 1).square().mean() * 0.5,
            GanLoss.Original or GanLoss.Economic => nn.functional.softplus(-fake).mean(),
            _ => -fake.mean(),
        };
}
