using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using Simulator.Web.Components.Controls;

namespace Simulator.Web.Components.Layout;

/// <summary>
/// Ctrl+K: finds what the sources offer, the actions of the page, and settings, by letters in their order; what was chosen last comes
/// first.
/// </summary>
public sealed partial class CommandPalette
{
    private const string RecentKey = "palette:recent";
    private const int Remembered = 20;

    private string _words = "";
    private IReadOnlyList<PaletteRanking.Ranked> _found = [];
    private IReadOnlyList<PaletteEntry> _own = [];
    private List<string> _recent = [];
    private Task _search = Task.CompletedTask;
    private int _chosen;
    private Sheet? _sheet;

    [CascadingParameter]
    private MainLayout? Frame { get; set; }

    [Inject]
    private IEnumerable<IPaletteSource> Sources { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IEnumerable<IGrouping<string, (PaletteRanking.Ranked Ranked, int At)>> Sections =>
        _found.Select((ranked, at) => (Ranked: ranked, At: at)).GroupBy(f => f.Ranked.Entry.Section);

    /// <summary>Opens it with nothing typed.</summary>
    public async Task OpenAsync()
    {
        _words = "";
        var actions = await Js.InvokeAsync<string[]?>("simulatorShell.actions") ?? [];
        _recent = [.. (await Js.InvokeAsync<string?>("localStorage.getItem", RecentKey) ?? "").Split('\n')];
        _own = [.. actions.Select(ActionEntry), .. Settings()];
        await FindAsync();
        _sheet?.Open();
    }

    private Task SearchAsync(string? words)
    {
        _words = words ?? "";
        return _search = FindAsync();
    }

    private async Task FindAsync()
    {
        var asked = _words;
        List<PaletteEntry> offered = [.. _own.Where(e => e.IsOfThePage)];
        foreach (var source in Sources)
            offered.AddRange(await source.OfferAsync(asked.Trim(), CancellationToken.None));
        // A later key press replaced this search.
        if (asked != _words)
            return;
        _found = PaletteRanking.Of([.. offered, .. _own.Where(e => !e.IsOfThePage)], asked, _recent);
        _chosen = 0;
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        // A key means what was found for the words before it, however busy the server is.
        while (!_search.IsCompleted)
            await _search;
        var count = _found.Count;
        if (count == 0)
            return;
        if (key.Key == "Enter")
        {
            await GoAsync(_found[_chosen].Entry);
            return;
        }
        var chosen = key.Key switch
        {
            "ArrowDown" => (_chosen + 1) % count,
            "ArrowUp" => (_chosen + count - 1) % count,
            "PageDown" => Math.Min(count - 1, _chosen + 8),
            "PageUp" => Math.Max(0, _chosen - 8),
            _ => -1,
        };
        if (chosen < 0)
            return;
        _chosen = chosen;
        await Js.InvokeVoidAsync("simulatorShell.reveal", FormattableString.Invariant($"palette-{_chosen}"));
    }

    private async Task GoAsync(PaletteEntry entry)
    {
        _sheet?.Close();
        if (!entry.IsOfThePage)
        {
            _recent = [entry.Key, .. _recent.Where(k => k != entry.Key && k.Length > 0).Take(Remembered - 1)];
            await Js.InvokeVoidAsync("localStorage.setItem", RecentKey, string.Join('\n', _recent));
        }
        if (entry.Href is { } href)
            Navigation.NavigateTo(href);
        else if (entry.Act is { } act)
            await act();
    }

    private PaletteEntry ActionEntry(string words, int place) =>
        new(FormattableString.Invariant($"action:{place}"), LayoutText.ThisPage, Glyphs.TouchApp, words, LayoutText.Action)
        {
            IsOfThePage = true,
            Act = () => Js.InvokeVoidAsync("simulatorShell.act", place).AsTask(),
        };

    private IEnumerable<PaletteEntry> Settings()
    {
        foreach (var (name, legend, choices) in Appearances.All)
        {
            foreach (var (value, words) in choices)
            {
                yield return new($"{name}:{value}", LayoutText.Settings, Glyphs.Palette, words, legend)
                {
                    Act = () => Js.InvokeVoidAsync("simulatorTheme.choose", name, value).AsTask(),
                };
            }
        }
        yield return new("keys", LayoutText.Settings, Glyphs.Keyboard, LayoutText.KeyboardShortcuts, LayoutText.Help)
        {
            Act = () => Frame?.OpenKeys() ?? Task.CompletedTask,
        };
    }
}
