using Microsoft.AspNetCore.Components;
using Simulator.Diagnostics;
using Simulator.Errors;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Specs;

/// <summary>The checks before training of a draft that learns: of the draft as it was when asked, and gone with its next change.</summary>
public sealed partial class TrainingChecklist : IDisposable
{
    // However many people ask, one of the server's threads is taken.
    private static readonly SemaphoreSlim s_checking = new(1);

    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<TrainingFinding> _findings = [];
    private string? _of;
    private string? _failed;
    private bool _busy;

    /// <summary>The draft; null where it cannot be read.</summary>
    [Parameter, EditorRequired]
    public required SimulationSpec? Spec { get; set; }

    /// <summary>Whether something keeps it from running.</summary>
    [Parameter, EditorRequired]
    public required bool HasErrors { get; set; }

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    private string Said
    {
        get
        {
            if (_busy)
                return SpecsText.Checking;
            if (_failed is not null)
                return _failed;
            var notable = _findings.Count(f => f.Verdict == CheckVerdict.Notable);
            return _findings.Count == 0 ? SpecsText.ChecklistMeaning
                : notable == 0 ? SpecsText.NothingNotable
                : SpecsText.FormatNotableOf(notable, _findings.Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var of = Spec is { } spec ? SpecJson.Hash(spec) : null;
        if (of == _of)
            return;
        (_of, _findings, _failed) = (of, [], null);
    }

    private async Task CheckAsync()
    {
        if (Spec is not { } spec || HasErrors || _busy)
            return;
        var (of, cancellation) = (_of, _left.Token);
        (_busy, _failed) = (true, null);
        try
        {
            var findings = await RunAsync(spec, cancellation);
            if (of == _of)
                _findings = findings;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception e) when (e is ArgumentException or SimulationException or StoreException or InvalidOperationException)
        {
            if (of == _of)
                _failed = e.Message;
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<IReadOnlyList<TrainingFinding>> RunAsync(SimulationSpec spec, CancellationToken cancellation)
    {
        await s_checking.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => TrainingDiagnosis.Of(spec, Series, cancellation), cancellation);
        }
        finally
        {
            s_checking.Release();
        }
    }
}
