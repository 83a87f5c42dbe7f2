using Simulator.Cli.Faults;
using Simulator.Runs;

namespace Simulator.Cli.Markets;

/// <summary>Specs from files.</summary>
internal static class SpecFiles
{
    /// <summary>The spec of a file, or of standard input for <c>-</c>; null with every error added.</summary>
    public static SimulationSpec? Read(string file, List<string> errors)
    {
        try
        {
            var parse = SpecJson.Parse(file == "-" ? Console.In.ReadToEnd() : BarFiles.ReadText(file));
            errors.AddRange(parse.Errors.Select(e => $"{file}: {e}"));
            return parse.Spec;
        }
        catch (UsageException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }
}
