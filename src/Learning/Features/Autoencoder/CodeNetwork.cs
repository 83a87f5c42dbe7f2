using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// A stacked autoencoder: dense layers to the code and the same widths back, GELU between, linear ends. A variational one has mean and
/// log-variance of the code and one log-variance for each column that is decoded.
/// </summary>
internal sealed class CodeNetwork : nn.Module
{
    // A code that says nothing or all, and a column that comes back exactly, would else have no bound.
    private const double LargestLogVariance = 8;
    private const double SmallestDecoded = -6;

    private readonly int _columns;
    private readonly int _codes;
    private readonly Sequential _encoder;
    private readonly Sequential _decoder;
    private readonly Parameter? _decodedLogVariance;

    /// <summary>A fresh network.</summary>
    /// <param name="widths">From the inputs to the code.</param>
    /// <param name="isVariational">Whether the code is a distribution.</param>
    /// <param name="random">Where the first weights come from.</param>
    public CodeNetwork(int[] widths, bool isVariational, SplitMix64 random)
        : base(nameof(CodeNetwork))
    {
        (_columns, _codes) = (widths[0], widths[^1]);
        _encoder = DenseLayers.Of(isVariational ? [.. widths[..^1], 2 * _codes] : widths, random);
        _decoder = DenseLayers.Of([.. widths.Reverse()], random);
        _decodedLogVariance = isVariational ? nn.Parameter(zeros(_columns)) : null;
        RegisterComponents();
    }

    /// <summary>From columns to the code; of a variational one its means first, then its log-variances.</summary>
    public Sequential Encoder => _encoder;

    /// <summary>
    /// What training lowers: the mean squared error of what comes back, or, of a variational one, the mean of the bound with its sign
    /// turned, over the number of columns, so that both are per number.
    /// </summary>
    /// <param name="rows">[rows, columns].</param>
    /// <param name="noise">Standard normal, [rows, codes]; not read where the code is no distribution.</param>
    public Tensor Loss(Tensor rows, Tensor noise)
    {
        Shapes.Require(rows, nameof(rows), Shapes.Any, _columns);
        var encoded = _encoder.call(rows); // [rows, codes] or [rows, 2 codes]
        if (_decodedLogVariance is null)
            return (_decoder.call(encoded) - rows).square().mean();
        Shapes.Require(noise, nameof(noise), rows.shape[0], _codes);
        var code = encoded.narrow(1, 0, _codes); // [rows, codes]
        var logVariance = encoded.narrow(1, _codes, _codes).clamp(-LargestLogVariance, LargestLogVariance);
        var decoded = _decoder.call(code + ((logVariance * 0.5).exp() * noise)); // [rows, columns]
        var bound = EvidenceBound.Of(rows, decoded, _decodedLogVariance.clamp(min: SmallestDecoded), code, logVariance); // [rows]
        return -bound.mean() / _columns;
    }
}
