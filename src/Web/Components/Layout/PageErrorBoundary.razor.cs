using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Simulator.Web.Components.Layout;

/// <summary>Shows the error of a failed page in its place, with a retry button and details to copy.</summary>
public sealed partial class PageErrorBoundary
{
    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private async Task CopyAsync() => await Js.InvokeVoidAsync("simulatorShell.copy", CurrentException?.ToString() ?? "");
}
