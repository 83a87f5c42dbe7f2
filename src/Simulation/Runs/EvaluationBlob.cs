using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Evaluation.Rivals;
using Simulator.Robustness.Ambiguity;

namespace Simulator.Runs;

/// <summary>
/// An evaluation, finished or on its way, as bytes and back, bit for bit: curves of the baselines as columns, the rest as JSON.
/// </summary>
internal static class EvaluationBlob
{
    public static byte[] Write(EvaluationResult result) => Write(EvaluationParts.Of(result));

    /// <summary>Reads a whole evaluation.</summary>
    /// <exception cref="InvalidDataException">Not an evaluation, or one that is not finished.</exception>
    public static EvaluationResult Read(byte[] bytes) => ReadParts(bytes).ToResult();

    public static byte[] Write(EvaluationParts parts)
    {
        var header = new Header(
            parts.Done,
            WithoutCurves(parts.BuyAndHold),
            WithoutCurves(parts.Cash),
            parts.Rivals,
            parts.FillBand,
            parts.Checks,
            parts.Robustness
        );
        var blob = new ColumnarBlob { Header = JsonSerializer.Serialize(header, PipelineJson.Options) };
        AddCurves(blob, nameof(Header.BuyAndHold), parts.BuyAndHold);
        AddCurves(blob, nameof(Header.Cash), parts.Cash);
        return blob.ToBytes();
    }

    /// <summary>Reads an evaluation that may be half done.</summary>
    /// <exception cref="InvalidDataException">Not an evaluation.</exception>
    public static EvaluationParts ReadParts(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        var header = JsonSerializer.Deserialize<Header>(blob.Header, PipelineJson.Options)!;
        return new EvaluationParts
        {
            Done = header.Done,
            BuyAndHold = WithCurves(blob, nameof(Header.BuyAndHold), header.BuyAndHold),
            Cash = WithCurves(blob, nameof(Header.Cash), header.Cash),
            Rivals = header.Rivals,
            FillBand = header.FillBand,
            Checks = header.Checks,
            Robustness = header.Robustness,
        };
    }

    private static BacktestResult? WithoutCurves(BacktestResult? run) => run is null ? null : run with { Equity = [], Exposure = [] };

    private static void AddCurves(ColumnarBlob blob, string name, BacktestResult? run)
    {
        if (run is not null)
            blob.Add(name + ".equity", run.Equity).Add(name + ".exposure", run.Exposure);
    }

    private static BacktestResult? WithCurves(ColumnarBlob blob, string name, BacktestResult? run) =>
        run is null ? null : run with { Equity = blob.Get<double>(name + ".equity"), Exposure = blob.Get<double>(name + ".exposure") };

    private sealed record Header(
        int Done,
        BacktestResult? BuyAndHold,
        BacktestResult? Cash,
        RivalTable? Rivals,
        FillBand? FillBand,
        IReadOnlyList<HonestyCheck>? Checks,
        RobustnessFindings? Robustness
    );
}
