using Microsoft.AspNetCore.Components;
using Simulator.Import;

namespace Simulator.Web.Components.Import;

/// <summary>The columns of a file whose headings are not known, to be assigned by hand.</summary>
public sealed partial class ImportColumnsView
{
    private static (string Value, string Words)[] Meanings =>
        [("", ImportText.NotSaid), .. ColumnChoices.Words.Select(w => (w, ColumnWords.Of(w)))];

    /// <summary>What the ids of its elements begin with, where a page shows several.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ColumnMapping> Columns { get; set; }

    /// <summary>Takes what is said.</summary>
    [Parameter, EditorRequired]
    public required ImportChoices Choices { get; set; }

    /// <summary>Working; nothing can be chosen.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Reads the file again.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Reread { get; set; }

    /// <summary>Discards the file.</summary>
    [Parameter]
    public EventCallback Cancel { get; set; }

    /// <summary>Called whenever it was drawn anew: something may have been decided.</summary>
    [Parameter]
    public Func<Task>? Drawn { get; set; }

    private bool HasPrice => Columns.Any(c => Choices.ColumnOf(c.Name) is "close" or "adjustedClose" or "asset");

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => Drawn?.Invoke() ?? Task.CompletedTask;
}
