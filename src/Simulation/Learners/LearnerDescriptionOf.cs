namespace Simulator.Learners;

/// <summary>A row whose parts read the learner's own spec.</summary>
/// <typeparam name="TSpec">The learner's spec; its properties' initial values are the defaults.</typeparam>
public abstract record LearnerDescriptionOf<TSpec> : LearnerDescription
    where TSpec : class, new()
{
    /// <summary>Finds values that contradict each other.</summary>
    public Func<TSpec, IEnumerable<LearnerFault>> Check { get; init; } = _ => [];

    /// <summary>Names the random streams.</summary>
    public required Func<TSpec, IEnumerable<string>> Seeds { get; init; }

    /// <summary>Tells whether a series is long enough.</summary>
    public Func<TSpec, LearnerBars, LearnerLength> Needs { get; init; } = (_, bars) => new LearnerLength(null, bars.FirstRow);

    /// <summary>Tells what a training takes at most: spec, series, feature columns.</summary>
    public Func<TSpec, LearnerBars, int, LearnerLoad> Takes { get; init; } = (_, _, _) => default;

    /// <inheritdoc/>
    public override LearnerLoad Load(object spec, LearnerBars bars, int columns) => Takes((TSpec)spec, bars, columns);

    /// <inheritdoc/>
    public override Type SpecType => typeof(TSpec);

    /// <inheritdoc/>
    public override object DefaultSpec => new TSpec();

    /// <inheritdoc/>
    public override IEnumerable<LearnerFault> Contradictions(object spec) => Check((TSpec)spec);

    /// <inheritdoc/>
    public override IEnumerable<string> SeedPurposes(object spec) => Seeds((TSpec)spec);

    /// <inheritdoc/>
    public override LearnerLength Length(object spec, LearnerBars bars) => Needs((TSpec)spec, bars);
}
