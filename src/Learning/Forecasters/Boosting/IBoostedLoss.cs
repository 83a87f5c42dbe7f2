using Simulator.Distributions;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>A loss of some outputs that trees move away from where they start, and the law that the outputs mean.</summary>
internal interface IBoostedLoss
{
    /// <summary>[output] what it is called.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>[output] where the trees start: the law of the fold without features.</summary>
    IReadOnlyList<double> Start { get; }

    /// <summary>Derivatives of a row's loss by what the trees add to each output.</summary>
    /// <param name="outcome">What happened.</param>
    /// <param name="outputs">[output] start and trees.</param>
    /// <param name="gradient">[output] first derivatives, to be filled.</param>
    /// <param name="hessian">[output] what stands for the second ones, above 0, to be filled.</param>
    void Derive(double outcome, ReadOnlySpan<double> outputs, Span<double> gradient, Span<double> hessian);

    /// <summary>What trees are chosen by; smaller is better.</summary>
    double Of(double outcome, ReadOnlySpan<double> outputs);

    /// <summary>The law of outputs times a volatility.</summary>
    IPredictiveLaw Law(ReadOnlySpan<double> outputs, double volatility);
}
