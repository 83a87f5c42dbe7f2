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
    public static byte[] Write(FeatureTable table)
    {
        var blob = new ColumnarBlob();
        for (var i = 0; i < table.ColumnCount; i++)
            blob.Add(table.Names[i], table.Columns[i]);
        return blob.ToBytes();
    }

    public static FeatureTable ReadFeatures(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        string[] names = [.. blob.Names];
        return new FeatureTable(names, [.. names.Select(blob.Get<double>)]);
    }

    public static byte[] Write(ForecastTape tape)
    {
        var blob = new ColumnarBlob
        {
            Header = JsonSerializer.Serialize(new TapeHeader(tape.Forecaster, tape.HorizonBars, tape.FirstBar), PipelineJson.Options),
        }
            .Add("levels", tape.Levels)
            .Add("mean", tape.Mean)
            .Add("standardDeviation", tape.StandardDeviation)
            .Add("probabilityOfRise", tape.ProbabilityOfRise)
            .Add("crps", tape.Crps)
            .Add("fold", tape.Fold)
            .Add("cutoff", tape.Cutoff);
        for (var i = 0; i < tape.Levels.Length; i++)
            blob.Add(Quantile(i), tape.Quantiles[i]);
        return blob.ToBytes();
    }

    public static ForecastTape ReadTape(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        var header = Header<TapeHeader>(blob);
        var levels = blob.Get<double>("levels");
        return new ForecastTape
        {
            Forecaster = header.Forecaster,
            HorizonBars = header.HorizonBars,
            FirstBar = header.FirstBar,
            Levels = levels,
            Quantiles = [.. levels.Select((_, i) => blob.Get<double>(Quantile(i)))],
            Mean = blob.Get<double>("mean"),
            StandardDeviation = blob.Get<double>("standardDeviation"),
            ProbabilityOfRise = blob.Get<double>("probabilityOfRise"),
            Crps = blob.Get<double>("crps"),
            Fold = blob.Get<int>("fold"),
            Cutoff = blob.Get<int>("cutoff"),
        };
    }

    public static byte[] Write(AgentOutcome outcome) =>
        new ColumnarBlob
        {
            Header = JsonSerializer.Serialize(
                new AgentHeader(outcome.Decisions.FirstBar, outcome.Seeds, outcome.ChosenSeed),
                PipelineJson.Options
            ),
        }
            .Add("targetExposure", outcome.Decisions.TargetExposure)
            .ToBytes();

    public static AgentOutcome ReadAgent(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        var header = Header<AgentHeader>(blob);
        return new AgentOutcome(new DecisionTape(header.FirstBar, blob.Get<double>("targetExposure")), header.Seeds, header.ChosenSeed);
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

    private static string Quantile(int index) => FormattableString.Invariant($"q{index}");

    private static T Header<T>(ColumnarBlob blob) => JsonSerializer.Deserialize<T>(blob.Header, PipelineJson.Options)!;

    private sealed record TapeHeader(string Forecaster, int HorizonBars, int FirstBar);

    private sealed record AgentHeader(int FirstBar, IReadOnlyList<SeedOutcome> Seeds, int ChosenSeed);
}
