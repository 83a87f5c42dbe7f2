using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learning.Native;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Walks over folds whose models do not need each other, side by side on the threads of the stage.</summary>
internal static class FoldWalk
{
    /// <summary>The tape of all folds.</summary>
    /// <param name="forecaster">Kind of the forecaster.</param>
    /// <param name="bars">Bars of the target.</param>
    /// <param name="folds">The folds.</param>
    /// <param name="stamp">What a checkpoint depends on.</param>
    /// <param name="context">The stage.</param>
    /// <param name="run">Fills the rows of a fold: fold, context of its part, where an earlier run of it stood.</param>
    /// <param name="pathBars">Bars ahead of the furthest forecast.</param>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run; the text says what differs.</exception>
    public static ForecastTape Run(
        string forecaster,
        int bars,
        IReadOnlyList<WalkForwardFold> folds,
        CheckpointStamp stamp,
        StageContext context,
        Func<WalkForwardFold, StageContext, WalkCheckpoint?, TapeWriter> run,
        int pathBars = 1
    )
    {
        var parts = StageParts.Run(
            context,
            folds.Count,
            (k, part) =>
            {
                TorchLibrary.UseOneThread();
                return run(folds[k], part, part.Checkpoint is { } bytes ? WalkCheckpoint.FromBytes(bytes, stamp) : null);
            }
        );
        var tape = new TapeWriter(bars, Horizons(pathBars));
        foreach (var part in parts)
            tape.Take(part);
        return tape.ToTape(forecaster);
    }

    /// <summary>1, 2, … bars ahead.</summary>
    public static IReadOnlyList<int> Horizons(int pathBars) => [.. Enumerable.Range(1, pathBars)];
}
