using Simulator.Stages;

namespace Simulator.Cli.Progress;

/// <summary>Shows the progress of a run on standard error.</summary>
internal interface IProgressView
{
    /// <summary>Runs <paramref name="work"/> on a thread of its own and shows what it reports until it ends.</summary>
    Task<T> ShowAsync<T>(IReadOnlyList<StageName> stages, Func<Action<StageEvent>, T> work);
}
