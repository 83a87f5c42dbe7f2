using Simulator.Features;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>The code of an autoencoder over the fixed features of a row.</summary>
public sealed record AutoencoderSpec : FittedFeatureSpec
{
    /// <summary>Whether the code is a distribution: a variational autoencoder, whose columns are the code's mean.</summary>
    public bool Variational { get; init; }

    /// <summary>Numbers of the code; each gives a column.</summary>
    public int Codes { get; init; } = 4;

    /// <summary>Units of the widest layer; each further one, towards the code, has half as many.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>Layers between inputs and code, and as many between code and outputs.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Passes over the rows of a fold, at most.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Epochs without a lower loss on the last stretch of those rows after which a fold stops.</summary>
    public int PatienceEpochs { get; init; } = 15;

    /// <summary>Rows per step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam's rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Widths from the inputs to the code.</summary>
    internal int[] Widths(int inputs) => [inputs, .. Enumerable.Range(0, Layers).Select(k => Math.Max(Hidden >> k, Codes)), Codes];
}
