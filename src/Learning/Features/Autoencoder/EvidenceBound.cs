using static TorchSharp.torch;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// The evidence lower bound of a variational autoencoder with a Gaussian decoder and one draw of the code z per row: log p(x|z) less the
/// divergence of q(z|x) from the standard normal prior, in nats. (Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014: equation
/// 10, the divergence by appendix B, the likelihood by appendix C.2.)
/// </summary>
internal static class EvidenceBound
{
    private static readonly double s_logTwoPi = Math.Log(2 * Math.PI);

    /// <summary>The bound of each row.</summary>
    /// <param name="rows">What was encoded, [rows, columns].</param>
    /// <param name="decoded">Mean of the decoder, [rows, columns].</param>
    /// <param name="decodedLogVariance">ln of its variance, [columns] or [rows, columns].</param>
    /// <param name="code">Mean of the code, [rows, codes].</param>
    /// <param name="codeLogVariance">ln of its variance, [rows, codes].</param>
    public static Tensor Of(Tensor rows, Tensor decoded, Tensor decodedLogVariance, Tensor code, Tensor codeLogVariance) =>
        LogLikelihood(rows, decoded, decodedLogVariance) - Divergence(code, codeLogVariance); // [rows]

    /// <summary>log N(x; μ, σ²) of each row, over independent columns.</summary>
    public static Tensor LogLikelihood(Tensor rows, Tensor decoded, Tensor decodedLogVariance) =>
        (((rows - decoded).square() * (-decodedLogVariance).exp()) + decodedLogVariance + s_logTwoPi).sum(1) * -0.5; // [rows]

    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (μ² + σ² − 1 − ln σ²) of each row.</summary>
    public static Tensor Divergence(Tensor code, Tensor codeLogVariance) =>
        (code.square() + codeLogVariance.exp() - codeLogVariance - 1).sum(1) * 0.5; // [rows]
}
