using Simulator.Learning.Networks;
using Simulator.Volatility;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Laws;

/// <summary>
/// Laws of a batch of outcomes with gradients, in double precision: location + e^(log-scale)·z, z of mean 0 and variance 1 with the density
/// of <see cref="InnovationLaw"/> (Hansen 1994, equations 10–13, for the skewed t).
/// </summary>
/// <param name="Kind">The family.</param>
/// <param name="Location">[batch].</param>
/// <param name="LogScale">[batch].</param>
/// <param name="Free">One [batch] for each free parameter of the shape.</param>
internal sealed record LawTensors(Innovations Kind, Tensor Location, Tensor LogScale, IReadOnlyList<Tensor> Free)
{
    /// <summary>−ln f of each outcome.</summary>
    /// <param name="outcomes">[batch], double.</param>
    /// <returns>[batch].</returns>
    public Tensor Loss(Tensor outcomes)
    {
        Shapes.Require(outcomes, nameof(outcomes), Location.shape[0]);
        var z = (outcomes - Location) * (-LogScale).exp();
        return LogScale + (Kind == Innovations.Gaussian ? (z.square() / 2) + (0.5 * Math.Log(2 * Math.PI)) : StudentLoss(z));
    }

    /// <summary>The parameters of each outcome's law.</summary>
    public LawParts[] ToParts()
    {
        using var scope = NewDisposeScope();
        var location = Values(Location);
        var scale = Values(LogScale.exp());
        var free = Free.Select(Values).ToArray();
        return [.. location.Select((m, i) => new LawParts(m, scale[i], [.. free.Select(f => f[i])]))];
    }

    // With y = b·z + a and s = 1 ± λ: −ln f = (ν + 1)/2·ln(1 + (y/s)²/(ν − 2)) − ln(b·c).
    private Tensor StudentLoss(Tensor z)
    {
        var degrees = ((-Free[0]).exp() + (1 / InnovationLaw.MostDegrees)).reciprocal() + InnovationLaw.FewestDegrees;
        var two = degrees - 2;
        var logPeak = ((degrees + 1) / 2).lgamma() - (degrees / 2).lgamma() - ((two * Math.PI).log() / 2); // ln c
        var y = z;
        if (Kind == Innovations.SkewedStudent)
        {
            var skew = Free[1].tanh() * InnovationLaw.MostSkew;
            var a = skew * logPeak.exp() * two / (degrees - 1) * 4;
            var b = ((skew.square() * 3) + 1 - a.square()).sqrt();
            y = (b * z) + a;
            y = y / where(y.lt(0), 1 - skew, 1 + skew);
            logPeak = logPeak + b.log();
        }
        return ((degrees + 1) / 2 * (y.square() / two).log1p()) - logPeak;
    }

    private static double[] Values(Tensor tensor) => tensor.detach().cpu().data<double>().ToArray();
}
