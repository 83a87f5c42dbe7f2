using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Robustness.Causality;

/// <summary>What a look-ahead check found.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<LookAheadVerdict>))]
public enum LookAheadVerdict
{
    /// <summary>No tested decision changed when the bars after it changed.</summary>
    Clean,

    /// <summary>A decision changed with bars that lay after it.</summary>
    LooksAhead,

    /// <summary>It keeps state from an earlier run, so the check cannot separate that state from its inputs.</summary>
    KeepsState,

    /// <summary>Two runs on the same bars decided differently.</summary>
    NotRepeatable,

    /// <summary>
    /// It decides the same whatever the prices: it does not read the series, so check the source of its decisions
    /// instead.
    /// </summary>
    CannotTell,

    /// <summary>Another series shows prices before a series of the same market has them: its times are wrong.</summary>
    SeriesLooksAhead,

    /// <summary>The gain is gone when another series is known one of its bars later: a wrong clock, or a lead of one bar.</summary>
    NeedsNewestBar,
}

/// <summary>Outcome of a look-ahead check.</summary>
public sealed record LookAheadReport
{
    /// <summary>What was checked.</summary>
    public required string Name { get; init; }

    /// <summary>What was found.</summary>
    public required LookAheadVerdict Verdict { get; init; }

    /// <summary>The first bar whose decision changed; −1 where none did.</summary>
    public int FirstBar { get; init; } = -1;

    /// <summary>Later inputs on which it depends.</summary>
    public BarInputs Inputs { get; init; }

    /// <summary>At <see cref="FirstBar"/> it reads at least this many bars ahead; 0 for none.</summary>
    public int ReachBars { get; init; }

    /// <summary>Bars after which the future was removed or replaced.</summary>
    public required int Cuts { get; init; }

    /// <summary>Of these, bars after which a decision changed.</summary>
    public int CutsThatChanged { get; init; }

    /// <summary>Number of runs.</summary>
    public required int Runs { get; init; }

    /// <summary>The outcome as a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool Passed => Verdict == LookAheadVerdict.Clean;
}
