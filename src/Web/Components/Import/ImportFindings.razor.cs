using Microsoft.AspNetCore.Components;
using Simulator.Import;
using Simulator.Quality;

namespace Simulator.Web.Components.Import;

/// <summary>The findings of a file's series, the most serious first.</summary>
public sealed partial class ImportFindings
{
    private const int MostShown = 100;

    /// <summary>The file as it was read.</summary>
    [Parameter, EditorRequired]
    public required ImportedFile File { get; set; }

    private List<(string Symbol, QualityFinding Finding)> Findings =>
        [
            .. File
                .Series.SelectMany(s => s.Quality.Findings.Select(f => (s.Series.Symbol, Finding: f)))
                .OrderByDescending(f => f.Finding.Severity),
        ];
}
