using System.Text.Json;
using Simulator.AgentComparisons;
using Simulator.Cli.Reports;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Compares agents on one series.</summary>
internal sealed class CompareAgentsCommand()
    : RequestCommand(
        "compare",
        "compares agents on one series, with several seeds, and with simpler ways to trade",
        "the comparison to make",
        new AgentComparisonKind()
    )
{
    public override string StrayHint => "; it makes one comparison at a time";

    public override string Details =>
        """
            REQUEST.json has a spec without strategy, agents by name, and the number of seeds; docs/agents.md describes it.
            All trade the same test part with the same fills, costs and capital. Every agent counts as a trial.
            Trainings are kept in the data folder: Ctrl+C loses at most the one in work, and the same command goes on
            from its last checkpoint.
            """;

    public override IReadOnlyList<string> Examples => ["agents compare docs/examples/agents/daily.json --bars GS=GS.csv"];

    protected override string Print(byte[] content, bool asJson)
    {
        var result = JsonSerializer.Deserialize<AgentComparisonResult>(content, PipelineJson.Options)!;
        return asJson ? JsonSerializer.Serialize(result, PipelineJson.Indented) : AgentComparisonPrinter.Text(result);
    }
}
