using Simulator.Cli.Faults;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>Corporate actions of one company from files in LEAN's format.</summary>
internal static class ActionFiles
{
    /// <summary>The series with the actions from the files; either file may be null.</summary>
    /// <exception cref="UsageException">A file that cannot be read, or that does not match the bars.</exception>
    public static BarSeries Attach(BarSeries series, string? factors, string? map)
    {
        var actions = Read(factors, map);
        if (actions.Count == 0)
            return series;
        return SplitCheck.Fault(series, actions) is { } fault
            ? throw new UsageException($"{factors ?? map}: {fault}")
            : series.WithActions(actions);
    }

    /// <summary>The actions in the files, oldest first; none without a file.</summary>
    /// <exception cref="UsageException">Files that cannot be read.</exception>
    public static IReadOnlyList<CorporateAction> Read(string? factors, string? map)
    {
        try
        {
            return
            [
                .. new[]
                {
                    factors is null ? [] : FactorFile.Parse(BarFiles.ReadText(factors), factors).Actions,
                    map is null ? [] : MapFile.Parse(BarFiles.ReadText(map), map).Actions,
                }
                    .SelectMany(a => a)
                    .OrderBy(a => a.LastDay),
            ];
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
