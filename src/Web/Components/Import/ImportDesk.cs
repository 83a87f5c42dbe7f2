namespace Simulator.Web.Components.Import;

/// <summary>
/// Files that one person's tab has between choosing and accepting. Previews and what was decided stay while another page is looked at; the
/// browser remembers them for when the tab is closed or the server starts again, and the files wait for a day.
/// </summary>
public sealed class ImportDesk(UploadStore uploads)
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

    /// <summary>Brings back a file that the browser remembers; one that is here stays as it is.</summary>
    /// <returns>Whether it waits for its decision again.</returns>
    public bool Bring(KeptFile kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (Files.Exists(f => f.Key == kept.Key))
            return false;
        var file = new UploadedFile(new ChosenFile(kept.Key, kept.Name)) { Written = kept };
        Files.Add(file);
        if (kept.Id is null || !UploadStore.IsId(kept.Id) || !uploads.Has(kept.Id))
        {
            Refuse(file, kept.Id is null ? ImportText.FormatNotSent(file.Name) : ImportText.FormatNotKept(file.Name));
            return false;
        }
        (file.Id, file.State) = (kept.Id, UploadState.Reading);
        if (KeptChoices.Read(kept.Choices) is { } choices)
            file.Choices.Take(choices);
        return true;
    }
}
