using System.Globalization;
using System.Runtime.CompilerServices;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Cli.Rules;

/// <summary>What <c>--strategy</c> names: a strategy by name, or a file of rules.</summary>
internal static class RuleChoice
{
    /// <summary>What makes it of parameters.</summary>
    /// <exception cref="UsageException">No such strategy, or a file that cannot be read as rules; every error is listed.</exception>
    /// <param name="strategy">Its name, or the file.</param>
    /// <param name="others">Series that the rules of a file may read.</param>
    public static StrategyMaker Of(string strategy, IReadOnlyList<BarSeries> others)
    {
        if (!RuleFiles.IsFile(strategy))
        {
            return NamedStrategies.Find(strategy) is null
                ? throw new UsageException(
                    $"no strategy is called '{strategy}'{Simulator.Text.Suggestion.Hint(strategy, NamedStrategies.All.Select(d => d.Name))}; there are {string.Join(", ", NamedStrategies.All.Select(d => d.Name))}, or name a file of rules that ends in .json"
                )
                : (parameters, series) => NamedStrategies.Create(strategy, parameters.ToDictionary(), series);
        }
        var read = RuleDocumentJson.Read(BarFiles.ReadText(strategy));
        if (read.Document is not { } document || read.Errors.Count > 0)
            throw new UsageException([.. read.Errors.Select(e => $"{strategy}: {e.Describe()}")]);
        if (RuleProgram.Check(document) is { Count: > 0 } errors)
            throw new UsageException([.. errors.Select(e => $"{strategy}: {e.Describe()}")]);
        // The rules are read once, and longer bars made once for each series: a battery tests the same rules on others, too.
        var (program, markets) = (RuleProgram.Compile(document), new ConditionalWeakTable<BarSeries, RuleMarket>());
        return (parameters, series) => program.With(Numbers(parameters)).Bind(markets.GetValue(series, s => new RuleMarket(s, others)));
    }

    private static Dictionary<string, double> Numbers(ParameterSet parameters) =>
        parameters
            .ToDictionary()
            .ToDictionary(
                p => p.Key,
                p =>
                    double.TryParse(p.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                        ? value
                        : throw new ArgumentException($"parameter {p.Key} of rules is a number, was '{p.Value}'")
            );
}
