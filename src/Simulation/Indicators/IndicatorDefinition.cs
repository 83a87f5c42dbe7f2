using System.Globalization;
using Simulator.Markets;
using Simulator.Text;

namespace Simulator.Indicators;

/// <summary>An indicator of the catalogue: its name, meaning, parameters, lines, and how its kernel is created.</summary>
public sealed record IndicatorDefinition
{
    /// <summary>The lines of an indicator with only one.</summary>
    public static IReadOnlyList<string> SingleLine { get; } = ["value"];

    /// <summary>camelCase, unique, e.g. <c>rsi</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shown to people, e.g. “Relative strength index”.</summary>
    public required string Title { get; init; }

    /// <summary>Its group.</summary>
    public required IndicatorGroup Group { get; init; }

    /// <summary>The formula as text, with its unit and where it has no value.</summary>
    public required string Formula { get; init; }

    /// <summary>Source of the definition.</summary>
    public required string Source { get; init; }

    /// <summary>What it is fed with.</summary>
    public IndicatorInput Input { get; init; } = IndicatorInput.Value;

    /// <summary>Its parameters, in the order in which they are given without names.</summary>
    public IReadOnlyList<IndicatorParameter> Parameters { get; init; } = [];

    /// <summary>
    /// Names of its lines in the order in which a kernel writes them; one that has no names of its own has the line <c>value</c>.
    /// </summary>
    public IReadOnlyList<string> Lines { get; init; } = SingleLine;

    /// <summary>What each line is measured in, in the order of <see cref="Lines"/>, where it is fed with prices.</summary>
    public IReadOnlyList<IndicatorScale> Scales { get; init; } = [];

    /// <summary>Makes a kernel from checked parameters.</summary>
    public required Func<IndicatorArguments, IndicatorKernel> Make { get; init; }

    /// <summary>A kernel with parameters in their order; those left out have their defaults.</summary>
    /// <exception cref="IndicatorParameterException">One too many, outside its range, or in contradiction to another; the message names
    /// it.</exception>
    public IndicatorKernel Create(params ReadOnlySpan<double> parameters) => Make(Arguments(parameters));

    /// <summary>A kernel with parameters by name; those left out have their defaults.</summary>
    /// <exception cref="IndicatorParameterException">One that there is not, outside its range, or in contradiction to another; the message
    /// names it.</exception>
    public IndicatorKernel Create(IReadOnlyDictionary<string, double> parameters)
    {
        if (parameters.Keys.FirstOrDefault(key => Parameters.All(p => p.Name != key)) is { } unknown)
            throw new IndicatorParameterException(
                Name,
                unknown,
                $"{Name} has no parameter '{unknown}'{Suggestion.Hint(unknown, Parameters.Select(p => p.Name))}; it has {ParameterNames}"
            );
        return Make(Arguments([.. Parameters.Select(p => parameters.TryGetValue(p.Name, out var value) ? value : p.Default)]));
    }

    /// <summary>
    /// Parameters in their order, those left to the series (null) as its calendar says; by their defaults if there is no series.
    /// </summary>
    internal double[] Filled(ReadOnlySpan<double?> parameters, BarSeries? series)
    {
        var values = new double[parameters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = parameters[i] ?? (series is null ? Parameters[i].Default : TradingPeriods.BarsPerYear(series));
        return values;
    }

    /// <summary>How many steps making a kernel takes beyond its window, for whoever lets strangers ask for many; 0 for most.</summary>
    internal Func<IndicatorArguments, long> SetUp { get; init; } = _ => 0;

    /// <summary>How many steps making a kernel with such parameters takes beyond its window.</summary>
    /// <exception cref="IndicatorParameterException">As <see cref="Create(ReadOnlySpan{double})"/>.</exception>
    public long SetUpSteps(params ReadOnlySpan<double> parameters) => SetUp(Arguments(parameters));

    /// <summary>
    /// How many numbers a kernel looks at again at every bar, for whoever lets strangers ask for many; 0 for those that go on from the bar
    /// before.
    /// </summary>
    internal Func<IndicatorArguments, long> Work { get; init; } = _ => 0;

    /// <summary>About how many steps a kernel with such parameters takes at every bar.</summary>
    /// <exception cref="IndicatorParameterException">As <see cref="Create(ReadOnlySpan{double})"/>.</exception>
    public long StepsPerBar(params ReadOnlySpan<double> parameters) => 1 + Work(Arguments(parameters));

    /// <summary>Known bars needed before every line has a value, under such parameters.</summary>
    /// <exception cref="IndicatorParameterException">As <see cref="Create(ReadOnlySpan{double})"/>.</exception>
    public int WarmUpBars(params ReadOnlySpan<double> parameters) => Create(parameters).WarmUpBars;

    /// <summary>How it is written, with its defaults: <c>macd(fast=12, slow=26, signal=9)</c>.</summary>
    public string Signature =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}({string.Join(", ", Parameters.Select(p => $"{p.Name}={p.DefaultText}"))})");

    private string ParameterNames => Parameters.Count == 0 ? "none" : string.Join(", ", Parameters.Select(p => p.Name));

    private IndicatorArguments Arguments(ReadOnlySpan<double> given)
    {
        if (given.Length > Parameters.Count)
            throw new IndicatorParameterException(
                Name,
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name} takes at most {Parameters.Count} parameter(s) ({ParameterNames}), {given.Length} were given"
                )
            );
        var values = new double[Parameters.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = Parameters[i];
            values[i] = i < given.Length ? given[i] : parameter.Default;
            if (!parameter.Takes(values[i]))
                throw new IndicatorParameterException(
                    Name,
                    parameter.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{Name}: {parameter.Name} must be {parameter.Range}, was {values[i]}")
                );
        }
        return new IndicatorArguments(this, values);
    }
}

/// <summary>Headings of the catalogue.</summary>
public enum IndicatorGroup
{
    /// <summary>Smoothed values of a series, in its own unit.</summary>
    MovingAverages,

    /// <summary>Direction and strength of a trend.</summary>
    Trend,

    /// <summary>Speed of a movement, and where a price stands in its recent range.</summary>
    Momentum,

    /// <summary>Size of movements, and bands around a price.</summary>
    Volatility,

    /// <summary>Volume, and what it says of a price.</summary>
    Volume,

    /// <summary>Figures of trailing windows.</summary>
    Statistics,

    /// <summary>What the calendar says of a bar.</summary>
    Calendar,
}

/// <summary>Parameters that were checked against their ranges one by one.</summary>
public sealed class IndicatorArguments
{
    private readonly IndicatorDefinition _definition;
    private readonly double[] _values;

    internal IndicatorArguments(IndicatorDefinition definition, double[] values) => (_definition, _values) = (definition, values);

    /// <summary>The value of a parameter.</summary>
    public double this[string name] => _values[IndexOf(name)];

    /// <summary>The value of a whole parameter.</summary>
    public int Whole(string name) => (int)this[name];

    /// <summary>These arguments, where the first of two parameters is below the second.</summary>
    /// <exception cref="IndicatorParameterException">It is not.</exception>
    public IndicatorArguments Ordered(string smaller, string larger) =>
        this[smaller] < this[larger]
            ? this
            : throw new IndicatorParameterException(
                _definition.Name,
                smaller,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_definition.Name}: {smaller} must be below {larger}, was {this[smaller]} with {larger} {this[larger]}"
                )
            );

    private int IndexOf(string name)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_definition.Parameters[i].Name == name)
                return i;
        }
        throw new ArgumentException($"{_definition.Name} is defined without a parameter '{name}'", nameof(name));
    }
}
