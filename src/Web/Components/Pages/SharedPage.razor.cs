using Microsoft.AspNetCore.Components;
using Simulator.Store.Sharing;

namespace Simulator.Web.Components.Pages;

/// <summary>All read-only links.</summary>
public sealed partial class SharedPage
{
    private IReadOnlyList<ShareLinkRow>? _links;

    [Inject]
    private IShareLinks Links { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _links = await Links.ListAsync(null, CancellationToken.None);
        StateHasChanged();
    }
}
