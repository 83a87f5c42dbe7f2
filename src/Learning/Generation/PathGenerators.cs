using Simulator.Generation;
using Simulator.Learning.Forecasters.Gan;

namespace Simulator.Learning.Generation;

/// <summary>The generators there are, by name.</summary>
public static class PathGenerators
{
    private static readonly Dictionary<string, Func<IPathGenerator>> s_makers = new(StringComparer.Ordinal)
    {
        ["bootstrap"] = () => new BootstrapGenerator(),
        ["filtered"] = () => new FilteredGenerator(),
        ["garch"] = () => new GarchGenerator(isAsymmetric: false),
        ["gjr"] = () => new GarchGenerator(isAsymmetric: true),
        ["gan"] = () => new GanGenerator(),
        ["energy"] = () => new GanGenerator(new GanPathSpec { Loss = GanLoss.EnergyScore }),
    };

    /// <summary>Their names, the classical ones first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_makers.Keys];

    /// <summary>One of them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IPathGenerator Of(string name) =>
        s_makers.TryGetValue(name, out var make)
            ? make()
            : throw new ArgumentException($"no generator '{name}'; there are {string.Join(", ", Names)}", nameof(name));
}
