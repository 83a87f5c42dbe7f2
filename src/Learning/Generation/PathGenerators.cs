using Simulator.Generation;
using Simulator.Learning.Forecasters.Gan;
using Simulator.MarketPaths;
using Simulator.Realism;

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

    /// <summary>They with the judge of 32 recurrent units, for trials and jobs. Making it loads no tensor library.</summary>
    public static IPathTools Tools { get; } = new WithJudge();

    /// <summary>Their names, the classical ones first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_makers.Keys];

    /// <summary>One of them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IPathGenerator Of(string name) =>
        s_makers.TryGetValue(name, out var make)
            ? make()
            : throw new ArgumentException($"no generator '{name}'; there are {string.Join(", ", Names)}", nameof(name));

    private sealed class WithJudge : IPathTools
    {
        public IReadOnlyList<string> Generators => Names;

        public IPathGenerator Generator(string name) => Of(name);

        public double ToldApart(JudgeSplit split, long seed, CancellationToken cancellation) =>
            RecurrentJudge.Discriminative(split, PathWindows.Bars, JudgeSize.Ours, seed, cancellation);
    }
}
