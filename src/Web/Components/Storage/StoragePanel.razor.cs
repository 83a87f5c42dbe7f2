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
        var deleted = storage.Deleted == 1 ? "1 deleted run or series" : $"{Figures.Count(storage.Deleted)} deleted runs and series";
        var orphans = storage.Orphans.Files == 1 ? "1 file belongs" : $"{Figures.Count(storage.Orphans.Files)} files belong";
        var backup = storage.LastBackup is { } made ? $"The last backup is of {Figures.Instant(made)}." : "There is no backup yet.";
        return $"{deleted} can still be brought back; {orphans} to nothing ({Size(storage.Orphans.Bytes)}). {backup}";
    }

    private async Task CleanUpAsync()
    {
        (_working, _done, _failed) = (true, null, null);
        try
        {
            var done = await Upkeep.CleanUpAsync(Options, CancellationToken.None);
            _done =
                $"Removed {Figures.Count(done.Removed)} runs and series and {Figures.Count(done.Files.Files)} files, "
                + $"{Size(done.Files.Bytes)}.";
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
