using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Networks.Attention;

/// <summary>The transformer's row in the table of learners.</summary>
public static class TransformerRow
{
    private const string Name = "transformer";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        NetworkRow.Of<TransformerForecasterSpec>(
            new(
                Name,
                "Transformer",
                "Transformer encoder",
                "Self-attention compares every bar of a window with every other.",
                "Vaswani et al. 2017; Xiong et al. 2020 (pre-norm); Hansen 1994 (skewed t)",
                "long windows in which one far bar can matter",
                "has to learn even the order of bars, from a few thousand of them; the slowest of the networks"
            ),
            [
                new("heads", "Heads", "parts of the units that each attend by themselves; they divide the units evenly")
                {
                    Min = 1,
                    Max = 64,
                },
            ],
            Cost,
            spec => new NetworkForecaster(
                Name,
                spec,
                (features, device, random) =>
                    new AttentionEncoder(features, spec.WindowBars, spec.Hidden, spec.Layers, spec.Heads, device, random)
            ),
            Contradictions
        );

    private static IEnumerable<LearnerFault> Contradictions(TransformerForecasterSpec spec)
    {
        if (spec.Hidden % spec.Heads != 0)
            yield return new(
                "heads",
                FormattableString.Invariant($"must divide hidden ({spec.Hidden}) without a remainder, was {spec.Heads}")
            );
    }

    private static EncoderCost Cost(TransformerForecasterSpec spec, int inputs)
    {
        var (hidden, window) = ((double)spec.Hidden, (double)spec.WindowBars);
        var weights = (hidden * (inputs + window)) + (spec.Layers * 8 * hidden * hidden);
        var products = (window * weights) + (spec.Layers * 2 * window * window * hidden);
        var activations = window * (inputs + (spec.Layers * ((14 * hidden) + (2 * window * spec.Heads))));
        return new(weights, products, activations, 3e-3 * spec.Layers);
    }
}
