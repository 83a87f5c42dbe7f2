using System.Text.Json.Nodes;
using Simulator.Runs;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Store.Jobs;

public sealed class StagesJsonTests
{
    [Fact]
    public void Planned_WrittenAndRead_IsTheSame()
    {
        var planned = StagesJson.Planned(new SimulationRequest(Examples.Spec()));

        Assert.Equal(planned, StagesJson.Read(StagesJson.Write(planned)));
        Assert.Equal(StageState.Waiting, planned.Single(s => s.Stage == "evaluation").State);
    }

    [Fact]
    public void Read_StoredBeforeThereWasAnEvaluation_HasEveryStageInOrder()
    {
        var request = new SimulationRequest(Examples.Spec());
        var planned = StagesJson.Planned(request);
        var stored = JsonNode.Parse(StagesJson.Write(planned))!.AsArray();
        Assert.Equal(1, stored.RemoveAll(s => (string?)s!["stage"] == "evaluation"));

        var read = StagesJson.Read(stored.ToJsonString(), request);

        Assert.Equal(planned.Select(s => s.Stage), read.Select(s => s.Stage));
        Assert.Equal(StageState.Waiting, read.Single(s => s.Stage == "evaluation").State);
    }

    [Fact]
    public void Result_StoredBeforeThereWasAnEvaluation_Reads()
    {
        string[] before = ["Data", "Features", "Backtest", "Report"];
        var result = Examples.Result(Examples.Spec());
        var json = System.Text.Json.JsonSerializer.SerializeToNode(result, PipelineJson.Options)!;
        json["stages"] = new JsonArray([
            .. before.Select(s =>
                JsonNode.Parse($$"""{ "stage": "{{s}}", "artifactKey": "k", "contentHash": "h", "fromCache": false, "seconds": 1 }""")
            ),
        ]);

        var read = System.Text.Json.JsonSerializer.Deserialize<SimulationResult>(json, PipelineJson.Options)!;

        Assert.Equal(before, read.Stages.Select(s => s.Stage.ToString()));
        Assert.Equal(result.ResultHash, read.ResultHash);
    }
}
