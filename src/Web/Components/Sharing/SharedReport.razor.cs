using System.IO.Compression;
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

    // A list of thousands of lines is a third of its size so; the script of the page unpacks it when it is asked for.
    private static string Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }
}
