namespace Simulator.Learners;

/// <summary>A forecaster's row.</summary>
/// <typeparam name="TSpec">Its spec.</typeparam>
public sealed record ForecasterDescription<TSpec> : LearnerDescriptionOf<TSpec>, IForecasterDescription
    where TSpec : ForecasterSpec, new()
{
    /// <summary>Makes it.</summary>
    public required Func<TSpec, IForecaster> Make { get; init; }

    /// <inheritdoc/>
    public override LearnerRole Role => LearnerRole.Forecaster;

    /// <inheritdoc/>
    public IForecaster Create(ForecasterSpec spec) => Make((TSpec)spec);
}

/// <summary>Makes forecasters.</summary>
public interface IForecasterDescription
{
    /// <summary>The forecaster of a spec.</summary>
    IForecaster Create(ForecasterSpec spec);
}
