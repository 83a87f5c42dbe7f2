using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Runs;

namespace Simulator.Web.Components.Report;

/// <summary>What supports the finding and what limits it.</summary>
public sealed partial class HonestyCard
{
    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The result it belongs to.</summary>
    [Parameter, EditorRequired]
    public required SimulationResult Result { get; set; }

    private Honesty Honesty => Report.Honesty;

    private int Passed => Honesty.Checks.Count(c => c.Passed);

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
