namespace Simulator.Cli.Completion;

/// <summary>
/// Scripts that complete commands, options and values. They ask the program through its <c>[suggest]</c> directive; if it knows
/// no word, the shell offers files.
/// </summary>
internal static class CompletionScripts
{
    // A line like "./run backtest --st": the program is asked about "backtest --st", with the cursor at its end.
    private const string Bash = """
        # Completion for bash: source <(simulator completion bash)
        _simulator() {
            local line="${COMP_LINE:0:COMP_POINT}"
            line="${line#"${line%%[![:space:]]*}"}"
            line="${line#*[[:space:]]}"
            mapfile -t COMPREPLY < <(compgen -W "$(PROGRAM "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$2")
            if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
        }
        complete -o default -F _simulator simulator ./run
        """;

    private const string Zsh = """
        #compdef simulator run
        # Completion for zsh, after compinit: source <(simulator completion zsh)
        _simulator() {
            local line="${(j: :)words[2,CURRENT-1]} $PREFIX"
            local -a found
            line="${line## }"
            found=(${(f)"$(PROGRAM "[suggest:${#line}]" "$line" 2>/dev/null)"})
            local -a names=(${(M)found:#*=})
            (( $#names )) && compadd -S '' -- $names && return
            compadd -- $found || _files
        }
        compdef _simulator simulator run
        """;

    private const string Fish = """
        # Completion for fish: simulator completion fish | source
        function __simulator
            set -l before (commandline -opc)
            set -l line (string join ' ' -- $before[2..] (commandline -ct | string collect -a))
            PROGRAM "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -r '.+'
        end
        complete -c simulator -a '(__simulator)'
        complete -c run -a '(__simulator)'
        """;

    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script for a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="program">What starts this program: the words of a command.</param>
    public static string Of(string shell, IReadOnlyList<string> program)
    {
        var script = shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => Fish,
        };
        return script.Replace("PROGRAM", string.Join(' ', program.Select(Quoted)), StringComparison.Ordinal);
    }

    /// <summary>What starts the running program: itself, or <c>dotnet</c> with its assembly.</summary>
    public static IReadOnlyList<string> RunningProgram()
    {
        var process = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Combine(AppContext.BaseDirectory, "simulator.dll")]
            : [process];
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
