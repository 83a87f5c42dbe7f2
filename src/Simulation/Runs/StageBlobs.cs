using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Learners;

namespace Simulator.Runs;

/// <summary>Every stage's output as bytes and back, bit for bit.</summary>
internal static class StageBlobs
{
    public static byte[] Write(FeatureTable table) => FeatureBlob.Write(table);

    public static FeatureTable ReadFeatures(byte[] bytes) => FeatureBlob.Read(bytes);

    public static byte[] Write(ForecastTape tape) => TapeBlob.Write(tape);

    public static ForecastTape ReadTape(byte[] bytes) => TapeBlob.Read(bytes);

    public static byte[] Write(AgentOutcome outcome) =>
        new ColumnarBlob
        {
            Header = JsonSerializer.Serialize(
                new AgentHeader(outcome.Decisions.FirstBar, outcome.Seeds, outcome.ChosenSeed, outcome.Evidence),
                PipelineJson.Options
            ),
        }
            .Add("targetExposure", outcome.Decisions.TargetExposure)
            .ToBytes();

    public static AgentOutcome ReadAgent(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        var header = Header<AgentHeader>(blob);
        return new AgentOutcome(new DecisionTape(header.FirstBar, blob.Get<double>("targetExposure")), header.Seeds, header.ChosenSeed)
        {
            Evidence = header.Evidence,
        };
    }

    public static byte[] Write(BacktestResult result) =>
        new ColumnarBlob { Header = JsonSerializer.Serialize(result with { Equity = [], Exposure = [] }, PipelineJson.Options) }
            .Add("equity", result.Equity)
            .Add("exposure", result.Exposure)
            .ToBytes();

    public static BacktestResult ReadBacktest(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        return Header<BacktestResult>(blob) with { Equity = blob.Get<double>("equity"), Exposure = blob.Get<double>("exposure") };
    }

    private static T Header<T>(ColumnarBlob blob) => JsonSerializer.Deserialize<T>(blob.Header, PipelineJson.Options)!;

    private sealed record AgentHeader(int FirstBar, IReadOnlyList<SeedOutcome> Seeds, int? ChosenSeed, AgentEvidence? Evidence);
}
