using Simulator.Learning.Forecasters.Refitting;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Arima;

/// <summary>An ARMA model of returns, which is an ARIMA(p, 1, q) of the log-price.</summary>
public sealed record ArimaForecasterSpec : RefittedForecasterSpec
{
    /// <summary>Past returns in the mean, p.</summary>
    public int ArOrder { get; init; } = 5;

    /// <summary>Past errors in the mean, q.</summary>
    public int MaOrder { get; init; }

    /// <summary>Law of an error divided by its volatility.</summary>
    public Innovations Innovations { get; init; } = Innovations.Student;

    /// <summary>Decay λ of the exponentially weighted variance per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;
}
