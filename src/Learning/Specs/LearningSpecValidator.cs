using Simulator.Specs.Validation;

namespace Simulator.Learning.Specs;

/// <summary>Checks forecasters and agents.</summary>
internal static class LearningSpecValidator
{
    public static void Validate(ForecasterSpec forecaster, string path, SpecErrors errors)
    {
        errors.Require(
            forecaster.WindowBars is >= 8 and <= 256,
            forecaster.WindowBars,
            SpecErrors.Join(path, "windowBars"),
            "between 8 and 256"
        );
        errors.Require(
            forecaster.HorizonBars == 1,
            forecaster.HorizonBars,
            SpecErrors.Join(path, "horizonBars"),
            "1 (longer horizons are not supported yet)"
        );
        if (forecaster is GanForecasterSpec gan)
            Validate(gan, path, errors);
    }

    public static void Validate(AgentSpec agent, string path, SpecErrors errors)
    {
        errors.Require(
            agent.CostFraction is null or (>= 0 and < 0.5),
            agent.CostFraction ?? 0,
            SpecErrors.Join(path, "costFraction"),
            "a fraction of the traded value, at least 0 and below 0.5, or null for the costs of the run"
        );
        errors.Require(agent.Seeds is >= 1 and <= 64, agent.Seeds, SpecErrors.Join(path, "seeds"), "between 1 and 64");
        errors.Require(agent.Steps is >= 1 and <= 1_000_000_000, agent.Steps, SpecErrors.Join(path, "steps"), "between 1 and 1000000000");
        if (agent is PpoAgentSpec ppo)
            Validate(ppo, path, errors);
    }

    private static void Validate(GanForecasterSpec gan, string path, SpecErrors errors)
    {
        Count(gan.Hidden, 1, 2048, "hidden");
        Count(gan.NoiseDimensions, 1, 512, "noiseDimensions");
        Count(gan.CriticChannels, 1, 1024, "criticChannels");
        Count(gan.Epochs, 1, 100_000, "epochs");
        Count(gan.BatchSize, 2, 65_536, "batchSize");
        Count(gan.CriticSteps, 1, 100, "criticSteps");
        Count(gan.PatienceEpochs, 1, 100_000, "patienceEpochs");
        Count(gan.Samples, 10, 10_000, "samples");
        if (gan.Samples % 2 != 0)
            errors.Require(
                false,
                gan.Samples,
                SpecErrors.Join(path, "samples"),
                "even (half of the draws use the noise of the other half with its sign turned)"
            );
        Count(gan.TrainFolds, 1, 50, "trainFolds");
        errors.Require(gan.CrpsWeight is >= 0 and <= 1000, gan.CrpsWeight, SpecErrors.Join(path, "crpsWeight"), "between 0 and 1000");
        errors.Require(gan.GradientPenalty >= 0, gan.GradientPenalty, SpecErrors.Join(path, "gradientPenalty"), "at least 0");
        errors.Require(
            gan.LearningRateMin is > 0 and <= 1,
            gan.LearningRateMin,
            SpecErrors.Join(path, "learningRateMin"),
            "> 0 and at most 1"
        );
        errors.Require(
            gan.LearningRateMax >= gan.LearningRateMin && gan.LearningRateMax <= 1,
            gan.LearningRateMax,
            SpecErrors.Join(path, "learningRateMax"),
            "at least learningRateMin and at most 1"
        );

        void Count(int value, int low, int high, string member) =>
            errors.Require(
                value >= low && value <= high,
                value,
                SpecErrors.Join(path, member),
                FormattableString.Invariant($"between {low} and {high}")
            );
    }

    private static void Validate(PpoAgentSpec ppo, string path, SpecErrors errors)
    {
        errors.Require(ppo.Hidden is >= 1 and <= 4096, ppo.Hidden, SpecErrors.Join(path, "hidden"), "between 1 and 4096");
        errors.Require(
            ppo.Environments is >= 1 and <= 65_536,
            ppo.Environments,
            SpecErrors.Join(path, "environments"),
            "between 1 and 65536"
        );
        errors.Require(
            ppo.RolloutSteps is >= 2 and <= 65_536,
            ppo.RolloutSteps,
            SpecErrors.Join(path, "rolloutSteps"),
            "between 2 and 65536"
        );
        errors.Require(ppo.Epochs is >= 1 and <= 1000, ppo.Epochs, SpecErrors.Join(path, "epochs"), "between 1 and 1000");
        errors.Require(
            ppo.MinibatchSize is >= 2 && ppo.MinibatchSize <= (long)ppo.Environments * ppo.RolloutSteps,
            ppo.MinibatchSize,
            SpecErrors.Join(path, "minibatchSize"),
            "at least 2 and at most environments × rolloutSteps"
        );
        errors.Require(ppo.LearningRate is > 0 and <= 1, ppo.LearningRate, SpecErrors.Join(path, "learningRate"), "> 0 and at most 1");
        errors.Require(ppo.Gamma is >= 0 and < 1, ppo.Gamma, SpecErrors.Join(path, "gamma"), "at least 0 and below 1");
        errors.Require(ppo.GaeLambda is >= 0 and <= 1, ppo.GaeLambda, SpecErrors.Join(path, "gaeLambda"), "between 0 and 1");
        errors.Require(ppo.ClipRange is > 0 and < 1, ppo.ClipRange, SpecErrors.Join(path, "clipRange"), "> 0 and below 1");
        errors.Require(ppo.EntropyWeight >= 0, ppo.EntropyWeight, SpecErrors.Join(path, "entropyWeight"), "at least 0");
        errors.Require(
            ppo.EpisodeBars is >= 2 and <= 1_000_000,
            ppo.EpisodeBars,
            SpecErrors.Join(path, "episodeBars"),
            "between 2 and 1000000"
        );
    }
}
