using System.Text;
using Simulator.Web.Components.Controls;

namespace Simulator.Web.Components.Charts;

/// <summary>A picture as a file.</summary>
/// <param name="Html">The inside of the picture's figure.</param>
/// <param name="Points">What is shown under the pointer.</param>
public sealed record PlotFile(string Html, PlotPoints Points)
{
    /// <summary>Puts a picture on the shelf; returns its address.</summary>
    public static string Keep(PartShelf shelf, Plot plot)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(plot);
        var file = ChartModel.ToJson(new PlotFile(PlotFrame.Of(plot), PlotPoints.Of(plot)));
        return shelf.Keep(Encoding.UTF8.GetBytes(file), "application/json");
    }
}
