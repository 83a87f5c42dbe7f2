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

    // A page was left while a script still worked for it: what it would have done is needed no more, and the next page stands already.
    private bool IsOfAPageThatWasLeft =>
        CurrentException is ObjectDisposedException { ObjectName: var name }
        && (
            name.Contains("JSObjectReference", StringComparison.Ordinal) || name.Contains("DotNetObjectReference", StringComparison.Ordinal)
        );

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (IsOfAPageThatWasLeft)
            Recover();
    }

    private async Task CopyAsync() => await Js.InvokeVoidAsync("simulatorShell.copy", CurrentException?.ToString() ?? "");
}
