namespace Simulator.Web.Components.Layout;

/// <summary>The frame: rail, top bar, page. A page that fails is replaced by its error until the user opens another page.</summary>
public sealed partial class MainLayout
{
    private PageErrorBoundary? _boundary;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();
}
