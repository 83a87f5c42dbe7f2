namespace Simulator.Cli.CommandLines;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The command was right, the run failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command, a file named in it or the spec is wrong; standard error lists every error.</summary>
    public const int WrongUse = 2;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Stopped = 130;
}
