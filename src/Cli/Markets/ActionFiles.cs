using Simulator.Cli.CommandLines;
using Simulator.CorporateActions;
using Simulator.Import;

namespace Simulator.Cli.Markets;

/// <summary>Corporate actions of one company, from files in LEAN's format.</summary>
internal static class ActionFiles
{
    /// <summary>What the files tell, oldest first; nothing without a file.</summary>
    /// <exception cref="UsageException">Files that cannot be read.</exception>
    public static IReadOnlyList<CorporateAction> Read(string? factors, string? map)
    {
        try
        {
            return
            [
                .. new[] { factors is null ? [] : FactorFile.Parse(BarFiles.ReadText(factors), factors).Actions, map is null ? [] : MapFile.Parse(BarFiles.ReadText(map), map).Actions }
                    .SelectMany(a => a).OrderBy(a => a.LastDay),
            ];
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
