using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Runs each worker in a process of its own: a native crash takes that one run down, never the server. With
/// <see cref="JobOptions.SpareWorker"/> one more waits between jobs for the next order, which then need not wait for a process to start.
/// </summary>
public sealed class ChildWorkerLauncher(WorkerCommand command, JobOptions options, IGpuMeter? gpu = null) : IWorkerLauncher, IDisposable
{
    private static readonly TimeSpan s_restBeforeSpare = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan s_endOfSpare = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Spare? _spare;
    private bool _isPreparing;
    private volatile bool _isDisposed;

    /// <summary>Whether a worker waits that is ready for an order.</summary>
    internal bool HasReadySpare
    {
        get
        {
            lock (_lock)
                return _spare is { IsReady: true };
        }
    }

    /// <inheritdoc/>
    public async Task<IWorkerProcess> StartAsync(WorkOrder order, int niceness, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var process = TakeSpare(niceness) ?? Start(niceness, warmUp: null);
        var worker = new ChildWorker(process, order.Device == "cpu" ? null : gpu, order.Device == "cuda", Prepare);
        await worker.SendAsync(JsonSerializer.Serialize(order, JobJson.Options));
        return worker;
    }

    /// <summary>
    /// Starts the worker that waits for the next order, a moment from now, unless there is one already. Only on Linux, where the priority
    /// of a process that runs can be lowered to that of its order.
    /// </summary>
    public void Prepare()
    {
        lock (_lock)
        {
            if (!options.SpareWorker || !OperatingSystem.IsLinux() || _isPreparing || _isDisposed || _spare is { HasEnded: false })
                return;
            _isPreparing = true;
        }
        _ = PrepareAsync();
    }

    /// <summary>Ends the worker that waits.</summary>
    public void Dispose()
    {
        Spare? spare;
        lock (_lock)
        {
            _isDisposed = true;
            (spare, _spare) = (_spare, null);
        }
        spare?.End();
    }

    private async Task PrepareAsync()
    {
        await Task.Delay(s_restBeforeSpare);
        var spare = _isDisposed ? null : TryStartSpare();
        Spare? ended;
        lock (_lock)
        {
            _isPreparing = false;
            // What is replaced has died.
            (ended, _spare) = _isDisposed ? (spare, null) : (_spare, spare);
        }
        ended?.End();
    }

    // Null where it cannot be started: the next order tries it for itself, and says why.
    private Spare? TryStartSpare()
    {
        string? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("simulator-warm-up-").FullName;
            return new Spare(Start(JobOptions.LeastNiceness, folder), folder);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (folder is not null)
                WorkerWarmUp.Delete(folder);
            return null;
        }
    }

    private Process? TakeSpare(int niceness)
    {
        Spare? spare;
        lock (_lock)
            (spare, _spare) = (_spare, null);
        if (spare is { IsReady: true, HasEnded: false } && ProcessPriority.TryLower(spare.Process.Id, niceness))
            return spare.Process;
        // One that is not ready yet would be in the way of the one that starts now.
        spare?.End();
        return null;
    }

    private Process Start(int niceness, string? warmUp)
    {
        var started = command.At(niceness);
        var start = new ProcessStartInfo(started.Program, started.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        // One that the server inherited would make every worker a spare one, and name a folder to delete.
        start.Environment.Remove(WorkerGuard.SpareVariable);
        if (warmUp is not null)
            start.Environment[WorkerGuard.SpareVariable] = warmUp;
        try
        {
            var process = Process.Start(start)!;
            ProcessMemory.PreferToEnd(process.Id);
            return process;
        }
        catch (Win32Exception e)
        {
            throw new WorkerLaunchException(
                $"worker: '{started.Program}' cannot be started ({e.Message}). "
                    + "Remedy: check that the .NET runtime is still installed, then submit the job again.",
                e
            );
        }
    }

    // One thread per library: two that spin against each other made a training step ten times slower (docs/decisions).
    private IEnumerable<(string Name, string Value)> Environment() =>
        [
            ("OMP_NUM_THREADS", "1"),
            ("OPENBLAS_NUM_THREADS", "1"),
            ("MKL_NUM_THREADS", "1"),
            ("DOTNET_gcServer", "0"),
            // Hexadecimal. Below what the process may take in all: the runtime collects garbage, or throws, before it is ended.
            ("DOTNET_GCHeapHardLimit", (options.WorkerMemoryBytes / 4 * 3).ToString("X", CultureInfo.InvariantCulture)),
            (WorkerGuard.ParentVariable, System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
        ];

    // A worker without an order; it says when it is ready for one.
    private sealed class Spare(Process process, string folder)
    {
        private readonly Task<string?> _word = process.StandardOutput.ReadLineAsync();

        public Process Process => process;

        public bool IsReady => _word.IsCompletedSuccessfully && _word.Result == WorkerGuard.Ready;

        public bool HasEnded => process.HasExited;

        public void End()
        {
            try
            {
                process.Kill(entireProcessTree: true);
                // What still runs could write into the folder after it was deleted.
                process.WaitForExit(s_endOfSpare);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has ended by itself.
            }
            process.Dispose();
            WorkerWarmUp.Delete(folder);
        }
    }

    private sealed class ChildWorker : IWorkerProcess
    {
        private const int LastWordsLength = 2000;
        private static readonly TimeSpan s_lastWordsPatience = TimeSpan.FromSeconds(2);
        private const int ErrorLines = 1_000;
        private readonly Channel<string> _errors = Channel.CreateBounded<string>(
            new BoundedChannelOptions(ErrorLines) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        private readonly Process _process;
        private readonly IGpuMeter? _gpu;
        private readonly bool _wantsGpu;
        private readonly Task<string> _lastWords;

        private readonly Action _ended;
        private readonly TimeSpan _before;

        public ChildWorker(Process process, IGpuMeter? gpu, bool wantsGpu, Action ended)
        {
            (_process, _gpu, _wantsGpu, _ended) = (process, gpu, wantsGpu, ended);
            _before = TimeOf(process) ?? TimeSpan.Zero;
            _lastWords = TailAsync(process.StandardError);
        }

        public int ProcessId => _process.Id;

        public long? MemoryBytes => ProcessMemory.ResidentOf(ProcessId);

        // Without its warm-up, which was for no job.
        public TimeSpan? ProcessorTime => TimeOf(_process) - _before;

        public Task<GpuUse?> GpuAsync() => _gpu?.OfAsync(ProcessId, _wantsGpu) ?? Task.FromResult<GpuUse?>(null);

        public async Task<string?> ReadErrorAsync(CancellationToken cancellation) =>
            await _errors.Reader.WaitToReadAsync(cancellation) && _errors.Reader.TryRead(out var line) ? line : null;

        public async Task SendAsync(string line)
        {
            try
            {
                await _process.StandardInput.WriteAsync(line + "\n");
                await _process.StandardInput.FlushAsync();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // It died before it read; its exit says how.
            }
        }

        public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync();

        public void CloseInput()
        {
            try
            {
                _process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It is gone already.
            }
        }

        public void Kill()
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has ended by itself.
            }
        }

        public async Task<WorkerExit> WaitForExitAsync()
        {
            await _process.WaitForExitAsync();
            // Something it started may hold its standard error open; nobody waits for that.
            var said = await Task.WhenAny(_lastWords, Task.Delay(s_lastWordsPatience)) == _lastWords;
            return new WorkerExit(_process.ExitCode, said ? await _lastWords : "");
        }

        public ValueTask DisposeAsync()
        {
            Kill();
            _process.Dispose();
            _ended();
            return ValueTask.CompletedTask;
        }

        private static TimeSpan? TimeOf(Process process)
        {
            try
            {
                process.Refresh();
                return process.TotalProcessorTime;
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                return null;
            }
        }

        private async Task<string> TailAsync(StreamReader reader)
        {
            var tail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                tail.AppendLine(line);
                _errors.Writer.TryWrite(line);
                if (tail.Length > LastWordsLength)
                    tail.Remove(0, tail.Length - LastWordsLength);
            }
            _errors.Writer.Complete();
            return tail.ToString().Trim();
        }
    }
}
