namespace Simulator.Cli.Faults;

/// <summary>Exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The command line was right, but the run failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line, a file or the spec is wrong; standard error lists every error.</summary>
    public const int WrongUse = 2;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Stopped = 130;
}
