using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Robustness.Sweeps;
using Simulator.Runs;

namespace Simulator.Searches;

/// <summary>What a search found, as it is kept and shown; the same for the same request and series, bit for bit.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SweepFindings), SweepSearch.Word)]
[JsonDerivedType(typeof(WalkForwardFindings), WalkForwardSearch.Word)]
[JsonDerivedType(typeof(CrossValidationFindings), CrossValidationSearch.Word)]
public abstract record SearchFindings
{
    /// <summary>The bars that it may see.</summary>
    public required SearchBars Bars { get; init; }

    /// <summary>Names of the parameters that vary.</summary>
    public required IReadOnlyList<string> Varies { get; init; }

    /// <summary>What it supports, in a sentence made by rules.</summary>
    public required string Sentence { get; init; }

    /// <summary>Runs that ended.</summary>
    [JsonIgnore]
    public abstract long Runs { get; }

    /// <summary>Different choices of parameters among them: each is a trial.</summary>
    [JsonIgnore]
    public abstract long Trials { get; }

    /// <summary>Whether it was stopped before its end.</summary>
    [JsonIgnore]
    public abstract bool Stopped { get; }

    /// <summary>Which figure stands for it in a list.</summary>
    [JsonIgnore]
    public abstract string FigureKey { get; }

    /// <summary>That figure.</summary>
    [JsonIgnore]
    public abstract double Figure { get; }

    /// <summary>What its hash is of.</summary>
    internal virtual SearchFindings Hashed => this;

    /// <summary>The parameters at a place of its list, from 0; null where there are none.</summary>
    public abstract ParameterSet? At(int place);

    /// <summary>The bytes to be kept.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, PipelineJson.Options);

    /// <summary>The findings of bytes that <see cref="ToBytes"/> made.</summary>
    /// <exception cref="JsonException">They are of a form that this version does not know.</exception>
    public static SearchFindings FromBytes(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<SearchFindings>(json, PipelineJson.Options) ?? throw new JsonException("nothing is there");

    /// <summary>A choice, told by the parameters that vary; the rest is the same in every run.</summary>
    public string Choice(ParameterSet? parameters) =>
        parameters is null ? "cash" : string.Join(' ', Varies.Select(n => $"{n}={parameters[n]}"));
}

/// <summary>The bars that a search may see: those before the test part.</summary>
/// <param name="From">Close time of the first.</param>
/// <param name="To">Close time of the last.</param>
/// <param name="Count">How many.</param>
public sealed record SearchBars(DateTime From, DateTime To, int Count)
{
    /// <summary>The bars of a plan.</summary>
    public static SearchBars Of(SweepPlan plan) =>
        new(plan.Setup.Series.CloseTimeAt(plan.Setup.FirstBar), plan.Setup.Series.CloseTimeAt(plan.Setup.LastBar), plan.Setup.BarCount);
}
