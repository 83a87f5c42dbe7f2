using Spectre.Console;

namespace Simulator.Cli.Terminals;

/// <summary>Where a command writes: results to standard output; progress, notes and errors to standard error.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutConsole">For tables on standard output; plain text if it is redirected.</param>
/// <param name="ErrorConsole">For progress bars on standard error.</param>
/// <param name="IsInteractive">Whether standard error is a terminal.</param>
/// <param name="Time">Clock for progress.</param>
internal sealed record Terminal(
    TextWriter Out,
    TextWriter Error,
    IAnsiConsole OutConsole,
    IAnsiConsole ErrorConsole,
    bool IsInteractive,
    TimeProvider Time
)
{
    // Wide enough that a table in a file or a pipe is not wrapped at 80 columns.
    private const int RedirectedWidth = 140;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() =>
        new(
            Console.Out,
            Console.Error,
            CreateConsole(Console.Out, Console.IsOutputRedirected),
            CreateConsole(Console.Error, Console.IsErrorRedirected),
            !Console.IsErrorRedirected,
            TimeProvider.System
        );

    /// <summary>Two writers instead of a terminal: <paramref name="output"/> and <paramref name="error"/>.</summary>
    public static Terminal Plain(TextWriter output, TextWriter error, TimeProvider time) =>
        new(output, error, CreateConsole(output, isRedirected: true), CreateConsole(error, isRedirected: true), false, time);

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (isRedirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
