using Simulator.Markets;

namespace Simulator.Store.Searches;

/// <summary>A search to be stored.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Data">Its series.</param>
/// <param name="Method">How it searches, a word.</param>
/// <param name="RequestJson">Everything that it depends on beside the series.</param>
/// <param name="EarlierTrials">Trials of the target before it.</param>
public sealed record NewSearch(string Name, DataSpec Data, string Method, string RequestJson, int EarlierTrials);

/// <summary>How a search ended.</summary>
/// <param name="State">Finished, stopped or failed.</param>
public sealed record SearchEnding(SearchState State)
{
    /// <summary>Why, where it is not finished.</summary>
    public string? Reason { get; init; }

    /// <summary>What it found, as it is to be kept; null for nothing.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Runs that ended.</summary>
    public long Runs { get; init; }

    /// <summary>Which figure <see cref="Figure"/> is.</summary>
    public string? FigureKey { get; init; }

    /// <summary>The figure of the list; NaN where it is undefined.</summary>
    public double Figure { get; init; } = double.NaN;

    /// <summary>What it supports, in a sentence.</summary>
    public string? Sentence { get; init; }
}

/// <summary>A page of searches.</summary>
public sealed record SearchPage(IReadOnlyList<SearchRow> Rows, int Total);

/// <summary>A line of the list; the figure is NaN where there is none.</summary>
public sealed record SearchRow(
    string Id,
    string Name,
    string Target,
    string Method,
    SearchState State,
    DateTimeOffset Created,
    long Runs,
    string? FigureKey,
    double Figure,
    bool IsSynthetic,
    string? Sentence
);
