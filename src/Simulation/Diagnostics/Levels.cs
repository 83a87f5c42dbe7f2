using System.Globalization;

namespace Simulator.Diagnostics;

/// <summary>How small a p-value must be, and how it is written.</summary>
internal static class Levels
{
    /// <summary>Below this a finding is no chance.</summary>
    public const double Significant = 0.05;

    /// <summary>“p = 0.031” or “p &lt; 0.001”.</summary>
    public static string Words(double p) => p < 0.0005 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}");
}
