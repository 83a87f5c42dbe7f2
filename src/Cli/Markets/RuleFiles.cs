using System.Globalization;
using Simulator.Markets;
using Simulator.Rules;

namespace Simulator.Cli.Markets;

/// <summary>Files of rules.</summary>
internal static class RuleFiles
{
    /// <summary>Whether the name of a strategy is the name of a file.</summary>
    public static bool IsFile(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The rules of a file.</summary>
    /// <exception cref="RuleException">The rules have errors; lists all of them.</exception>
    public static RuleProgram Read(string file) => RuleProgram.Compile(BarFiles.ReadText(file));

    /// <summary>The strategy of a file on a series.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parameters">Parameters to change, as text.</param>
    /// <param name="series">The traded series.</param>
    /// <param name="others">Series that the rules may read.</param>
    /// <exception cref="RuleException">The rules have errors, or read a series that is not given.</exception>
    /// <exception cref="ArgumentException">A parameter that the rules do not have, or a value that is not a number.</exception>
    public static RuleStrategy Strategy(
        string file,
        IReadOnlyDictionary<string, string> parameters,
        BarSeries series,
        IEnumerable<BarSeries> others
    )
    {
        var program = Read(file);
        if (parameters.Count > 0)
            program = RuleProgram.Compile(
                program.Document.With(parameters.ToDictionary(p => p.Key, p => Number(p.Key, p.Value), StringComparer.Ordinal))
            );
        return program.Bind(new RuleMarket(series, others));
    }

    private static double Number(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"--set {name} must be a number, was '{text}'");
}
