using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Simulator.Anomalies;
using Simulator.Import;
using Simulator.Jobs;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Import;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Anomalies;

/// <summary>Looks for unusual rows. The address holds the form, the file that waits, and the job that runs or ended.</summary>
public sealed partial class AnomaliesPage
{
    private const string Bars = "bars";
    private const string File = "file";
    private static readonly string[] s_kinds = [AnomalyKind.Word];

    private AnomalyDraft _draft = new("", [], null, AnomalyDraft.UsualPercent, AnomalyDraft.UsualSeed);
    private AnomalyRequest? _request;
    private PackedTable? _table;
    private TableOffer? _offer;
    private IReadOnlyList<(string, string)> _symbols = [];
    private (AnomalyFound Of, string Address)? _rowsFile;
    private string? _upload;
    private string? _error;
    private string? _fileError;
    private string _estimate = "";
    private bool _reading;

    /// <summary>The series that is looked through.</summary>
    [SupplyParameterFromQuery]
    public string? Series { get; set; }

    /// <summary>Columns of the file.</summary>
    [SupplyParameterFromQuery]
    public string[]? Column { get; set; }

    /// <summary>The file's column of times.</summary>
    [SupplyParameterFromQuery]
    public string? Time { get; set; }

    /// <summary>Share of ordinary rows, in percent.</summary>
    [SupplyParameterFromQuery]
    public string? Rate { get; set; }

    /// <summary>The network's seed.</summary>
    [SupplyParameterFromQuery]
    public string? Seed { get; set; }

    /// <summary>The uploaded file, by its id.</summary>
    [SupplyParameterFromQuery]
    public string? Upload { get; set; }

    /// <summary>The file's name; given where a file is looked through.</summary>
    [SupplyParameterFromQuery(Name = "file")]
    public string? FileName { get; set; }

    [Inject]
    private UploadStore Uploads { get; set; } = null!;

    [Inject]
    private PartShelf Shelf { get; set; } = null!;

    /// <inheritdoc/>
    protected override IJobKind Kind { get; } = new AnomalyKind();

    /// <inheritdoc/>
    protected override string Page => Addresses.Anomalies;

    private bool IsFile => _draft.Series is null;

    private string FirstSymbol => Market.Symbols is [var first, ..] ? first : "";

    private static IEnumerable<(string, string)> Places => [(Bars, AnomaliesText.BarsOfASeries), (File, AnomaliesText.AFile)];

    private string FileWords =>
        _reading ? AnomaliesText.Reading
        : _table is { } table && _offer is { } offer ? AnomaliesText.FormatFileFacts(table.Name, Figures.Count(offer.Rows))
        : AnomaliesText.FileHint;

    /// <inheritdoc/>
    protected override async Task BeginAsync(Func<bool> isLeft)
    {
        ArgumentNullException.ThrowIfNull(isLeft);
        _symbols = [.. Market.Symbols.Select(s => (s, s))];
        _fileError = null;
        (_table, _offer, _upload) = (null, null, null);
        if (Asked is not null)
        {
            (_table, _offer) = (Asked.Table, Asked.Table is { } asked ? await OfferAsync(asked) : null);
            Take(AnomalyDraft.Of(Asked));
            return;
        }
        if (Upload is { } upload && FileName is { } name && UploadStore.IsId(upload))
        {
            await ReadAsync(upload, name);
            if (isLeft())
                return;
        }
        var first = FileName is null ? Series ?? FirstSymbol : null;
        Take(new AnomalyDraft(first, Column ?? [], Time, Rate ?? AnomalyDraft.UsualPercent, Seed ?? AnomalyDraft.UsualSeed));
    }

    private static Task<TableOffer?> OfferAsync(PackedTable table) => Task.Run(() => Offer(table));

    // A request of another program may name columns of a table that suggests none.
    private static TableOffer? Offer(PackedTable table)
    {
        try
        {
            return table.Content() is { } content ? TableOffer.Of(content, table.Name) : null;
        }
        catch (ImportException)
        {
            return null;
        }
    }

    private static (string, string)[] Orders(TableOffer offer) =>
        [
            ("", AnomaliesText.FormatSuggestedOrder(offer.Times.Count > 0 ? offer.Times[0] : AnomaliesText.NoOrder)),
            .. offer.Times.Select(t => (t, t)),
            (AnomalyTableReader.NoTime, AnomaliesText.NoOrder),
        ];

    private void ChoosePlace(string place) => Keep(_draft with { Series = place == File ? null : Series ?? FirstSymbol });

    private void ChooseTime(string time) => Keep(_draft with { Time = time.Length == 0 ? null : time });

    private void ChooseColumn((string Value, bool Wanted) change) =>
        Keep(
            _draft with
            {
                Columns = [.. _draft.Columns.Where(c => c != change.Value), .. change.Wanted ? [change.Value] : Array.Empty<string>()],
            }
        );

    // The file waits in the data folder like one to be imported, so that it is there after a reload.
    private async Task TakeFileAsync(InputFileChangeEventArgs e)
    {
        (_fileError, _reading) = (null, true);
        try
        {
            if (e.File.Size > PackedTable.MostBytes)
                throw new ImportException(
                    e.File.Name,
                    null,
                    null,
                    AnomaliesText.FormatHasSize(e.File.Size >> 20),
                    AnomaliesText.FormatMostSize(PackedTable.MostBytes >> 20)
                );
            await using var stream = e.File.OpenReadStream(PackedTable.MostBytes);
            await ReadAsync(await Uploads.SaveAsync(stream, CancellationToken.None), e.File.Name);
        }
        catch (Exception wrong) when (wrong is ImportException or IOException)
        {
            _fileError = wrong.Message;
        }
        finally
        {
            _reading = false;
        }
        if (_fileError is null)
            Keep(_draft with { Columns = [], Time = null });
    }

    private async Task ReadAsync(string upload, string name)
    {
        try
        {
            (_table, _offer) = await Uploads.ReadAsync(
                upload,
                content => (PackedTable.Of(content, name), TableOffer.Of(content, name)),
                CancellationToken.None
            );
            _upload = upload;
        }
        catch (ImportException e)
        {
            (_table, _offer, _upload, _fileError) = (null, null, null, e.Message);
        }
    }

    private void Keep(AnomalyDraft draft)
    {
        Take(draft);
        KeepInAddress(
            new Dictionary<string, object?>
            {
                ["series"] = draft.Series,
                ["upload"] = draft.Series is null ? _upload : null,
                ["file"] = draft.Series is null ? _table?.Name ?? "" : null,
                ["column"] = draft.Columns.ToArray(),
                ["time"] = draft.Time,
                ["rate"] = draft.Percent,
                ["seed"] = draft.Seed,
            }
        );
    }

    private void Take(AnomalyDraft draft)
    {
        _draft = draft;
        (_request, _error) = draft.Read(_table, Market);
        _estimate = _request?.Estimate(s => Market.Find(s)?.Count ?? 0).Words ?? "";
    }

    private string RowsFile(AnomalyFound found)
    {
        if (_rowsFile is not { } kept || !ReferenceEquals(kept.Of, found))
            _rowsFile = (found, Shelf.Keep(System.Text.Encoding.UTF8.GetBytes(AnomalyRowsCsv.Of(found.Rows)), "text/csv"));
        return _rowsFile.Value.Address;
    }
}
