namespace Simulator.Learners;

/// <summary>A forecaster's row.</summary>
/// <typeparam name="TSpec">Its spec.</typeparam>
public sealed record ForecasterDescription<TSpec> : LearnerDescriptionOf<TSpec>, IForecasterDescription
    where TSpec : ForecasterSpec, new()
{
    /// <summary>Makes it.</summary>
    public required Func<TSpec, IForecaster> Make { get; init; }

    /// <summary>Whether it learns on the related series as well, and so depends on them.</summary>
    public Func<TSpec, bool> Related { get; init; } = _ => false;

    /// <inheritdoc/>
    public override LearnerRole Role => LearnerRole.Forecaster;

    /// <inheritdoc/>
    public IForecaster Create(ForecasterSpec spec) => Make((TSpec)spec);

    /// <inheritdoc/>
    public bool ReadsRelated(ForecasterSpec spec) => Related((TSpec)spec);
}

/// <summary>Makes forecasters.</summary>
public interface IForecasterDescription
{
    /// <summary>The forecaster of a spec.</summary>
    IForecaster Create(ForecasterSpec spec);

    /// <summary>Whether the forecaster of a spec learns on the related series as well.</summary>
    bool ReadsRelated(ForecasterSpec spec);
}
