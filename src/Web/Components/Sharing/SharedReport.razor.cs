using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Simulator.Runs;

namespace Simulator.Web.Components.Sharing;

/// <summary>The document around a report that has no connection.</summary>
public sealed partial class SharedReport
{
    /// <summary>What was found.</summary>
    [Parameter, EditorRequired]
    public required SimulationResult Result { get; set; }

    /// <summary>Styles, fonts and scripts, where the document holds them itself; null where the server has them.</summary>
    [Parameter]
    public InlinedFiles? Inlined { get; set; }

    /// <summary>The browser's dialog for printing opens when everything stands.</summary>
    [Parameter]
    public bool ForPaper { get; set; }

    private string Kind =>
        Inlined is not null ? SharingText.ReportMadeToBeKept
        : ForPaper ? SharingText.PaperReport
        : SharingText.SharedReportReadOnly;

    // What identifies the run, for programs. A “<” inside would end the element.
    private string Identity =>
        JsonSerializer
            .Serialize(
                new
                {
                    Result.Version,
                    Result.Spec,
                    Result.SpecHash,
                    Result.ResultHash,
                    Result.Data,
                    Result.Seeds,
                    Result.CodeVersion,
                    Result.Device,
                    TradeHash = Result.Report.Accounts[0].TradeHash,
                },
                PipelineJson.Options
            )
            .Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string Csv(string text) => $"data:text/csv;charset=utf-8;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";
}
