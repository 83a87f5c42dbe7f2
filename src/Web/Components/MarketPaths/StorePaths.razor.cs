using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Import;
using Simulator.MarketPaths;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Series;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.MarketPaths;

/// <summary>Stores drawn paths as series, marked synthetic, under names that take no other series' place.</summary>
public sealed partial class StorePaths
{
    private const string All = "all";

    private string _which = "0";
    private string _name = "";
    private string? _error;
    private bool _storing;
    private IReadOnlyList<string> _stored = [];

    /// <summary>What was drawn.</summary>
    [Parameter, EditorRequired]
    public required PathsFound Found { get; set; }

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    private IEnumerable<(string, string)> Choices =>
        Found
            .Paths.Select((_, i) => (i.ToString(CultureInfo.InvariantCulture), MarketPathsText.FormatPath(i + 1)))
            .Prepend((All, MarketPathsText.FormatAllPaths(Figures.Count(Found.Paths.Count))));

    private int[] Chosen => _which == All ? [.. Enumerable.Range(0, Found.Paths.Count)] : [int.Parse(_which, CultureInfo.InvariantCulture)];

    private string Becomes =>
        Chosen is [var first, .., var last] ? MarketPathsText.FormatFromTo(NameOf(first), NameOf(last)) : NameOf(Chosen[0]);

    private string StoredWords =>
        Plural.Of(
            _stored.Count,
            MarketPathsText.FormatStoredOne(_stored[0]),
            MarketPathsText.FormatStoredMany(Figures.Count(_stored.Count))
        );

    /// <inheritdoc/>
    protected override void OnInitialized() => Name(SymbolNames.Clean($"{Found.Series}_{Found.Generator}_{Found.Seed}"));

    private string NameOf(int path) => string.Create(CultureInfo.InvariantCulture, $"{_name}_{path + 1:000}");

    private void Choose(string which)
    {
        _which = which;
        Check();
    }

    private void Name(string? name)
    {
        _name = name?.Trim() ?? "";
        Check();
    }

    private void Check() => (_error, _stored) = (SymbolNames.Problem(NameOf(Chosen[0])), []);

    private async Task StoreAsync()
    {
        if (_storing || _error is not null)
            return;
        _storing = true;
        try
        {
            var chosen = Chosen;
            var made = await Task.Run(() => chosen.Select(path => Found.SeriesOf(path, NameOf(path))).ToArray());
            // Another draw of the same name would take the place of one that a back-test may have used.
            if (made.FirstOrDefault(IsOther) is { } other)
            {
                _error = MarketPathsText.FormatNameTaken(other.Symbol);
                return;
            }
            var source = MarketPathsText.FormatSource(Found.Series, Found.Generator, Found.Seed);
            await Series.AddAsync([.. made.Select(s => SeriesToStore.Examined(s, source))], CancellationToken.None);
            _stored = [.. made.Select(s => s.Symbol)];
        }
        catch (StoreException e)
        {
            _error = e.Message;
        }
        finally
        {
            _storing = false;
        }
    }

    private bool IsOther(BarSeries made) => Series.Find(made.Symbol) is { } there && MarketBars.HashOf(there) != MarketBars.HashOf(made);
}
