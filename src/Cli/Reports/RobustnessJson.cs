using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Resampling;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>Results of searches and robustness tests as JSON; an undefined figure is <c>null</c>.</summary>
internal static class RobustnessJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A sweep.</summary>
    public static string Sweep(SweepResult result, VerdictFacts? facts, IReadOnlyList<string> dataNotes, IReadOnlyList<string> notes) =>
        Write(SweepParts(result, facts), dataNotes, notes);

    /// <summary>A walk-forward test.</summary>
    public static string WalkForward(
        BarSeries series,
        WalkForwardResult result,
        VerdictFacts? facts,
        IReadOnlyList<string> dataNotes,
        IReadOnlyList<string> notes
    ) => Write(WalkForwardParts(series, result, facts), dataNotes, notes);

    /// <summary>A cross-validation.</summary>
    public static string CrossValidation(CombinatorialTest test, IReadOnlyList<string> dataNotes, IReadOnlyList<string> notes) =>
        Write(
            new
            {
                Sentence = CombinatorialWords.Of(test),
                test.Planned,
                test.Candidates,
                test.Stopped,
                test.Splits,
                test.EmptySplits,
                Paths = test.PathSharpe.Count,
                test.MedianSharpe,
                test.ShareOfLosingPaths,
                test.InSampleSharpe,
                test.PathSharpe,
                test.PathAnnualReturn,
                test.Groups,
                Choices = test.Choices.Select(c => new
                {
                    c.Test,
                    c.Chosen,
                    c.InSampleSharpe,
                    c.OutOfSampleSharpe,
                }),
            },
            dataNotes,
            notes
        );

    /// <summary>All robustness tests.</summary>
    public static string Battery(BarSeries series, RobustnessResult r, IReadOnlyList<string> dataNotes, IReadOnlyList<string> notes) =>
        Write(
            new
            {
                r.Sentence,
                r.Evidence,
                r.Stopped,
                Parameters = r.Parameters.ToDictionary(),
                FinalEquity = r.Run.Equity[^1],
                r.Run.TradeHash,
                Trials = r.Facts?.Trials,
                DeflatedSharpe = r.Facts?.DeflatedSharpe ?? double.NaN,
                DeflatedSharpeOverBuyAndHold = r.Facts?.DeflatedSharpeOverBuyAndHold ?? double.NaN,
                r.Facts?.Objections,
                r.Facts?.Findings,
                r.LookAhead,
                r.OtherSeries,
                r.FillBand,
                MonteCarlo = new[]
                {
                    r.ShuffledTrades,
                    r.ResampledTrades,
                    r.Bootstrap,
                    r.PriceNoise,
                    r.RandomCosts,
                    r.ShuffledBars,
                }.OfType<MonteCarloResult>(),
                QuantileLevels = Distribution.Levels,
                r.Entries,
                Sweep = r.Sweep is null ? null : SweepParts(r.Sweep, null),
                WalkForward = r.WalkForward is null ? null : WalkForwardParts(series, r.WalkForward, null),
                r.CrossValidation,
            },
            dataNotes,
            notes
        );

    private static object SweepParts(SweepResult result, VerdictFacts? facts) =>
        new
        {
            Sentence = facts is null ? null : Verdict.Sentence(facts),
            Evidence = facts is null ? null : (Evidence?)Verdict.Weigh(facts),
            result.Planned,
            result.Completed,
            result.Refused,
            result.FirstRefusal,
            result.Stopped,
            result.RankedBy,
            result.Reproduced,
            result.Scores,
            result.Selection,
            result.Neighbourhood,
            TradeHash = result.BestResult?.TradeHash,
            Best = result.Best.Select(b => new
            {
                b.Index,
                Parameters = b.Parameters.ToDictionary(),
                b.Score,
                b.Figures,
            }),
            result.HeatMap,
        };

    private static object WalkForwardParts(BarSeries series, WalkForwardResult result, VerdictFacts? facts) =>
        new
        {
            Sentence = facts is null ? null : Verdict.Sentence(facts),
            Evidence = facts is null ? null : (Evidence?)Verdict.Weigh(facts),
            result.Planned,
            result.Stopped,
            result.Runs,
            result.Candidates,
            result.Efficiency,
            result.OutOfSampleAnnualReturn,
            result.InSampleAnnualReturn,
            result.OutOfSampleSharpe,
            result.ProfitableShare,
            Windows = result.Folds.Select(f => new
            {
                Train = new[] { series.CloseTimeAt(f.Window.TrainFirst), series.CloseTimeAt(f.Window.TrainLast) },
                Test = new[] { series.CloseTimeAt(f.Window.TestFirst), series.CloseTimeAt(f.Window.TestLast) },
                Bars = f.Window,
                Chosen = f.Chosen?.ToDictionary(),
                f.InSampleScore,
                f.InSampleAnnualReturn,
                f.OutOfSampleScore,
                f.OutOfSampleReturn,
                f.Trades,
            }),
            result.Drift,
            FirstBar = result.OutOfSample?.FirstBar,
            Equity = result.OutOfSample?.Equity,
            TradeHash = result.OutOfSample?.TradeHash,
        };

    private static string Write(object document, IReadOnlyList<string> dataNotes, IReadOnlyList<string> notes)
    {
        var node = JsonSerializer.SerializeToNode(document, s_options)!.AsObject();
        (node["notes"], node["dataNotes"]) = (Texts(notes), Texts(dataNotes));
        return node.ToJsonString(s_options);
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
