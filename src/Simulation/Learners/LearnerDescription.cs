using System.Reflection;
using System.Text.Json;

namespace Simulator.Learners;

/// <summary>What kind of learner it is.</summary>
public enum LearnerRole
{
    /// <summary>Forecasts returns: <see cref="IForecaster"/>.</summary>
    Forecaster,

    /// <summary>Trades: <see cref="IAgent"/>.</summary>
    Agent,

    /// <summary>Learns columns that a forecaster or an agent reads: <see cref="Features.IFittedFeature"/>.</summary>
    Feature,
}

/// <summary>
/// A learner's row: all that form, validator, JSON, seeds, length check, live curves, strategy names, reference page and command line
/// need to know of it. A new learner is a folder with its code and one such row in <see cref="LearnerTable"/>; nothing else is edited.
/// Describing a learner loads none of its libraries; only making one does.
/// </summary>
public abstract record LearnerDescription
{
    /// <summary>What kind of learner it is.</summary>
    public abstract LearnerRole Role { get; }

    /// <summary>Its <c>kind</c> in a spec: camelCase, unique among learners of its role.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it, in one or two words: “GAN”.</summary>
    public required string ShortTitle { get; init; }

    /// <summary>Its full name: “Conditional WGAN-GP”.</summary>
    public required string Title { get; init; }

    /// <summary>A description in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>Paper or definition.</summary>
    public required string Source { get; init; }

    /// <summary>Markets and questions for which it is usually tried.</summary>
    public string Suits { get; init; } = "";

    /// <summary>What it is weak at.</summary>
    public string Weakness { get; init; } = "";

    /// <summary>Page of the documentation below <c>docs/</c>; empty without one.</summary>
    public string Page { get; init; } = "";

    /// <summary>Every parameter, in the order of the form.</summary>
    public required IReadOnlyList<LearnerParameter> Parameters { get; init; }

    /// <summary>What it computes with.</summary>
    public LearnerRuntime Runtime { get; init; } = LearnerRuntime.Managed;

    /// <summary>Whether it trains on the device of the run; else always on the processor.</summary>
    public bool UsesDevice { get; init; }

    /// <summary>Whether it learns from features; a spec without any is then refused.</summary>
    public bool NeedsFeatures { get; init; } = true;

    /// <summary>Charts of its training.</summary>
    public IReadOnlyList<LearnerChart> Charts { get; init; } = [];

    /// <summary>Type of its spec.</summary>
    public abstract Type SpecType { get; }

    /// <summary>A spec with every default.</summary>
    public abstract object DefaultSpec { get; }

    /// <summary>What is wrong with a spec's values by themselves: bounds first, contradictions only where all bounds hold.</summary>
    public IEnumerable<LearnerFault> Faults(object spec)
    {
        var areInBounds = true;
        foreach (var parameter in Parameters)
        {
            if (Number(spec, parameter) is not { } value || parameter.Allows(value))
                continue;
            areInBounds = false;
            yield return new LearnerFault(parameter.Name, FormattableString.Invariant($"must be {parameter.Bounds}, was {value}"));
        }
        if (!areInBounds)
            yield break;
        foreach (var fault in Contradictions(spec))
            yield return fault;
    }

    /// <summary>Values that contradict each other, where each by itself is within its bounds.</summary>
    public abstract IEnumerable<LearnerFault> Contradictions(object spec);

    /// <summary>Purposes of the random streams that it derives from the run's seed; empty where nothing in it is random.</summary>
    public abstract IEnumerable<string> SeedPurposes(object spec);

    /// <summary>Whether so many bars are enough.</summary>
    public abstract LearnerLength Length(object spec, LearnerBars bars);

    /// <summary>What its training takes at most; nothing where the row does not say.</summary>
    /// <param name="spec">Its spec, within its bounds.</param>
    /// <param name="bars">The series.</param>
    /// <param name="columns">Feature columns that it reads.</param>
    public virtual LearnerLoad Load(object spec, LearnerBars bars, int columns) => default;

    /// <summary>The property of the spec that a parameter names.</summary>
    /// <exception cref="InvalidOperationException">There is none: the row is wrong.</exception>
    public PropertyInfo Property(LearnerParameter parameter) =>
        SpecType.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == parameter.Name)
        ?? throw new InvalidOperationException($"{Name}: its spec has no property for the parameter '{parameter.Name}'");

    /// <summary>A parameter's number in a spec; null where it is no number or is left open.</summary>
    private double? Number(object spec, LearnerParameter parameter) =>
        Property(parameter).GetValue(spec) switch
        {
            int whole => whole,
            long whole => whole,
            double number => number,
            float number => number,
            _ => null,
        };
}
