using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Simulator.Web.Components.Layout;

namespace Simulator.Tests.Web.Components;

/// <summary>Ctrl+K on a server that is slow to find.</summary>
public sealed class BusyPaletteTests : PageContext
{
    private static readonly TaskCompletionSource s_found = new();

    public BusyPaletteTests()
        : base(new SlowSource()) => JSInterop.Setup<string[]?>("simulatorShell.actions").SetResult(["Share", "Fork", "Delete"]);

    [Fact]
    public async Task Enter_WhileTheSearchRuns_TakesWhatItFinds_NotWhatStoodThere()
    {
        var dialogs = Render<MudDialogProvider>();
        var palette = Render<CommandPalette>();
        await palette.InvokeAsync(palette.Instance.OpenAsync);
        dialogs.WaitForElement("#palette-found");

        var typing = dialogs.Find("input").InputAsync(new ChangeEventArgs { Value = "delete" });
        var enter = dialogs.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.DoesNotContain(JSInterop.Invocations, i => i.Identifier == "simulatorShell.act");
        s_found.SetResult();
        await Task.WhenAll(typing, enter);

        Assert.Equal(2, JSInterop.Invocations["simulatorShell.act"].Single().Arguments[0]);
    }

    // Answers at once while nothing is typed, later when something is.
    private sealed class SlowSource : IPaletteSource
    {
        public async Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation)
        {
            if (words.Length > 0)
                await s_found.Task;
            return [];
        }
    }
}
