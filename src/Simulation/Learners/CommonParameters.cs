namespace Simulator.Learners;

/// <summary>The parameters of what every spec of a role has; a row lists them among its own.</summary>
public static class CommonParameters
{
    /// <summary>Window that a forecaster reads.</summary>
    public static LearnerParameter Window { get; } =
        new("windowBars", "Window", "how many of the last bars the model reads for one forecast")
        {
            Unit = "bars",
            Min = 8,
            Max = 256,
            IsBasic = true,
        };

    /// <summary>Horizon of a forecaster that serves the next bar only.</summary>
    public static LearnerParameter NextBarOnly { get; } =
        new("horizonBars", "Horizon", "bars ahead; this forecaster serves the next bar only")
        {
            Unit = "bars",
            Min = 1,
            Max = 1,
        };

    /// <summary>Models of a fitted feature over the training part.</summary>
    public static LearnerParameter FeatureFolds { get; } =
        new("trainFolds", "Folds", "models over the training part, each serving the stretch after its own")
        {
            Unit = "models",
            Min = 1,
            Max = 50,
        };

    /// <summary>Steps of an agent.</summary>
    public static LearnerParameter Steps { get; } =
        new("steps", "Training", "steps in the environment, over all trainings together")
        {
            Unit = "steps",
            Min = 1,
            Max = 1_000_000_000,
            IsBasic = true,
        };

    /// <summary>Seeds of an agent.</summary>
    public static LearnerParameter Seeds { get; } =
        new("seeds", "Seeds", "independent trainings, of each fold where there are folds")
        {
            Unit = "trainings",
            Min = 1,
            Max = 64,
            IsBasic = true,
        };

    /// <summary>Cost of an agent's own.</summary>
    public static LearnerParameter CostFraction { get; } =
        new(
            "costFraction",
            "Cost of its own",
            "left open, it trains with the fills and costs of the run; a number, a fraction of the traded value, takes their place"
        )
        {
            WhenOpen = "the costs of the run",
            Unit = "fraction",
            Min = 0,
            Max = 0.5,
            IsBelowMax = true,
            IsBasic = true,
        };
}
