namespace Simulator.Jobs;

/// <summary>What a job made: its result as a document, and what of it is shown in lists.</summary>
/// <param name="Content">The result's JSON, UTF-8 on one line; stored and handed out byte for byte.</param>
/// <param name="Figures">What lists show of it.</param>
public sealed record JobOutcome(byte[] Content, JobFigures Figures)
{
    /// <summary>Whether the work was stopped before its end, and this is what it had.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>What lists show of a result. An undefined figure is NaN.</summary>
public sealed record JobFigures
{
    /// <summary>Equal hashes, equal results.</summary>
    public required string ResultHash { get; init; }

    /// <summary>What it found, in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Which figure stands for it in a list of all kinds; a key of the statistics, or a word of its kind.</summary>
    public string? FigureKey { get; init; }

    /// <summary>That figure.</summary>
    public double Figure { get; init; } = double.NaN;

    /// <summary>Runs of the engine behind it; 0 where that says nothing.</summary>
    public long Runs { get; init; }

    /// <summary>Choices that were tried: what it counts as in the table of trials.</summary>
    public long Trials { get; init; }

    /// <summary>Hash of the target's prices and volumes, by which trials on the same bars under another name are known.</summary>
    public string? BarsHash { get; init; }

    /// <summary>Return of the account.</summary>
    public double ReturnFraction { get; init; } = double.NaN;

    /// <summary>Return of holding the target.</summary>
    public double BenchmarkReturnFraction { get; init; } = double.NaN;

    /// <summary>The account's Sharpe ratio.</summary>
    public double Sharpe { get; init; } = double.NaN;

    /// <summary>Whether the data are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c> with the device's name.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The code that made it.</summary>
    public required string CodeVersion { get; init; }
}
