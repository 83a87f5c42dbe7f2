using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Asks NVIDIA's <c>nvidia-smi</c>, which comes with the driver. A machine without it is asked once. The form of its answers is that of
/// <c>nvidia-smi --help-query-gpu</c> and <c>--help-query-compute-apps</c> (csv, noheader, nounits).
/// </summary>
public sealed class NvidiaGpuMeter(string program = "nvidia-smi") : IGpuMeter
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private volatile bool _isMissing;

    /// <inheritdoc/>
    public async Task<GpuUse?> OfAsync(int process, bool isAsked)
    {
        if (_isMissing)
            return null;
        var cards = await AskAsync("--query-gpu=uuid,utilization.gpu,memory.used,memory.total");
        return cards.Count == 0 ? null : Read(cards, await AskAsync("--query-compute-apps=gpu_uuid,pid,used_memory"), process, isAsked);
    }

    /// <summary>What a process takes, from the lines of both answers. Memory is in MiB there; a figure that is not told counts 0.</summary>
    internal static GpuUse? Read(IReadOnlyList<string> cards, IReadOnlyList<string> processes, int process, bool isAsked)
    {
        var known = cards.Select(Fields).Where(f => f.Length == 4).ToList();
        var own = processes.Select(Fields).FirstOrDefault(f => f.Length == 3 && f[1] == process.ToString(CultureInfo.InvariantCulture));
        var card = own is null ? (isAsked ? known.FirstOrDefault() : null) : known.Find(f => f[0] == own[0]);
        return card is null ? null : new GpuUse(Number(card[1]) / 100, Mebibytes(own is null ? card[2] : own[2]), Mebibytes(card[3]));
    }

    private static string[] Fields(string line) => line.Split(',', StringSplitOptions.TrimEntries);

    private static long Mebibytes(string text) => (long)Number(text) << 20;

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private async Task<IReadOnlyList<string>> AskAsync(string query)
    {
        try
        {
            using var asked = Process.Start(
                new ProcessStartInfo(program, [query, "--format=csv,noheader,nounits"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            using var patience = new CancellationTokenSource(s_patience);
            using var kill = patience.Token.Register(asked.Kill);
            _ = asked.StandardError.ReadToEndAsync(CancellationToken.None);
            var answer = await asked.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await asked.WaitForExitAsync(CancellationToken.None);
            return asked.ExitCode == 0 ? answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            _isMissing = true;
            return [];
        }
    }
}
