using Simulator.Cli.Faults;
using Simulator.Runs;

namespace Simulator.Cli.Markets;

/// <summary>Specs from files.</summary>
internal static class SpecFiles
{
    /// <summary>The spec of a file, or of standard input for <c>-</c>; null with every error added.</summary>
    public static SimulationSpec? Read(string file, List<string> errors)
    {
        if (Text(file, errors) is not { } text)
            return null;
        var parse = SpecJson.Parse(text);
        errors.AddRange(parse.Errors.Select(e => $"{file}: {e}"));
        return parse.Spec;
    }

    /// <summary>The text of a file, or of standard input for <c>-</c>; null with every error added.</summary>
    public static string? Text(string file, List<string> errors)
    {
        try
        {
            return file == "-" ? Console.In.ReadToEnd() : BarFiles.ReadText(file);
        }
        catch (UsageException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }
}
