namespace Simulator.Web.Components.Layout;

/// <summary>The frame: rail, top bar, page. A page's failure is shown in its place and forgotten on the way to another page.</summary>
public sealed partial class MainLayout
{
    private PageErrorBoundary? _boundary;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();
}
