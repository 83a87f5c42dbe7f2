using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>
/// What a finished run read and did, bar by bar, as far as it is still kept: its series again from the stored ones, its forecasts and its
/// account from the artifacts of its stages. Nothing is computed anew.
/// </summary>
public sealed class KeptRun
{
    private KeptRun(SimulationResult result, BarSeries target, IReadOnlyList<BarSeries> others) =>
        (Result, Target, Others) = (result, target, others);

    /// <summary>The run.</summary>
    public SimulationResult Result { get; }

    /// <summary>The bars of the target that it used: cut to its dates, with its price treatment; of a portfolio its first asset.</summary>
    public BarSeries Target { get; }

    /// <summary>The other series that it read.</summary>
    public IReadOnlyList<BarSeries> Others { get; }

    /// <summary>Loads the series of a run.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="series">The series as they were when it was submitted.</param>
    /// <returns>The run; null where a series is missing, or is no longer what the run read.</returns>
    public static KeptRun? Load(SimulationResult result, ISeriesSource series)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(series);
        var known = new InMemorySeries(
            result.Data.Select(d => d.Symbol).Distinct(StringComparer.OrdinalIgnoreCase).Select(series.Find).OfType<BarSeries>()
        );
        if (result.Data.Any(d => known.Find(d.Symbol) is null))
            return null;
        BarSeries[] read = result.Spec.Strategy is PortfolioStrategySpec portfolio
            ? [.. PortfolioMarket.Load(portfolio, result.Spec.Data, known).Assets.Select(a => a.Series)]
            : [.. MarketData.Load(result.Spec.Data, known).Sources];
        return read[0].ContentHash == result.Data[0].ContentHash ? new KeptRun(result, read[0], read[1..]) : null;
    }

    /// <summary>The forecasts of a run, a row per bar of its target; null where it made none, or they are no longer kept.</summary>
    public static ForecastTape? Forecasts(SimulationResult result, IArtifactStore artifacts) =>
        Artifact(result, artifacts, StageName.Forecaster, StageBlobs.ReadTape);

    /// <summary>The account of a run at every bar; null of a portfolio, and where it is no longer kept.</summary>
    public static BacktestResult? Account(SimulationResult result, IArtifactStore artifacts) =>
        Artifact(result, artifacts, StageName.Backtest, StageBlobs.ReadBacktest);

    /// <summary>
    /// What a run was compared with, unlevered and under its costs, at every bar; null of a portfolio, and where it is no longer kept.
    /// </summary>
    public static BacktestResult? BuyAndHold(SimulationResult result, IArtifactStore artifacts) =>
        Artifact(result, artifacts, StageName.Evaluation, EvaluationBlob.Read)?.BuyAndHold;

    private static T? Artifact<T>(SimulationResult result, IArtifactStore artifacts, StageName stage, Func<byte[], T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(artifacts);
        if (
            result.Spec.Strategy is PortfolioStrategySpec
            || result.Stages.FirstOrDefault(s => s.Stage == stage) is not { } record
            || artifacts.TryRead(record.ArtifactKey) is not { } bytes
        )
            return null;
        try
        {
            return ColumnarBlob.Hash(bytes) == record.ContentHash ? read(bytes) : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            return null; // damaged is as good as gone
        }
    }
}
