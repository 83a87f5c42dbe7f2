using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Networks.Convolution;

/// <summary>The convolutional network's row in the table of learners.</summary>
public static class CnnRow
{
    private const string Name = "cnn";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        NetworkRow.Of<CnnForecasterSpec>(
            new(
                Name,
                "Convolutional",
                "Temporal convolutional network",
                "Dilated convolutions look for the same patterns at every place of a window.",
                "Bai, Kolter & Koltun 2018 (temporal convolutional networks); Hansen 1994 (skewed t)",
                "patterns of a few bars that mean the same wherever they stand; quicker than recurrent networks over long windows",
                "sees no further than its dilations reach"
            ),
            [
                new("kernelBars", "Kernel", "bars that one convolution reads; layer k reads every 2ᵏ-th bar, k = 0, 1, …")
                {
                    Unit = "bars",
                    Min = 2,
                    Max = 32,
                },
            ],
            Cost,
            spec => new NetworkForecaster(
                Name,
                spec,
                (features, device, random) => new ConvolutionEncoder(features, spec.Hidden, spec.Layers, spec.KernelBars, device, random)
            )
        );

    private static EncoderCost Cost(CnnForecasterSpec spec, int inputs)
    {
        var (channels, kernel) = ((double)spec.Hidden, (double)spec.KernelBars);
        var weights = (channels * inputs * (kernel + 1)) + (((2 * spec.Layers) - 1) * channels * channels * kernel);
        return new(weights, weights * spec.WindowBars, spec.WindowBars * (inputs + (12 * spec.Layers * channels)), 2e-3 * spec.Layers);
    }
}
