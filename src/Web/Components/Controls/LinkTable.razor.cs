using Microsoft.AspNetCore.Components;
using Simulator.Store.Sharing;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Controls;

/// <summary>Read-only links with their state, and a way to revoke them.</summary>
public sealed partial class LinkTable
{
    private const int Many = 50;

    /// <summary>The links.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ShareLinkRow> Links { get; set; }

    /// <summary>Called after a link was revoked.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Changed { get; set; }

    /// <summary>Whether the report's name is shown.</summary>
    [Parameter]
    public bool ShowName { get; set; } = true;

    [Inject]
    private IShareLinks Store { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    private static DateTimeOffset LastsUntil(ShareLinkRow link) => link.Revoked ?? link.Expires ?? DateTimeOffset.MaxValue;

    private bool IsLive(ShareLinkRow link) => link.Revoked is null && !(link.Expires <= Time.GetUtcNow());

    private string Validity(ShareLinkRow link) =>
        link.Revoked is { } revoked ? ControlsText.FormatRevokedAt(Figures.Instant(revoked))
        : link.Expires is not { } expires ? ControlsText.UntilRevoked
        : IsLive(link) ? ControlsText.FormatValidUntil(Figures.Instant(expires))
        : ControlsText.FormatExpiredAt(Figures.Instant(expires));

    private async Task RevokeAsync(ShareLinkRow link)
    {
        await Store.RevokeAsync(link.Id, CancellationToken.None);
        Undo.Offer(ControlsText.TheLinkWasRevoked, () => RestoreAsync(link));
        await Changed();
    }

    private async Task RestoreAsync(ShareLinkRow link)
    {
        await Store.RestoreAsync(link.Id, CancellationToken.None);
        await InvokeAsync(Changed);
    }
}
