namespace Simulator.Indicators;

/// <summary>Exponentially weighted volatility of log-returns, a year's worth.</summary>
internal sealed class EwmaVolatility(double decay, double perYear) : ValueLineKernel
{
    private readonly ExponentialVariance _variance = new(decay);

    public override int WarmUpBars => ExponentialVariance.WarmUpBars;

    protected override double Step(double value) => _variance.Add(value) ? Math.Sqrt(perYear) * _variance.Volatility : double.NaN;
}

/// <summary>ln of an exponentially weighted volatility over σ, the same with another decay.</summary>
internal sealed class EwmaRatio(double decay, double sigmaDecay) : ValueLineKernel
{
    private readonly ExponentialVariance _variance = new(decay);
    private readonly ExponentialVariance _sigma = new(sigmaDecay);

    public override int WarmUpBars => ExponentialVariance.WarmUpBars;

    protected override double Step(double value) =>
        _variance.Add(value) & _sigma.Add(value) ? Math.Log(_variance.Volatility / _sigma.Volatility) : double.NaN;
}

/// <summary>ln(|last log-return| / σ + floor).</summary>
internal sealed class MoveRatio(double floor, double sigmaDecay) : ValueLineKernel
{
    private readonly ExponentialVariance _sigma = new(sigmaDecay);

    public override int WarmUpBars => ExponentialVariance.WarmUpBars;

    protected override double Step(double value) =>
        _sigma.Add(value) ? Math.Log((Math.Abs(_sigma.Return) / _sigma.Volatility) + floor) : double.NaN;
}

/// <summary>ln of a volatility from the bars' ranges over σ.</summary>
internal sealed class RangeRatio(RangeVolatility range, double sigmaDecay) : BarLineKernel
{
    private readonly ExponentialVariance _sigma = new(sigmaDecay);

    public override int WarmUpBars => Math.Max(range.WarmUpBars, ExponentialVariance.WarmUpBars);

    public override IndicatorFields Reads => range.Reads | IndicatorFields.Close;

    protected override double Step(in IndicatorSample bar)
    {
        var volatility = range.Next(bar);
        return _sigma.Add(bar.Close) ? Math.Log(volatility / _sigma.Volatility) : double.NaN;
    }
}

/// <summary>ln of an implied volatility, in percent per year, over σ.</summary>
internal sealed class ImpliedRatio(double perYear, double sigmaDecay) : PairKernel
{
    private readonly ExponentialVariance _sigma = new(sigmaDecay);

    public override int WarmUpBars => ExponentialVariance.WarmUpBars;

    protected override void Step(double first, double second, Span<double> lines) =>
        lines[0] = _sigma.Add(first) ? Math.Log(second / 100 / Math.Sqrt(perYear) / _sigma.Volatility) : double.NaN;
}
