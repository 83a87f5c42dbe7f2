using Microsoft.AspNetCore.Components;
using Simulator.AgentComparisons;
using Simulator.Evaluation.Rivals;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Agents;

/// <summary>Shows a comparison of agents.</summary>
public sealed partial class AgentTables
{
    private Plot? _plot;
    private AgentComparisonResult? _drawn;

    /// <summary>What came out.</summary>
    [Parameter, EditorRequired]
    public required AgentComparisonResult Result { get; set; }

    /// <summary>The first seed.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <summary>Opens a run as a simulation.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(string Agent, int Seed)> Open { get; set; }

    private string Facts =>
        AgentsText.FormatFacts(
            Result.Target,
            Figures.Count(Result.Bars),
            $"{Result.From:yyyy-MM-dd}",
            $"{Result.To:yyyy-MM-dd}",
            Figures.Count(Result.Trials),
            Figures.Count(Result.EarlierTrials)
        );

    private IEnumerable<RivalKind> Kinds => Enum.GetValues<RivalKind>().Where(k => Result.Agents.Any(a => a.Leads.Any(l => l.Kind == k)));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Result))
            return;
        (_drawn, _plot) = (Result, AgentPlot.Of(Result));
    }

    private static string Percents(Bounded b) =>
        double.IsFinite(b.Lower95) ? $"{Figures.SignedPercent(b.Lower95)} … {Figures.SignedPercent(b.Upper95)}" : Figures.Undefined;

    private static string Numbers(Bounded b) =>
        double.IsFinite(b.Lower95) ? $"{Figures.Signed(b.Lower95)} … {Figures.Signed(b.Upper95)}" : Figures.Undefined;
}
