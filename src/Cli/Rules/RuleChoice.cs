using System.Globalization;
using System.Runtime.CompilerServices;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Rules;
using Simulator.Strategies;
using Simulator.Text;

namespace Simulator.Cli.Rules;

/// <summary>What <c>--strategy</c> names: a strategy by name, or a file of rules.</summary>
internal static class RuleChoice
{
    /// <summary>A function that makes the strategy from parameters.</summary>
    /// <exception cref="UsageException">There is no such strategy, or the file has errors; lists every error.</exception>
    /// <param name="strategy">Its name, or the file.</param>
    /// <param name="others">Series that the rules of a file may read.</param>
    public static StrategyMaker Of(string strategy, IReadOnlyList<BarSeries> others)
    {
        if (!RuleFiles.IsFile(strategy))
        {
            return NamedStrategies.Find(strategy) is null
                ? throw new UsageException(Unknown(strategy, [.. NamedStrategies.All.Select(d => d.Name)]))
                : (parameters, series) => NamedStrategies.Create(strategy, parameters.ToDictionary(), series);
        }
        var read = RuleDocumentJson.Read(BarFiles.ReadText(strategy));
        if (read.Document is not { } document || read.Errors.Count > 0)
            throw new UsageException([.. read.Errors.Select(e => $"{strategy}: {e.Describe()}")]);
        if (RuleProgram.Check(document) is { Count: > 0 } errors)
            throw new UsageException([.. errors.Select(e => $"{strategy}: {e.Describe()}")]);
        // Rules are compiled once; longer bars are made once per series, because robustness tests run the same rules on other series.
        var (program, markets) = (RuleProgram.Compile(document), new ConditionalWeakTable<BarSeries, RuleMarket>());
        return (parameters, series) => program.With(Numbers(parameters)).Bind(markets.GetValue(series, s => new RuleMarket(s, others)));
    }

    private static string Unknown(string strategy, string[] names) =>
        $"no strategy is called '{strategy}'{Suggestion.Hint(strategy, names)}; choose {string.Join(", ", names[..^1])} or {names[^1]}, "
        + "or name a file of rules that ends in .json";

    private static Dictionary<string, double> Numbers(ParameterSet parameters) =>
        parameters
            .ToDictionary()
            .ToDictionary(
                p => p.Key,
                p =>
                    double.TryParse(p.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                        ? value
                        : throw new ArgumentException($"parameter {p.Key} of the rules must be a number, was '{p.Value}'")
            );
}
