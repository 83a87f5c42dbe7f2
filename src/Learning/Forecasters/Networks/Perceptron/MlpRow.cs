using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Networks.Perceptron;

/// <summary>The perceptron's row in the table of learners.</summary>
public static class MlpRow
{
    private const string Name = "mlp";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        NetworkRow.Of<MlpForecasterSpec>(
            new(
                Name,
                "Perceptron",
                "Multilayer perceptron",
                "Layers of units read all features of all bars of a window at once.",
                "Bishop 1994 (mixture density networks); Hansen 1994 (skewed t)",
                "as the plain network that deeper ones have to beat",
                "every bar of the window has weights of its own, so that long windows overfit"
            ),
            own: [],
            Cost,
            spec => new NetworkForecaster(
                Name,
                spec,
                (features, device, random) => new PerceptronEncoder(features, spec.WindowBars, spec.Hidden, spec.Layers, device, random)
            )
        );

    private static EncoderCost Cost(MlpForecasterSpec spec, int inputs)
    {
        var weights = (spec.Hidden * (double)spec.WindowBars * inputs) + ((spec.Layers - 1.0) * spec.Hidden * spec.Hidden);
        return new(weights, weights, (spec.WindowBars * (double)inputs) + (4.0 * spec.Layers * spec.Hidden), 0.5e-3 * spec.Layers);
    }
}
