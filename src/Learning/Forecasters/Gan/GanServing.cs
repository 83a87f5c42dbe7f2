using System.Globalization;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Seeding;
using Simulator.Stages;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>Draws from trained generators, corrects the draws by their critics where the spec says so, and fills the tape.</summary>
/// <param name="spec">The spec.</param>
/// <param name="inputs">What returns are divided by.</param>
/// <param name="context">Seed, device, cancellation.</param>
/// <param name="tape">What is filled.</param>
internal sealed class GanServing(GanForecasterSpec spec, ReturnInputs inputs, StageContext context, TapeWriter tape)
{
    /// <summary>Share of accepted proposals below which a row keeps the generator's own draws.</summary>
    public const double LeastAcceptance = 0.05;

    private const int PathNodes = 6;
    private const int CalibrationDraws = 16;
    private const int MostProposals = 4_000;
    private const int ProposalsPerDraw = 5;
    private readonly Device _device = device(context.Device);

    private int Proposals => spec.Samples * Math.Clamp(MostProposals / spec.Samples, 1, ProposalsPerDraw);

    /// <summary>Fills a fold's rows of the tape with the pooled law of its models.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="validation">Its held-out rows, on which critics are calibrated.</param>
    /// <param name="source">Its windows.</param>
    /// <param name="training">Networks to put the models into.</param>
    /// <param name="models">The models.</param>
    /// <param name="name">What a note calls a model, given its index.</param>
    public void Serve(
        WalkForwardFold fold,
        int[] validation,
        WindowSource source,
        GanTraining training,
        IReadOnlyList<GanModel> models,
        Func<int, string> name
    )
    {
        var rows = Enumerable.Range(fold.ForecastStart, fold.ForecastEnd - fold.ForecastStart).ToArray();
        PooledQuantiles[] pooled =
        [
            .. Enumerable.Range(0, spec.PathBars).Select(_ => new PooledQuantiles(fold.ForecastStart, rows.Length, spec.Samples)),
        ];
        for (var member = 0; member < models.Count; member++)
        {
            models[member].Generator.Restore(training.Generator);
            var purpose = ModelPurpose.Of(fold.Index, member);
            if (spec.Sampling != GanSampling.Raw)
                models[member].Critic.Restore(training.Critic);
            if (!models[member].IsTrained && spec.Sampling != GanSampling.Raw)
                tape.Note($"{name(member)}: the generator's own draws instead of {Method}: no training was kept, and so no critic");
            if (
                spec.Sampling == GanSampling.Raw
                || !models[member].IsTrained
                || !Correct(training, source, validation, rows, purpose, pooled[0], name(member))
            )
                Draw(
                    training.Generator,
                    source,
                    rows,
                    spec.Samples,
                    purpose + "/forecast",
                    isEven: true,
                    (row, paths) => Add(pooled, row, paths)
                );
        }
        foreach (var row in rows)
        {
            for (var bars = 1; bars <= spec.PathBars; bars++)
                tape.Write(row, SeenBy(fold, row), bars, pooled[bars - 1].LawOf(row, models.Count), inputs.ReturnOver(row, bars));
        }
    }

    /// <summary>
    /// Says on the tape why forecasts are what they are: of the generators' draws, also where a critic then chose among them.
    /// </summary>
    /// <param name="rows">Rows whose forecasts are on the tape.</param>
    /// <param name="fittedEnd">One behind the last row that the inputs were standardised on.</param>
    /// <param name="work">The fold.</param>
    /// <param name="source">Its windows.</param>
    /// <param name="training">Networks to put the models into.</param>
    /// <param name="models">The models.</param>
    public void Explain(int[] rows, int fittedEnd, FoldWork work, WindowSource source, GanTraining training, IReadOnlyList<GanModel> models)
    {
        var seed = Seeds.Derive(context.Seed, ModelPurpose.Of(work.Fold.Index, 0) + "/reasons");
        using var moments = new GeneratorMoments(spec.WindowBars, spec.NoiseDimensions, seed, _device);
        LawMoments Model(int member)
        {
            models[member].Generator.Restore(training.Generator);
            return moments.Of(training.Generator);
        }
        new WindowReasons(inputs, source, tape).Write(rows, fittedEnd, PathNodes, models.Count, Model, context.Cancellation);
        work.Show(() => new FittedGan(work.Fold, inputs, source, moments, training, models));
    }

    /// <summary>Draws in units of the log-return, as sums over the first 1, 2, … bars of each path.</summary>
    public void Draw(
        ReturnGenerator generator,
        WindowSource source,
        int[] rows,
        int samples,
        string purpose,
        bool isEven,
        Action<int, double[][]> take
    ) =>
        SampleDrawer.Draw(
            generator,
            source,
            rows,
            new(samples, spec.PathBars, spec.NoiseDimensions, isEven),
            Seeds.Derive(context.Seed, purpose),
            _device,
            (row, paths) =>
            {
                foreach (var draws in paths)
                {
                    for (var k = 0; k < draws.Length; k++)
                        draws[k] *= inputs.Volatility[row];
                }
                take(row, paths);
            },
            context.Cancellation
        );

    private static void Add(PooledQuantiles[] pooled, int row, double[][] paths)
    {
        for (var bar = 0; bar < pooled.Length; bar++)
            pooled[bar].Add(row, paths[bar]);
    }

    // Of paths of one bar. Whether the critic is trusted; then its choice among proposals is taken in, else nothing. Only held-out rows
    // decide that.
    private bool Correct(
        GanTraining training,
        WindowSource source,
        int[] validation,
        int[] rows,
        string purpose,
        PooledQuantiles pooled,
        string name
    )
    {
        var calibration = Calibrate(training, source, validation, purpose);
        if (calibration.Distrust is { } reason)
        {
            tape.Note($"{name}: the generator's own draws instead of {Method}: {reason}");
            return false;
        }
        var (acceptance, effective, refused) = (0.0, 0.0, 0);
        Draw(
            training.Generator,
            source,
            rows,
            Proposals,
            purpose + "/proposals",
            isEven: true,
            (row, paths) =>
            {
                var proposals = paths[0];
                var scores = Scores(training.Critic, source, row, proposals);
                var random = Seeds.Generator(context.Seed, FormattableString.Invariant($"{purpose}/acceptance/{row}"));
                var chosen = Choose(proposals, Array.ConvertAll(scores, calibration.LogRatio), random);
                (acceptance, effective) = (acceptance + chosen.Acceptance, effective + chosen.EffectiveSize);
                var isRefused = !(chosen.Acceptance >= LeastAcceptance);
                refused += isRefused ? 1 : 0;
                pooled.Add(row, CorrectedDraws.Quantiles(isRefused ? proposals : chosen.Values, spec.Samples));
            }
        );
        tape.Note(Words(name, calibration, acceptance / rows.Length, effective / rows.Length, refused, rows.Length));
        return true;
    }

    private CriticCalibration Calibrate(GanTraining training, WindowSource source, int[] validation, string purpose)
    {
        var (real, drawn) = (new List<double>(), new List<double[]>());
        Draw(
            training.Generator,
            source,
            validation,
            CalibrationDraws,
            purpose + "/calibration",
            isEven: false,
            (row, paths) =>
            {
                var scores = Scores(training.Critic, source, row, [.. paths[0], inputs.NextReturn[row]]);
                real.Add(scores[^1]);
                drawn.Add(scores[..^1]);
            }
        );
        return CriticCalibration.Of(real, drawn);
    }

    // Of candidates in units of the log-return; one row at a time, so that its bits depend on no other row.
    private double[] Scores(ReturnCritic critic, WindowSource source, int row, double[] candidates)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var returns = Array.ConvertAll(candidates, c => (float)(c / inputs.Volatility[row]));
        var scaled = tensor(returns, [returns.Length, 1], device: _device); // [candidates, 1]
        var window = critic.Embed(source.Windows([row])).Repeat(candidates.Length);
        return Array.ConvertAll(critic.Score(window, scaled).cpu().data<float>().ToArray(), s => (double)s);
    }

    private CorrectedDraws Choose(double[] proposals, double[] logRatios, SplitMix64 random) =>
        spec.Sampling == GanSampling.Rejection
            ? CorrectedDraws.Rejection(proposals, logRatios, random)
            : CorrectedDraws.Metropolis(proposals, logRatios, random);

    private string Method => spec.Sampling == GanSampling.Rejection ? "rejection sampling" : "Metropolis–Hastings";

    private string Words(string name, CriticCalibration calibration, double acceptance, double effective, int refused, int rows) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Method} by the calibrated critic (AUC {calibration.Auc:0.000}, {calibration.AucErrors:0.0} standard errors above "
                + $"0.5; calibration Z {calibration.CalibrationZ:0.0}): {acceptance:0.0%} of {Proposals:N0} proposals of a row were "
                + $"accepted, worth {effective:N0} independent draws"
        )
        + (
            refused == 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"; {refused:N0} of {rows:N0} rows kept the generator's own draws, since fewer than {LeastAcceptance:0%} were accepted"
                )
        );

    // The volatility may come from a later fit than the network.
    private WalkForwardFold SeenBy(WalkForwardFold fold, int row) => fold with { Cutoff = Math.Max(fold.Cutoff, inputs.ScaleCutoff[row]) };
}
