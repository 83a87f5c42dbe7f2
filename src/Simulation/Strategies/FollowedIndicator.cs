using Simulator.Backtesting;
using Simulator.Indicators;

namespace Simulator.Strategies;

/// <summary>
/// An indicator of the catalogue that a strategy follows from bar to bar. It is fed with the columns of the context only, history first,
/// so it knows no bar after the decision bar.
/// </summary>
internal sealed class FollowedIndicator
{
    private readonly IndicatorDefinition _definition;
    private readonly double[] _parameters;
    private readonly double[]? _second;
    private readonly double[] _lines;
    private IndicatorKernel _kernel;
    private int _next;

    /// <summary>An indicator of the close or of whole bars, with parameters in their order.</summary>
    public FollowedIndicator(string name, params double[] parameters)
        : this(name, second: null, parameters) { }

    /// <summary>An indicator of the close and of a second series, a row per bar.</summary>
    public FollowedIndicator(string name, double[]? second, double[] parameters)
    {
        (_definition, _parameters, _second) = (IndicatorCatalogue.Get(name), parameters, second);
        _kernel = _definition.Create(parameters);
        _lines = new double[_kernel.LineCount];
        WarmUpBars = _kernel.WarmUpBars;
    }

    /// <summary>Bars needed before every line has a value.</summary>
    public int WarmUpBars { get; }

    /// <summary>A line at the bar that was last advanced to.</summary>
    public double this[int line] => _lines[line];

    /// <summary>Forgets what it was fed with.</summary>
    public void Start()
    {
        (_kernel, _next) = (_definition.Create(_parameters), 0);
        Array.Fill(_lines, double.NaN);
    }

    /// <summary>Feeds the bars up to the one that is decided on.</summary>
    public void Advance(BarContext context)
    {
        for (; _next <= context.Bar; _next++)
        {
            var second = _second is null ? double.NaN : _second[_next];
            _kernel.Next(
                new IndicatorSample(
                    context.Open[_next],
                    context.High[_next],
                    context.Low[_next],
                    context.Close[_next],
                    context.Volume[_next],
                    second,
                    0
                ),
                _lines
            );
        }
    }
}
