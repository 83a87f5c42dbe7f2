using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Web.Components.Layout;

/// <summary>Shows the error of a failed page in its place, with a retry button and details to copy.</summary>
public sealed partial class PageErrorBoundary
{
    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    // What a person can mend needs no stack of calls.
    private string? Trouble =>
        CurrentException is StoreException store ? store.Message
        : DiskTrouble.SentenceOf(CurrentException) is { } sentence ? $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}."
        : null;

    private async Task CopyAsync() => await Js.InvokeVoidAsync("simulatorShell.copy", CurrentException?.ToString() ?? "");
}
