using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Simulator.Derivation;
using Simulator.Errors;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Series;
using Simulator.Web.Components.Import;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Derive;

/// <summary>
/// Makes series from headlines, option chains or company reports. The address holds the form and the files that wait; nothing is stored
/// before it was shown and accepted.
/// </summary>
public sealed partial class DerivePage
{
    private const int MostFiles = 50;
    private const int MostNamed = 10;
    private const long MostBytes = 64L << 20;

    private static readonly (string, string)[] s_calendars = [.. MarketCalendar.All.Select(c => (c.Id, c.Name))];

    private readonly OwnAddresses _own = new();
    private DeriveDraft _draft = new("", "", MarketCalendar.Nyse.Id, new Dictionary<string, string>(), []);
    private MadeSeries? _made;
    private IReadOnlyDictionary<string, BarSeries> _replaced = new Dictionary<string, BarSeries>();
    private IReadOnlyList<string> _stored = [];
    private string? _begun;
    private string? _error;
    private string? _fileError;
    private string? _otherKind;
    private bool _pressed;
    private bool _reading;
    private bool _working;
    private bool _storing;

    /// <summary>What is made.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>Symbol of the series.</summary>
    [SupplyParameterFromQuery]
    public string? Symbol { get; set; }

    /// <summary>Calendar of the values.</summary>
    [SupplyParameterFromQuery]
    public string? Calendar { get; set; }

    /// <summary>Choices, each as name=value.</summary>
    [SupplyParameterFromQuery]
    public string[]? Set { get; set; }

    /// <summary>Ids of the files.</summary>
    [SupplyParameterFromQuery]
    public string[]? Upload { get; set; }

    /// <summary>Names of the files, in the same order.</summary>
    [SupplyParameterFromQuery(Name = "file")]
    public string[]? FileNames { get; set; }

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private UploadStore Uploads { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private static IEnumerable<(string, string)> Kinds => SeriesMakers.All.Select(m => (m.Name, m.Title));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var address = Navigation.Uri;
        if (_own.Take(address) || _begun == address)
            return;
        _begun = address;
        (_fileError, _pressed) = (null, false);
        var files = (Upload ?? []).Zip(FileNames ?? []).Where(f => UploadStore.IsId(f.First)).ToArray();
        Take(
            new DeriveDraft(
                Kind ?? SeriesMakers.All[0].Name,
                Symbol ?? "",
                Calendar ?? MarketCalendar.Nyse.Id,
                (Set ?? [])
                    .Select(pair => pair.Split('=', 2))
                    .Where(p => p.Length == 2)
                    .DistinctBy(p => p[0])
                    .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal),
                [.. files.Where(f => Uploads.Has(f.First)).Select(f => new DeriveFile(f.First, f.Second))]
            )
        );
        if (files.FirstOrDefault(f => !Uploads.Has(f.First)) is { Second: { } gone })
            _fileError = DeriveText.FormatNotKept(gone);
    }

    private async Task TakeFilesAsync(InputFileChangeEventArgs e)
    {
        (_fileError, _reading) = (null, true);
        var files = new List<DeriveFile>(_draft.Files);
        try
        {
            foreach (var file in e.GetMultipleFiles(Math.Max(0, MostFiles - files.Count)))
            {
                if (file.Size > MostBytes)
                    throw new ImportException(
                        file.Name,
                        null,
                        null,
                        DeriveText.FormatHasSize(file.Size >> 20),
                        DeriveText.FormatMostSize(MostBytes >> 20)
                    );
                await using var stream = file.OpenReadStream(MostBytes);
                files.Add(new DeriveFile(await Uploads.SaveAsync(stream, CancellationToken.None), file.Name));
            }
        }
        catch (Exception wrong) when (wrong is ImportException or IOException)
        {
            _fileError = wrong.Message;
        }
        catch (InvalidOperationException)
        {
            _fileError = DeriveText.FormatTooMany(MostFiles);
        }
        finally
        {
            _reading = false;
        }
        Keep(_draft with { Files = files });
    }

    private void Remove(DeriveFile file)
    {
        Uploads.Remove(file.Upload);
        _fileError = null;
        Keep(_draft with { Files = [.. _draft.Files.Where(f => f != file)] });
    }

    // What stands in the form stands in the address; what was made of another form is no longer shown.
    private void Keep(DeriveDraft draft)
    {
        Take(draft);
        var address = Navigation.GetUriWithQueryParameters(
            Navigation.ToAbsoluteUri(Addresses.Derive).AbsoluteUri,
            new Dictionary<string, object?>
            {
                ["kind"] = draft.Maker.Name,
                ["symbol"] = draft.Symbol.Length == 0 ? null : draft.Symbol,
                ["calendar"] = draft.Calendar,
                ["set"] = draft.Choices.Select(c => $"{c.Key}={c.Value}").ToArray(),
                ["upload"] = draft.Files.Select(f => f.Upload).ToArray(),
                ["file"] = draft.Files.Select(f => f.Name).ToArray(),
            }
        );
        _begun = address;
        if (address != Navigation.Uri)
            _own.Give(address);
        Navigation.NavigateTo(address, replace: true);
    }

    private void Take(DeriveDraft draft) => (_draft, _made, _error, _otherKind, _stored) = (draft, null, null, null, []);

    private async Task MakeAsync()
    {
        (_pressed, _made, _error, _otherKind, _stored) = (true, null, null, null, []);
        var draft = _draft;
        if (_working || !draft.IsSound)
            return;
        _working = true;
        try
        {
            var documents = new List<SourceDocument>();
            foreach (var file in draft.Files)
                documents.Add(
                    await Uploads.ReadAsync(file.Upload, content => new SourceDocument(file.Name, content), CancellationToken.None)
                );
            var made = await Task.Run(() => draft.Maker.Make(draft.Input(documents)));
            // The form may have changed meanwhile.
            if (draft == _draft)
                Show(made);
        }
        catch (Exception e) when (e is ImportException or SimulationException)
        {
            _error = draft == _draft ? e.Message : null;
        }
        finally
        {
            _working = false;
        }
    }

    private void Show(MadeSeries made)
    {
        _made = made;
        _replaced = made
            .Series.Select(s => Series.Find(s.Symbol))
            .OfType<BarSeries>()
            .ToDictionary(s => s.Symbol, StringComparer.OrdinalIgnoreCase);
        _otherKind = made.Series.Select(s => MakerChecks.OtherKind(Series, s)).FirstOrDefault(f => f is not null);
    }

    private async Task StoreAsync()
    {
        if (_storing || _made is not { } made)
            return;
        _storing = true;
        try
        {
            var source = string.Join(", ", _draft.Files.Select(f => f.Name));
            var examined = await Task.Run(() => made.Series.Select(s => SeriesToStore.Examined(s, source)).ToArray());
            await Series.AddAsync(examined, CancellationToken.None);
            foreach (var file in _draft.Files)
                Uploads.Remove(file.Upload);
            _pressed = false;
            Keep(_draft with { Files = [] });
            _stored = [.. made.Series.Select(s => s.Symbol)];
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
}
