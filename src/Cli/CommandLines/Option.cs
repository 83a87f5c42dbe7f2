namespace Simulator.Cli.CommandLines;

/// <summary>An option of a command.</summary>
/// <param name="Name">With its dashes: <c>--data</c>.</param>
/// <param name="Value">What its value is called in the help; null for a switch.</param>
/// <param name="Help">What it does, in a line.</param>
internal sealed record Option(string Name, string? Value, string Help)
{
    /// <summary>May be given more than once.</summary>
    public bool Repeats { get; init; }

    /// <summary>The only values there are; null for any.</summary>
    public string[]? Choices { get; init; }

    /// <summary>Where everything is kept.</summary>
    public static Option Data { get; } =
        new("--data", "FOLDER", "where everything is kept (environment SIMULATOR_DATA; else the user's data folder)");
}
