using Microsoft.AspNetCore.Components;
using Simulator.Import;

namespace Simulator.Web.Components.Import;

/// <summary>How a file was read, column by column; a wide one shows its first columns and lets the others be picked.</summary>
public sealed partial class ImportRows
{
    private const int MostColumns = 24;

    private string? _other;

    /// <summary>The file as it was read.</summary>
    [Parameter, EditorRequired]
    public required ImportPreview Preview { get; set; }

    /// <summary>Takes what is said about a column.</summary>
    [Parameter, EditorRequired]
    public required ImportChoices Choices { get; set; }

    /// <summary>Working; nothing can be changed.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Reads the file again with the choices.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Reread { get; set; }

    private (string Value, string Words)[] Others => [.. Preview.Columns.Skip(MostColumns).Select(c => (c.Name, c.Name))];

    private static (string Value, string Words)[] Roles(ColumnMapping column) =>
        [("", Words(column)), .. ColumnChoices.Words.Select(w => (w, ColumnWords.Of(w)))];

    private static string Words(ColumnMapping column)
    {
        var words = ColumnWords.Of(column.Role);
        return column.Symbol is null ? words : $"{words}, {column.Symbol}";
    }

    private Task SetColumnAsync(string heading, string word)
    {
        Choices.SetColumn(heading, word);
        return Reread();
    }
}
