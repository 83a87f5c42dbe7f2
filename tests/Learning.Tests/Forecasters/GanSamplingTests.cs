using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>
/// Draws that a calibrated critic chooses among. The toy: outcomes are N(½, 1), the generator draws N(0, 1), so the density ratio is known,
/// ln r(x) = x/2 − 1/8, and with it the AUC Φ(½/√2), the stationary acceptance 2Φ(−½/√2) and the scores of both laws.
/// </summary>
public sealed class GanSamplingTests
{
    private const int Draws = 4_000;

    // By the error function of Python's math module: auc = Φ(.5/√2); acceptance = 2Φ(−.5/√2);
    // and of N(0, 1) and N(½, 1) the mean of z(2Φ(z) − 1) + 2φ(z) − 1/√π over the outcomes ½ + Φ⁻¹(k/50), k = 1 … 49.
    private const double Auc = 0.638163;
    private const double Acceptance = 0.723674;

    // By numpy 1.24: Draws over the integrated autocorrelation time of x under the chain's kernel on a grid of 800 points, 3.2429.
    private const double EffectiveSize = 1233.46;
    private const double CrpsOfDraws = 0.602815;
    private const double CrpsOfTruth = 0.531652;

    private static readonly GanForecasterSpec s_tiny = new()
    {
        WindowBars = 7,
        Hidden = 6,
        NoiseDimensions = 2,
        CriticChannels = 4,
        Epochs = 3,
        BatchSize = 32,
        CriticSteps = 2,
        Samples = 20,
        TrainFolds = 1,
        Evidence = 0,
    };

    // The shrinkage holds the generator at the law of all outcomes; φ = 0.7 is left for the critic to find.
    private static readonly GanForecasterSpec s_heldBack = new()
    {
        Loss = GanLoss.Original,
        Scale = ScaleKind.Weighted,
        Shrinkage = 1_000,
        CrpsWeight = 0,
        Evidence = 0,
        WindowBars = 5,
        Hidden = 6,
        NoiseDimensions = 2,
        CriticChannels = 16,
        Epochs = 8,
        PatienceEpochs = 8,
        LearningRateMax = 3e-3,
        TrainFolds = 1,
    };

    [Fact]
    public void Calibration_OfAScoreOfKnownOdds_FindsThem()
    {
        var random = new SplitMix64(4);
        var (real, drawn) = Scores(20_000, random, shift: 0.5);
        var found = CriticCalibration.Of(real, drawn);

        Assert.Equal(0.5, found.Slope, 0.02);
        Assert.Equal(Auc, found.Auc, 0.006); // three standard errors of 20,000 rows
        Assert.True(found.AucErrors > 40);
        Assert.Null(found.Distrust);
        Assert.InRange(found.CalibrationZ, -3, 3);
        Assert.Equal(2 * found.Slope, found.LogRatio(2));
    }

    [Fact]
    public void Calibration_OfAScoreThatAlsoSpeaksOfTheWindow_FindsTheSameOdds()
    {
        var random = new SplitMix64(4);
        var (real, drawn) = Scores(20_000, random, shift: 0.5);
        double[] windows = [.. real.Select(_ => 3 * random.NextGaussian())];
        var found = CriticCalibration.Of(
            [.. real.Zip(windows, (s, w) => s + w)],
            [.. drawn.Select((row, t) => Array.ConvertAll(row, s => s + windows[t]))]
        );

        Assert.Equal(0.5, found.Slope, 0.02);
        Assert.Null(found.Distrust);
    }

    [Fact]
    public void Calibration_OfOddsThatHold_IsRefusedByChanceOnly()
    {
        double[] z = [.. Enumerable.Range(0, 200).Select(seed => Z(0.5, 0.5, (ulong)seed))];
        Assert.InRange(z.Average(), -0.25, 0.25); // 3.5 standard errors of 200
        Assert.InRange(Math.Sqrt(z.Average(v => v * v)), 0.82, 1.18);

        static double Z(double early, double late, ulong seed)
        {
            var random = new SplitMix64(seed);
            var (first, second) = (Scores(150, random, early), Scores(150, random, late));
            return CriticCalibration.Of([.. first.Real, .. second.Real], [.. first.Drawn, .. second.Drawn]).CalibrationZ;
        }
    }

    [Fact]
    public void Calibration_OfAScoreThatSaysNothing_IsNotTrusted()
    {
        var trusted = 0;
        for (var seed = 0UL; seed < 100; seed++)
        {
            var (real, drawn) = Scores(200, new SplitMix64(seed), shift: 0);
            trusted += CriticCalibration.Of(real, drawn).Distrust is null ? 1 : 0;
        }
        Assert.InRange(trusted, 0, 11); // 5 % of 100 and three deviations of that

        var same = CriticCalibration.Of([1, 1, 1, 1, 1, 1], [.. Enumerable.Repeat(new[] { 1.0, 1 }, 6)]);
        Assert.Contains("no better than chance", same.Distrust, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibration_ThatDoesNotHoldForLaterRows_IsNotTrusted()
    {
        var random = new SplitMix64(4);
        var (early, late) = (Scores(300, random, shift: 1), Scores(300, random, shift: 0));
        double[][] drawn = [.. early.Drawn, .. late.Drawn];
        Assert.Contains(
            "do not hold on later",
            CriticCalibration.Of([.. early.Real, .. late.Real], drawn).Distrust,
            StringComparison.Ordinal
        );

        // As well told apart, but all by 1.5 higher: that says nothing of a row's candidates.
        var level = Scores(300, random, shift: 1);
        double[][] higher = [.. early.Drawn, .. level.Drawn.Select(row => Array.ConvertAll(row, s => s + 1.5))];
        Assert.Null(CriticCalibration.Of([.. early.Real, .. level.Real.Select(s => s + 1.5)], higher).Distrust);
    }

    [Fact]
    public void Chain_OverDrawsOfABiasedGenerator_HasTheTruthsMeanAndScore()
    {
        var random = new SplitMix64(7);
        var (acceptance, mean, score, raw, effective) = (0.0, 0.0, 0.0, 0.0, 0.0);
        const int Forecasts = 60;
        for (var i = 0; i < Forecasts; i++)
        {
            var proposals = Normals(Draws, random);
            var chosen = CorrectedDraws.Metropolis(proposals, Array.ConvertAll(proposals, LogRatio), random);
            (acceptance, mean, effective) = (
                acceptance + chosen.Acceptance,
                mean + chosen.Values.Average(),
                effective + chosen.EffectiveSize
            );
            // Of many outcomes rather than one, so that the difference of the scores is not their noise.
            foreach (var y in Enumerable.Range(1, 49).Select(k => 0.5 + Normal(k / 50.0)))
            {
                score += Crps.OfSample(CorrectedDraws.Quantiles(chosen.Values, 400), y) / 49;
                raw += Crps.OfSample(CorrectedDraws.Quantiles(proposals, 400), y) / 49;
            }
        }

        Assert.Equal(Acceptance, acceptance / Forecasts, 0.01);
        Assert.Equal(0.5, mean / Forecasts, 0.01);
        Assert.Equal(CrpsOfTruth, score / Forecasts, 0.005);
        Assert.Equal(CrpsOfDraws, raw / Forecasts, 0.005);
        Assert.Equal(EffectiveSize, effective / Forecasts, 0.06 * EffectiveSize);
    }

    [Fact]
    public void Rejection_OfDrawsOfABiasedGenerator_HasTheTruthsMean_AndKeepsWhatTheLargestRatioAllows()
    {
        var random = new SplitMix64(7);
        var (mean, kept) = (0.0, 0.0);
        for (var i = 0; i < 100; i++)
        {
            var proposals = Normals(Draws, random);
            var chosen = CorrectedDraws.Rejection(proposals, Array.ConvertAll(proposals, LogRatio), random);
            Assert.Equal(chosen.Values.Length, chosen.EffectiveSize);
            // E[r] = 1, so the share that is kept is 1/M in expectation.
            Assert.Equal(1 / Math.Exp(LogRatio(proposals.Max())), chosen.Acceptance, 0.04);
            (mean, kept) = (mean + chosen.Values.Sum(), kept + chosen.Values.Length);
        }
        Assert.Equal(0.5, mean / kept, 0.01);
    }

    [Fact]
    public void Choice_WhereAllRatiosAreOne_KeepsEveryProposalOnce()
    {
        var proposals = Normals(50, new SplitMix64(1));
        var chain = CorrectedDraws.Metropolis(proposals, new double[50], new SplitMix64(2));

        Assert.Equal(1, chain.Acceptance);
        Assert.Equal(proposals.Order(), chain.Values.Order());
        Assert.Equal(proposals.Order(), CorrectedDraws.Quantiles(chain.Values, 50));
        Assert.Equal(proposals.Order(), CorrectedDraws.Rejection(proposals, new double[50], new SplitMix64(2)).Values.Order());
    }

    [Fact]
    public void Chain_ThatStaysWhereItIs_IsWorthFewDraws()
    {
        // Only a proposal nearer to 40 is ever accepted: about ln 1000 of them.
        double[] proposals = [.. Enumerable.Range(0, 1_000).Select(i => (double)i)];
        double[] ratios = [.. proposals.Select(x => -1_000 * Math.Abs(x - 40))];
        var chain = CorrectedDraws.Metropolis(proposals, ratios, new SplitMix64(3));

        Assert.True(chain.Acceptance < GanServing.LeastAcceptance);
        Assert.InRange(chain.EffectiveSize, 1, 50);
        Assert.Equal(0.001, CorrectedDraws.Rejection(proposals, ratios, new SplitMix64(3)).Acceptance, 12);
    }

    [Theory]
    [InlineData(GanSampling.MetropolisHastings)]
    [InlineData(GanSampling.Rejection)]
    public void Tape_OfASpecThatCorrects_SaysWhatEveryFoldDid_AndIsTheSameTwiceAndAfterAKill(GanSampling sampling)
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(1_200, 0.7, 21));
        var spec = s_heldBack with { Sampling = sampling };
        var tape = new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context());
        var killed = RecordedStage.OfForecaster();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GanForecaster(spec).Forecast(input, killed.Context(cancelAfterCheckpoints: 6))
        );
        var resumed = new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context(resumeFrom: killed.Checkpoints[^1]));

        Assert.Contains(tape.Notes, n => n.Contains("proposals of a row were accepted", StringComparison.Ordinal));
        TapeAssert.Same(tape, resumed);
        Assert.Equal(tape.Notes, resumed.Notes);
        Assert.Equal(tape.Notes, TapeBlob.Read(TapeBlob.Write(tape)).Notes);
        Assert.Equal(
            ["fold 1 of 3", "fold 2 of 3", "fold 3 of 3"],
            tape.Notes.Where(n => n.Contains("critic", StringComparison.Ordinal)).Select(n => n[..11])
        );
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_199)]
    public void CorrectedTape_OnDataCutAtT_HasTheSameBitsUpToT(int cut)
    {
        var returns = SyntheticReturns.Autoregressive(1_200, 0.7, 21);
        var spec = s_heldBack with { Sampling = GanSampling.MetropolisHastings };
        var input = SyntheticReturns.Input(returns);
        var inputs = new ReturnInputs(input);
        var folds = WalkForward.Plan(1_200, inputs.FirstRow + spec.WindowBars - 1, input.Split, spec.TrainFolds);
        var past = new ReturnInputs(SyntheticReturns.Input(returns[..cut]));
        WalkForwardFold[] cutFolds = [.. folds.Select(f => f.Until(cut)).OfType<WalkForwardFold>()];

        var whole = new GanForecaster(spec).Forecast(inputs, folds, input.Split.EmbargoBars, RecordedStage.OfForecaster().Context());
        var part = new GanForecaster(spec).Forecast(past, cutFolds, input.Split.EmbargoBars, RecordedStage.OfForecaster().Context());

        Assert.Contains(whole.Notes, n => n.Contains("proposals of a row were accepted", StringComparison.Ordinal));
        TapeAssert.SameRows(whole, part, cut, cut - 1);
    }

    [Fact]
    public void Rows_OfAFoldWhoseCriticIsNotTrusted_AreThoseOfRawDraws()
    {
        // Of one epoch with a rate of next to nothing, critics know nothing; one or another may seem to by chance.
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0, 5));
        var spec = s_tiny with { LearningRateMin = 1e-12, LearningRateMax = 1e-12, Epochs = 1 };
        var raw = new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context());
        var tape = new GanForecaster(spec with { Sampling = GanSampling.MetropolisHastings }).Forecast(
            input,
            RecordedStage.OfForecaster().Context()
        );
        int[] spared =
        [
            .. Enumerable
                .Range(0, 3)
                .Where(k => tape.Notes[k].Contains("the generator's own draws instead of Metropolis–Hastings", StringComparison.Ordinal)),
        ];

        Assert.Empty(raw.Notes);
        Assert.Equal(3, tape.Notes.Count);
        Assert.NotEmpty(spared);
        for (var t = tape.FirstBar; t < tape.BarCount; t++)
            Assert.Equal(spared.Contains(tape.Fold[t]), tape.Quantiles.Select(q => q[t]).SequenceEqual(raw.Quantiles.Select(q => q[t])));
    }

    [Fact]
    public void Tape_OfAGeneratorThatIsHeldBack_IsCorrectedByItsCritic()
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(1_200, 0.7, 21));
        double Skill(GanSampling sampling, out ForecastTape tape)
        {
            tape = new GanForecaster(s_heldBack with { Sampling = sampling }).Forecast(input, RecordedStage.OfForecaster().Context());
            var first = tape.FirstBar;
            int[] rows = [.. Enumerable.Range(first, input.Target.Count - 1 - first)];
            return Simulator.Scoring.ForecastScorer.Score(tape, tape.Horizons[0], input.Target, rows).Skill;
        }
        var raw = Skill(GanSampling.Raw, out _);
        var chain = Skill(GanSampling.MetropolisHastings, out var corrected);
        var rejection = Skill(GanSampling.Rejection, out _);

        Assert.Contains(corrected.Notes, n => n.Contains("proposals of a row were accepted", StringComparison.Ordinal));
        Assert.InRange(raw, -0.05, 0.05);
        Assert.InRange(chain, raw + 0.03, 0.3);
        Assert.InRange(rejection, raw + 0.03, 0.3);
    }

    [Fact]
    public void Spec_ThatCorrectsWithoutACritic_IsRefused()
    {
        var spec = new GanForecasterSpec { Loss = GanLoss.EnergyScore, Sampling = GanSampling.Rejection };
        var fault = Assert.Single(GanRow.Description.Faults(spec));
        Assert.Equal(new LearnerFault("sampling", "must be raw with loss energyScore, which has no critic to choose by"), fault);
    }

    private static double LogRatio(double x) => (x / 2) - 0.125;

    private static double[] Normals(int count, SplitMix64 random) => [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];

    private static double Normal(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, level);

    private static (double[] Real, double[][] Drawn) Scores(int rows, SplitMix64 random, double shift) =>
        (
            [.. Enumerable.Range(0, rows).Select(_ => shift + random.NextGaussian())],
            [.. Enumerable.Range(0, rows).Select(_ => Normals(4, random))]
        );
}
