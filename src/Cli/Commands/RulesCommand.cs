using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.Terminals;
using Simulator.Rules;

namespace Simulator.Cli.Commands;

/// <summary>Groups the commands for files of rules.</summary>
internal sealed class RulesCommand : Command
{
    public RulesCommand()
        : base("rules", "checks a file of rules, or prints the reference of their language")
    {
        Add(new CheckCommand());
        Add(new ReferenceCommand());
    }

    private sealed class CheckCommand : ProductCommand
    {
        private readonly Argument<string> _file = new("FILE") { Description = "the file of rules, JSON" };

        public CheckCommand()
            : base("check", "lists every error in a file of rules") => Add(_file);

        public override string Details =>
            """
                Each error names the member and the column and marks the place in the text.
                Exit code 2 if there is an error.
                """;

        public override IReadOnlyList<string> Examples => ["rules check docs/examples/rules/trend.json"];

        public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
        {
            var file = parse.GetValue(_file)!;
            try
            {
                var program = RuleFiles.Read(file);
                await terminal.Out.WriteLineAsync($"{file}: no errors{Reads(program)}");
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
            return reads.Length == 0 ? "" : $"; besides the traded series it reads {string.Join(", ", reads)}";
        }
    }

    private sealed class ReferenceCommand() : ProductCommand("reference", "prints the reference of the language, as Markdown")
    {
        public override IReadOnlyList<string> Examples => ["rules reference"];

        public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
        {
            await terminal.Out.WriteAsync(RuleReference.Write());
            return ExitCode.Ok;
        }
    }
}
