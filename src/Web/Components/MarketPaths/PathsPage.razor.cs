using Microsoft.AspNetCore.Components;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.MarketPaths;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.MarketPaths;

/// <summary>Draws other histories of a market. The address holds the form, and the job that runs or ended.</summary>
public sealed partial class PathsPage
{
    private static readonly string[] s_kinds = [PathsKind.Word];

    private PathsDraft _draft = PathsDraft.Usual("");
    private PathsRequest? _request;
    private IReadOnlyList<SpecError> _errors = [];
    private IReadOnlyList<(string, string)> _symbols = [];
    private string _estimate = "";

    /// <summary>The series that is learned from.</summary>
    [SupplyParameterFromQuery]
    public string? Series { get; set; }

    /// <summary>What draws.</summary>
    [SupplyParameterFromQuery]
    public string? Generator { get; set; }

    /// <summary>How many are drawn.</summary>
    [SupplyParameterFromQuery]
    public string? Paths { get; set; }

    /// <summary>Bars of each.</summary>
    [SupplyParameterFromQuery]
    public string? Bars { get; set; }

    /// <summary>The seed.</summary>
    [SupplyParameterFromQuery]
    public string? Seed { get; set; }

    /// <summary>First day to learn from.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>Last day to learn from.</summary>
    [SupplyParameterFromQuery]
    public string? Until { get; set; }

    /// <inheritdoc/>
    protected override IJobKind Kind { get; } = new PathsKind();

    /// <inheritdoc/>
    protected override string Page => Addresses.Paths;

    /// <inheritdoc/>
    protected override Task BeginAsync(Func<bool> isLeft)
    {
        _symbols = [.. Market.Symbols.Select(s => (s, s))];
        var usual = PathsDraft.Usual(Market.Symbols is [var first, ..] ? first : "");
        Take(
            Asked is not null
                ? PathsDraft.Of(Asked)
                : new PathsDraft(
                    Series ?? usual.Series,
                    Generator ?? usual.Generator,
                    Paths ?? usual.Paths,
                    Bars ?? usual.Bars,
                    Seed ?? usual.Seed,
                    From ?? usual.From,
                    Until ?? usual.Until
                )
        );
        return Task.CompletedTask;
    }

    private string? ErrorOf(string field) => _errors.Where(e => e.Path == field).Select(e => e.Message).FirstOrDefault();

    private void Keep(PathsDraft draft)
    {
        Take(draft);
        KeepInAddress(
            new Dictionary<string, object?>
            {
                ["series"] = draft.Series,
                ["generator"] = draft.Generator,
                ["paths"] = draft.Paths,
                ["bars"] = Unless(draft.Bars),
                ["seed"] = draft.Seed,
                ["from"] = Unless(draft.From),
                ["until"] = Unless(draft.Until),
            }
        );
    }

    private static string? Unless(string text) => text.Length == 0 ? null : text;

    private void Take(PathsDraft draft)
    {
        _draft = draft;
        (_request, _errors) = draft.Read(Market);
        _estimate = _request?.Estimate(s => Market.Find(s)?.Count ?? 0).Words ?? "";
    }
}
