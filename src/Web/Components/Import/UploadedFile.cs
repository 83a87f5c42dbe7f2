using Simulator.Import;

namespace Simulator.Web.Components.Import;

/// <summary>Where a file is on its way into the store.</summary>
public enum UploadState
{
    /// <summary>Others are sent before it.</summary>
    Waiting,

    /// <summary>It is being sent.</summary>
    Uploading,

    /// <summary>It is being read.</summary>
    Reading,

    /// <summary>Its headings are not known; the user says what its columns are.</summary>
    Columns,

    /// <summary>It was read; the user decides.</summary>
    Preview,

    /// <summary>Its series are being stored.</summary>
    Storing,

    /// <summary>It was refused.</summary>
    Refused,
}

/// <summary>A file that the browser sends.</summary>
/// <param name="Key">Its key in the browser.</param>
/// <param name="Name">Its name.</param>
public sealed record ChosenFile(string Key, string Name);

/// <summary>A file that the browser remembers: one that was sent, with what was decided, or one that was not sent to its end.</summary>
/// <param name="Key">Its key in the browser.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id among the uploads; null where it was not sent.</param>
/// <param name="Choices">What was decided, <see cref="KeptChoices"/> as text.</param>
public sealed record KeptFile(string Key, string Name, string? Id, string? Choices);

/// <summary>A file between the browser and the store.</summary>
public sealed class UploadedFile(ChosenFile chosen)
{
    /// <summary>Its key in the browser.</summary>
    public string Key { get; } = chosen.Key;

    /// <summary>Its name.</summary>
    public string Name { get; } = chosen.Name;

    /// <summary>Where it is.</summary>
    public UploadState State { get; set; }

    /// <summary>How much of it has been sent, 0 … 1.</summary>
    public double Fraction { get; set; }

    /// <summary>Its id among the uploads; null before it has arrived.</summary>
    public string? Id { get; set; }

    /// <summary>What is wrong with it, or with the last choice.</summary>
    public string? Refusal { get; set; }

    /// <summary>The file as it was read.</summary>
    public ImportedFile? File { get; set; }

    /// <summary>Columns whose headings are not known, to be assigned by hand.</summary>
    public IReadOnlyList<ColumnMapping> Unassigned { get; set; } = [];

    /// <summary>What is decided.</summary>
    public ImportChoices Choices { get; } = new();

    /// <summary>As the browser remembers it.</summary>
    public KeptFile Kept => new(Key, Name, Id, Id is null ? null : Choices.Kept().Write());

    /// <summary>What the browser remembers of it now.</summary>
    public KeptFile? Written { get; set; }

    /// <summary>It can be stored as it is.</summary>
    public bool IsReady => State == UploadState.Preview && File is not null && Choices.Problem(File) is null;
}
