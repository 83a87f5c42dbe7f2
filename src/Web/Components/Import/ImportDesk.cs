namespace Simulator.Web.Components.Import;

/// <summary>
/// Files that one person's tab has between choosing and accepting. Previews and what was decided stay while another page is looked at; the
/// files go when the tab is closed.
/// </summary>
public sealed class ImportDesk(UploadStore uploads) : IDisposable
{
    /// <summary>The files, in the order they were chosen.</summary>
    public List<UploadedFile> Files { get; } = [];

    /// <summary>What was stored last, to be taken back.</summary>
    public List<ImportedChange> Done { get; } = [];

    /// <summary>Drops a file.</summary>
    public void Forget(UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Id is { } id)
            uploads.Remove(id);
        Files.Remove(file);
    }

    /// <summary>Says why a file is not imported, and keeps nothing of it but its name.</summary>
    public void Refuse(UploadedFile file, string reason)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Id is { } id)
            uploads.Remove(id);
        (file.Id, file.State, file.Refusal) = (null, UploadState.Refused, reason);
    }

    /// <summary>The page is left: what the browser still had to send will not come.</summary>
    public void Leave()
    {
        foreach (var file in Files.Where(f => f.State is UploadState.Waiting or UploadState.Uploading))
            Refuse(file, ImportText.FormatNotSent(file.Name));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files.ToList())
            Forget(file);
    }
}
