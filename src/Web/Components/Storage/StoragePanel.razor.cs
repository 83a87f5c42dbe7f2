using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Store.Database;
using Simulator.Store.Upkeep;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Storage;

/// <summary>What the data folder takes, what a clean-up would free, and what was set aside because of damage.</summary>
public sealed partial class StoragePanel
{
    private StorageReport? _storage;
    private string? _done;
    private string? _failed;
    private bool _working;

    /// <summary>Told when rows were removed.</summary>
    [Parameter]
    public EventCallback CleanedUp { get; set; }

    [Inject]
    private StoreUpkeep Upkeep { get; set; } = null!;

    [Inject]
    private UpkeepOptions Options { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _storage = await Upkeep.StorageAsync(CancellationToken.None);

    private static string Size(long bytes) =>
        bytes < 1 << 20
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:#,0.#} MiB");

    private static string Sentence(StorageReport storage)
    {
        var deleted = Plural.Of(storage.Deleted, StorageText.OneDeleted, StorageText.FormatDeletedCount(Figures.Count(storage.Deleted)));
        var orphans = Plural.Of(
            storage.Orphans.Files,
            StorageText.FormatOneOrphan(Size(storage.Orphans.Bytes)),
            StorageText.FormatOrphanCount(Figures.Count(storage.Orphans.Files), Size(storage.Orphans.Bytes))
        );
        var backup = storage.LastBackup is { } made ? StorageText.FormatLastBackup(Figures.Instant(made)) : StorageText.ThereIsNoBackupYet;
        return StorageText.FormatStorageSummary(deleted, orphans, backup);
    }

    private async Task CleanUpAsync()
    {
        (_working, _done, _failed) = (true, null, null);
        try
        {
            var done = await Upkeep.CleanUpAsync(Options, CancellationToken.None);
            _done = StorageText.FormatRemoved(Figures.Count(done.Removed), Figures.Count(done.Files.Files), Size(done.Files.Bytes));
            _storage = await Upkeep.StorageAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            _failed = e.Message;
        }
        _working = false;
        await CleanedUp.InvokeAsync();
    }
}
