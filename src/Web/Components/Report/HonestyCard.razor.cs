using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Runs;

namespace Simulator.Web.Components.Report;

/// <summary>What supports the finding and what limits it.</summary>
public sealed partial class HonestyCard
{
    private const string TrialsMeaning =
        "Simulations of this target in this data folder, including this one. "
        + "The more you try, the better the best one looks by luck alone.";

    private const string ProbabilisticSharpeMeaning =
        "Probability that the true Sharpe ratio is above zero, given the length, skewness and kurtosis of the returns "
        + "(Bailey, López de Prado 2012).";

    private const string AmbiguityMeaning =
        "How much the return depends on the intrabar order of prices, which the data do not show: half of the range. "
        + "See Robustness for details.";

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
