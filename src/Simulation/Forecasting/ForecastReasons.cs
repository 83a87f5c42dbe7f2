namespace Simulator.Forecasting;

/// <summary>
/// Why the forecasts of a tape's nearest horizon are what they are: the mean of the log-return and the logarithm of its standard deviation,
/// each split over what the forecaster reads. Of every bar and figure the strongest parts are kept by name, the others as one sum, so that
/// a figure is its start, its strongest parts and that rest.
/// </summary>
public sealed record ForecastReasons
{
    /// <summary>Parts of a bar and figure that are kept by name, at most.</summary>
    public const int Kept = 5;

    /// <summary>How the figures were split, e.g. <c>integrated gradients</c> or <c>TreeSHAP</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Names of what the forecaster reads.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The bars that are explained, increasing.</summary>
    public required int[] Bars { get; init; }

    /// <summary>Of the mean of the log-return.</summary>
    public required ReasonColumns Mean { get; init; }

    /// <summary>Of the natural logarithm of the standard deviation of the log-return: a part p widens it by e^p − 1.</summary>
    public required ReasonColumns LogDeviation { get; init; }

    /// <summary>The reasons at a bar; null where it is not explained.</summary>
    public BarReasons? At(int bar)
    {
        var row = Array.BinarySearch(Bars, bar);
        return row < 0 ? null : new BarReasons(Mean.At(row, Inputs), LogDeviation.At(row, Inputs));
    }

    /// <summary>The reasons of the first bars alone.</summary>
    public ForecastReasons Until(int bars)
    {
        var rows = Bars.Count(b => b < bars);
        return this with { Bars = Bars[..rows], Mean = Mean.Until(rows), LogDeviation = LogDeviation.Until(rows) };
    }
}

/// <summary>Why a forecast is what it is.</summary>
/// <param name="Mean">Of the mean of the log-return.</param>
/// <param name="LogDeviation">Of the natural logarithm of its standard deviation.</param>
public sealed record BarReasons(FigureReasons Mean, FigureReasons LogDeviation);

/// <summary>Why a figure of a forecast is what it is: <c>Start + Σ Strongest.Part + Rest</c>.</summary>
/// <param name="Start">The figure where the inputs are as they usually are.</param>
/// <param name="Strongest">The strongest parts, the strongest first; none of them 0.</param>
/// <param name="Rest">Sum of the other parts.</param>
public sealed record FigureReasons(double Start, IReadOnlyList<Reason> Strongest, double Rest)
{
    /// <summary>What the figure adds up to.</summary>
    public double Sum => Start + Strongest.Sum(r => r.Part) + Rest;
}

/// <summary>What one input does to a figure.</summary>
/// <param name="Input">Its name.</param>
/// <param name="Part">What it adds, in units of the figure.</param>
/// <param name="Level">
/// Where the input stands at the bar, in standard deviations from its mean, both of the rows that the model was fitted on.
/// </param>
public readonly record struct Reason(string Input, double Part, double Level);
