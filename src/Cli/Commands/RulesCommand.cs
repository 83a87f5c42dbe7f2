using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Terminals;
using Simulator.Rules;

namespace Simulator.Cli.Commands;

/// <summary>Checks files of rules, and prints what the language has.</summary>
internal sealed class RulesCommand : Command
{
    public override string Name => "rules";

    public override string Usage => "check FILE | reference";

    public override string Summary => "checks a file of rules, or prints the reference of their language";

    public override string Details =>
        """
            check tells every error of a RULES.json at once, each with the line and a mark under what is meant; exit code 2 where there is one.
            Example: rules check docs/examples/rules/trend.json
            """;

    public override IEnumerable<string> Check(Arguments arguments)
    {
        if (arguments.Positionals is not (["check", _] or ["reference"]))
            yield return arguments.Positionals is ["check"]
                ? "which file? rules check FILE"
                : "rules check FILE checks a file, rules reference prints the language's reference";
    }

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        if (arguments.Positionals[0] == "reference")
        {
            await terminal.Out.WriteAsync(RuleReference.Write());
            return ExitCode.Ok;
        }
        var file = arguments.Positionals[1];
        try
        {
            var program = RuleFiles.Read(file);
            await terminal.Out.WriteLineAsync($"{file}: sound{Reads(program)}");
            return ExitCode.Ok;
        }
        catch (RuleException e)
        {
            throw new UsageException([.. e.Errors.Select(error => $"{file}: {error.Describe()}")]);
        }
    }

    private static string Reads(RuleProgram program)
    {
        string[] reads = [.. program.Symbols, .. program.ReadsForecasts ? ["forecasts"] : Array.Empty<string>()];
        return reads.Length == 0 ? "" : $"; reads {string.Join(", ", reads)} beside the traded series";
    }
}
