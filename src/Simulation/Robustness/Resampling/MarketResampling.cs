using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Robustness.Resampling;

/// <summary>
/// Runs a rule again on other prices or under other costs: every draw is a backtest. Draws run on all cores and do not depend on their
/// number.
/// </summary>
public static class MarketResampling
{
    /// <summary>
    /// Noise on the prices: the open, high, low and close of every bar of the run move independently by
    /// exp(noise·σ·z), z standard normal, σ the standard deviation of the series' log-returns; then the high is raised and the low
    /// lowered to where open and close lie. A rule that depends on exact prices fails this test.
    /// </summary>
    /// <param name="setup">Market and costs.</param>
    /// <param name="make">Makes the rule.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="noise">Size as a fraction of a bar's standard deviation, &gt; 0.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static MonteCarloResult PriceNoise(
        RunSetup setup,
        StrategyMaker make,
        ParameterSet parameters,
        double noise,
        int draws,
        long seed,
        CancellationToken cancellation = default
    )
    {
        if (!(noise > 0) || !double.IsFinite(noise))
            throw new ArgumentOutOfRangeException(
                nameof(noise),
                noise,
                "price noise must be above 0, as a fraction of a " + "bar's standard deviation"
            );
        var size = noise * Math.Sqrt(SeriesFacts.Of(setup.Series).LogReturnVariance);
        var note = FormattableString.Invariant(
            $"each price moved at random by {noise:0.##} times a bar's standard deviation of {100 * size / noise:0.##} %"
        );
        return Over(
            "price noise",
            setup,
            make,
            parameters,
            draws,
            note,
            (d, s) =>
                s with
                {
                    Series = Noisy(s.Series, s.FirstBar, size, Seeds.Generator(seed, FormattableString.Invariant($"montecarlo/noise{d}"))),
                },
            cancellation
        );
    }

    /// <summary>
    /// Random costs: the commission rate uniform between 0 and twice its own (at least 20 bps), the slippage between 0 and four times
    /// its own (where it is none or in basis points, at least 10 bps). Shows how much the result depends on the assumed costs.
    /// </summary>
    public static MonteCarloResult Costs(
        RunSetup setup,
        StrategyMaker make,
        ParameterSet parameters,
        int draws,
        long seed,
        CancellationToken cancellation = default
    )
    {
        var commission = setup.Options?.Commission ?? Commission.From(setup.Execution);
        var mostRate = Math.Min(0.49, Math.Max(2 * commission.Rate, 0.002));
        var model = setup.Execution.Slippage;
        var mostSlippage = Math.Min(
            4_999,
            Math.Max(
                4
                    * (
                        model switch
                        {
                            null => setup.Execution.SlippageBps,
                            BasisPointSlippage { Bps: var bps } => bps,
                            _ => 0,
                        }
                    ),
                10
            )
        );
        var isScaled = model is SpreadSlippage or ImpactSlippage;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"commission 0 to {1e4 * mostRate:0.#} bps, slippage 0 to "
                + $"{(isScaled ? "four times the model's" : FormattableString.Invariant($"{mostSlippage:0.#} bps"))}"
        );
        return Over(
            "random costs",
            setup,
            make,
            parameters,
            draws,
            note,
            (d, s) =>
            {
                var random = Seeds.Generator(seed, FormattableString.Invariant($"montecarlo/costs{d}"));
                var rate = mostRate * random.NextDouble();
                var share = random.NextDouble();
                return s with
                {
                    Execution = s.Execution with
                    {
                        CommissionRate = rate,
                        Commission = s.Execution.Commission is { } spec ? spec with { Rate = rate } : null,
                        SlippageBps = mostSlippage * share,
                        Slippage =
                            model is null ? null
                            : isScaled ? Times(model, 4 * share)
                            : new BasisPointSlippage { Bps = mostSlippage * share },
                    },
                    Options = s.Options is { Commission: { } own } options
                        ? options with
                        {
                            Commission = own with { Rate = rate },
                        }
                        : s.Options,
                };
            },
            cancellation
        );
    }

    private static SlippageSpec Times(SlippageSpec model, double factor) =>
        model switch
        {
            SpreadSlippage spread => spread with
            {
                SpreadBps = Math.Min(4_999, spread.SpreadBps * factor),
                Spread = spread.Spread * factor,
            },
            ImpactSlippage impact => impact with
            {
                Coefficient = impact.Coefficient * factor,
                SpreadBps = Math.Min(4_999, impact.SpreadBps * factor),
            },
            _ => model,
        };

    /// <summary>
    /// The bars of the run in random order: each bar keeps its gap from the last close and its shape, so that every draw ends at
    /// the same price after the same moves, but without any pattern over time. Shows how often chance alone reaches the rule's result.
    /// </summary>
    public static MonteCarloResult ShuffleBars(
        RunSetup setup,
        StrategyMaker make,
        ParameterSet parameters,
        int draws,
        long seed,
        CancellationToken cancellation = default
    ) =>
        Over(
            "bars shuffled",
            setup,
            make,
            parameters,
            draws,
            "",
            (d, s) =>
                s with
                {
                    Series = BarShuffle.Of(
                        s.Series,
                        s.FirstBar,
                        s.LastBar,
                        Seeds.Generator(seed, FormattableString.Invariant($"montecarlo/bars{d}"))
                    ),
                },
            cancellation
        );

    private static MonteCarloResult Over(
        string method,
        RunSetup setup,
        StrategyMaker make,
        ParameterSet parameters,
        int draws,
        string note,
        Func<int, RunSetup, RunSetup> vary,
        CancellationToken cancellation
    )
    {
        var all = new Draw[draws];
        Parallel.For(
            0,
            draws,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            d => all[d] = Run(vary(d, setup), make, parameters)
        );
        var noted = Draw.Noted(note, setup.BarCount, "bars");
        return Draw.Sum(method, all, Run(setup, make, parameters), AccountResampling.HalfLost, noted);
    }

    private static Draw Run(RunSetup setup, StrategyMaker make, ParameterSet parameters)
    {
        var account = new AccountFigures(setup.Series, setup.Run(make(parameters, setup.Series)));
        return Draw.Of(account.Returns, account.PeriodsPerYear);
    }

    internal static BarSeries Noisy(BarSeries series, int firstBar, double size, SplitMix64 random)
    {
        var (open, high, low, close) = (series.Open.ToArray(), series.High.ToArray(), series.Low.ToArray(), series.Close.ToArray());
        for (var i = firstBar; i < close.Length; i++)
        {
            close[i] *= Math.Exp(size * random.NextGaussian());
            if (!series.HasOhlc)
            {
                (open[i], high[i], low[i]) = (close[i], close[i], close[i]);
                continue;
            }
            open[i] *= Math.Exp(size * random.NextGaussian());
            high[i] = Math.Max(high[i] * Math.Exp(size * random.NextGaussian()), Math.Max(open[i], close[i]));
            low[i] = Math.Min(low[i] * Math.Exp(size * random.NextGaussian()), Math.Min(open[i], close[i]));
        }
        return Alike(series, open, high, low, close, series.Volume);
    }

    private static BarSeries Alike(BarSeries s, double[] open, double[] high, double[] low, double[] close, double[] volume) =>
        new(s.Symbol, s.CloseTimeTicks, open, high, low, close, volume)
        {
            Calendar = s.Calendar,
            Interval = s.Interval,
            Kind = s.Kind,
            IsSynthetic = true,
            HasOhlc = s.HasOhlc,
        };
}
