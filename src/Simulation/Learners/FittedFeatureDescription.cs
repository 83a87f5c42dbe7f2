using Simulator.Features;
using Simulator.Folds;

namespace Simulator.Learners;

/// <summary>A fitted feature's row.</summary>
/// <typeparam name="TSpec">Its spec.</typeparam>
public sealed record FittedFeatureDescription<TSpec> : LearnerDescriptionOf<TSpec>, IFittedFeatureDescription
    where TSpec : FittedFeatureSpec, new()
{
    /// <summary>Makes it.</summary>
    public required Func<TSpec, IFittedFeature> Make { get; init; }

    /// <summary>Its look-back; what <see cref="Make"/> makes has the same <see cref="IFeature.WarmUpBars"/>.</summary>
    public required Func<TSpec, int> WarmUpBars { get; init; }

    /// <inheritdoc/>
    public override LearnerRole Role => LearnerRole.Feature;

    /// <inheritdoc/>
    public IFittedFeature Create(FittedFeatureSpec spec) => Make((TSpec)spec);

    /// <summary>Its first value stands at the first row that a model serves.</summary>
    public override LearnerLength Length(object spec, LearnerBars bars)
    {
        var own = (TSpec)spec;
        var first = Math.Max(WarmUpBars(own) - 1, bars.FirstRow);
        return FeatureWalk.Shortage(Make(own), bars.Bars, first, bars.Split) is { } shortage
            ? new(shortage, bars.FirstRow)
            : new(null, WalkForward.Plan(bars.Bars, first, bars.Split, own.TrainFolds)[0].ForecastStart);
    }
}

/// <summary>Makes fitted features.</summary>
public interface IFittedFeatureDescription
{
    /// <summary>The fitted feature of a spec.</summary>
    IFittedFeature Create(FittedFeatureSpec spec);
}
