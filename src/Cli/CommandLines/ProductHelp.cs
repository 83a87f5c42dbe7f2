using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.CommandLines;

/// <summary>The library's help, with the details and the examples of a command after it.</summary>
/// <param name="terminal">Gives the width.</param>
/// <param name="program">The program's name as it is typed.</param>
internal sealed class ProductHelp(Terminal terminal, string program) : SynchronousCommandLineAction
{
    private const string RootDetails = """
        Results go to standard output; progress, notes and errors go to standard error.
        @FILE on a command line stands for the words in that file (response file).
        Exit codes: 0 done, 1 the run failed, 2 wrong use or wrong spec, 130 stopped by Ctrl+C.
        """;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parse)
    {
        WriteStandard(parse);
        var output = terminal.Out;
        switch (parse.CommandResult.Command)
        {
            case RootCommand:
                output.WriteLine($"{program} help COMMAND shows the options of a command.");
                output.WriteLine(RootDetails);
                break;
            case ProductCommand command:
                if (command.Details.Length > 0)
                    output.WriteLine($"Details:\n{Indented(command.Details)}\n");
                if (command.Examples.Count > 0)
                    output.WriteLine($"Examples:\n{Indented(string.Join('\n', command.Examples.Select(e => $"{program} {e}")))}\n");
                break;
        }
        return 0;
    }

    // Defaults are numbers: they are written as they have to be typed, whatever the user's language.
    private void WriteStandard(ParseResult parse)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            new HelpAction { MaxWidth = terminal.OutConsole.Profile.Width }.Invoke(parse);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : "  " + line.TrimEnd()));
}
