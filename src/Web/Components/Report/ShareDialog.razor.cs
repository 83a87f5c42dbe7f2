using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Store.Sharing;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>Makes, copies, lists and revokes read-only links of one report.</summary>
public sealed partial class ShareDialog
{
    private static (string Value, string Words)[] Lives =>
        [
            ("1", ReportText.ADay),
            ("7", ReportText.AWeek),
            ("30", ReportText.ThirtyDays),
            ("365", ReportText.AYear),
            ("0", ReportText.UntilRevoked),
        ];

    private IReadOnlyList<ShareLinkRow> _links = [];
    private string _days = "30";
    private Sheet? _sheet;
    private string? _link;
    private bool _making;
    private bool _copied;

    /// <summary>The simulation to share.</summary>
    [Parameter, EditorRequired]
    public required string SimulationId { get; set; }

    [Inject]
    private IShareLinks Links { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Host => new Uri(Navigation.BaseUri).Authority;

    private bool OpensHereOnly => new Uri(Navigation.BaseUri).IsLoopback;

    /// <summary>Opens the dialog.</summary>
    public async Task OpenAsync()
    {
        (_link, _copied) = (null, false);
        await LoadAsync();
        _sheet?.Open();
    }

    private async Task LoadAsync()
    {
        _links = await Links.ListAsync(SimulationId, CancellationToken.None);
        StateHasChanged();
    }

    private async Task CreateAsync()
    {
        _making = true;
        var made = await Links.CreateAsync(
            SimulationId,
            _days == "0" ? null : TimeSpan.FromDays(int.Parse(_days, CultureInfo.InvariantCulture)),
            CancellationToken.None
        );
        (_link, _making, _copied) = (Navigation.ToAbsoluteUri(Addresses.SharedReport(made.Token)).AbsoluteUri, false, false);
        await LoadAsync();
    }

    private async Task CopyAsync()
    {
        await Js.InvokeVoidAsync("simulatorShell.copy", _link);
        _copied = true;
    }
}
