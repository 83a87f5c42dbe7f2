using Simulator.Forecasting;
using Simulator.Rules.Drawing;

namespace Simulator.Web.Charting;

/// <summary>What the routes of charts answer, without a route: an export embeds the same bytes and documents.</summary>
public static class ChartContent
{
    /// <summary>The layers of a source.</summary>
    /// <exception cref="ChartMissingException">The bars of the run are gone.</exception>
    public static async Task<LayersDocument> LayersAsync(ChartLibrary library, ChartSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Preview is { } preview)
            return LayersDocument.Of(preview, (await library.BarsAsync(source, null, cancellation)).Times, source.LinesTag);
        if (source.Run is not { } run)
            return LayersDocument.Of(source.Bars);
        var bars = await library.BarsAsync(source, null, cancellation);
        if (source.Asset is not null)
            return LayersDocument.OfAsset(run, bars);
        return LayersDocument.Of(run, bars.Times, await library.ForecastsAsync(source, cancellation));
    }

    /// <summary>Bars of a source.</summary>
    /// <exception cref="ChartRequestException">It cannot be shown in bars of that length.</exception>
    /// <exception cref="ChartMissingException">The bars of the run are gone.</exception>
    public static async Task<ColumnFile> BarsAsync(
        ChartLibrary library,
        ChartSource source,
        ChartQuery query,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(query);
        var bars = await library.BarsAsync(source, query.Interval, cancellation);
        return BarFile.Of(bars, BarRange.Of(bars, query.From, query.To, query.Points));
    }

    /// <summary>Lines of an expression over the bars of a source, and where they are drawn.</summary>
    /// <exception cref="ChartRequestException">The expression has errors, or takes too long.</exception>
    /// <exception cref="ChartMissingException">The bars of the run are gone.</exception>
    public static async Task<(ColumnFile File, DrawnPane Pane)> ValuesAsync(
        ChartLibrary library,
        ChartSource source,
        string expression,
        ChartQuery query,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(query);
        var bars = await library.BarsAsync(source, query.Interval, cancellation);
        var (drawn, values) = await library.ValuesAsync(source, bars, expression, cancellation);
        return (ValueFile.Of(drawn, values, BarRange.Of(bars, query.From, query.To, query.Points)), drawn.Pane);
    }

    /// <summary>
    /// The trades of a run, from its account where it is kept, else those that its report lists; those of a draft without their profits.
    /// </summary>
    public static async Task<TradesDocument> TradesAsync(ChartLibrary library, ChartSource source, CancellationToken cancellation)
    {
        var (clock, times) = await ClockAsync(library, source, cancellation);
        if (source.Preview is { } preview)
            return TradesDocument.Of(
                preview.Target.Symbol,
                clock,
                preview.Trades ?? [],
                new FillWords(times, clock.IsIntraday).Of,
                hasResult: false
            );
        var (account, _) = await library.AccountAsync(source, cancellation);
        var (result, words) = (source.Result!, new FillWords(times, clock.IsIntraday));
        return TradesDocument.Of(result.Spec.Data.Target, clock, account?.Trades ?? result.Report.Trades, words.Of).Of(source.Asset);
    }

    /// <summary>The curves of a run: at every bar of the test part where its account is kept, else those of its report.</summary>
    public static async Task<ColumnFile> CurvesAsync(ChartLibrary library, ChartSource source, CancellationToken cancellation)
    {
        var (clock, times) = await ClockAsync(library, source, cancellation);
        var (account, hold) = await library.AccountAsync(source, cancellation);
        return account is not null && times is not null
            ? CurveFile.Of(times, account, hold)
            : CurveFile.Of(clock, source.Result!.Report, source.Asset);
    }

    /// <summary>The forecasts of a run between two shown times.</summary>
    /// <exception cref="ChartMissingException">It has none, or they or its bars are no longer kept.</exception>
    public static async Task<ColumnFile> ForecastsAsync(
        ChartLibrary library,
        ChartSource source,
        ChartQuery query,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(query);
        var tape = await TapeAsync(library, source, cancellation);
        var bars = await library.BarsAsync(source, null, cancellation);
        return ForecastFile.Of(bars, tape, BarRange.Of(bars, query.From, query.To, bars.Series.Count + 1));
    }

    /// <summary>Why the forecasts of a run between two shown times are what they are.</summary>
    /// <exception cref="ChartMissingException">It has none, or its forecaster does not say it, or they are no longer kept.</exception>
    public static async Task<ColumnFile> ReasonsAsync(
        ChartLibrary library,
        ChartSource source,
        ChartQuery query,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(query);
        var tape = await TapeAsync(library, source, cancellation);
        if (tape.Reasons is not { } reasons)
            throw new ChartMissingException(
                $"The forecaster '{tape.Forecaster}' does not say why, or ran before reasons were kept. Remedy: run a neural forecaster, "
                    + "the GAN or boosted trees again."
            );
        var bars = await library.BarsAsync(source, null, cancellation);
        return ReasonFile.Of(bars, reasons, BarRange.Of(bars, query.From, query.To, bars.Series.Count + 1));
    }

    private static async Task<ForecastTape> TapeAsync(ChartLibrary library, ChartSource source, CancellationToken cancellation) =>
        await library.ForecastsAsync(source, cancellation)
        ?? throw new ChartMissingException(
            source.Result?.Spec.Forecaster is null
                ? "This simulation has no forecaster."
                : "The forecasts of this simulation are no longer kept. Remedy: run it again; the same spec gives the same forecasts."
        );

    private static async Task<(ShownClock Clock, double[]? Times)> ClockAsync(
        ChartLibrary library,
        ChartSource source,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(source);
        return source.Series is { } series
            ? (ShownClock.Of(series), (await library.BarsAsync(source, null, cancellation)).Times)
            : (ReportClock.Of(source.Result!), null);
    }
}
