using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>
/// An environment that takes numbers, as one of a few actions: each of them stands for numbers drawn once within the bounds, and the
/// last for numbers beyond them. What holds for picked actions can so be asked of <see cref="IContinuousEnvironment.Drive"/>.
/// </summary>
internal sealed class DrivenEnvironment : IVectorEnvironment
{
    private const int Actions = 40;
    private readonly IContinuousEnvironment _environment;
    private readonly float[][] _numbers; // [actions][D]
    private readonly float[] _driven; // [N, D]

    public DrivenEnvironment(IContinuousEnvironment environment)
    {
        var random = new SplitMix64(17);
        _environment = environment;
        _numbers = [.. Enumerable.Range(0, Actions).Select(k => Numbers(k == Actions - 1 ? 10 : 1))];
        _driven = new float[environment.Count * environment.ActionLow.Length];

        float[] Numbers(float stretch)
        {
            var (low, high) = (environment.ActionLow.ToArray(), environment.ActionHigh.ToArray());
            return [.. low.Zip(high, (x, y) => stretch * (float)(x + (random.NextDouble() * (y - x))))];
        }
    }

    public int Count => _environment.Count;

    public int ObservationSize => _environment.ObservationSize;

    public int ActionCount => Actions;

    public ReadOnlySpan<float> ObservationLow => _environment.ObservationLow;

    public ReadOnlySpan<float> ObservationHigh => _environment.ObservationHigh;

    public ReadOnlySpan<float> Observations => _environment.Observations;

    public ReadOnlySpan<float> FinalObservations => _environment.FinalObservations;

    public ReadOnlySpan<double> Rewards => _environment.Rewards;

    public ReadOnlySpan<bool> Terminated => _environment.Terminated;

    public ReadOnlySpan<bool> Truncated => _environment.Truncated;

    public void Reset() => _environment.Reset();

    public void Step(ReadOnlySpan<int> actions)
    {
        if (actions.Length != Count)
            throw new ArgumentException($"{Count} environments need {Count} actions, got {actions.Length}", nameof(actions));
        var size = _environment.ActionLow.Length;
        for (var i = 0; i < actions.Length; i++)
        {
            if ((uint)actions[i] >= Actions)
                throw new ArgumentOutOfRangeException(nameof(actions), actions[i], $"actions are 0 to {Actions - 1}");
            _numbers[actions[i]].CopyTo(_driven, i * size);
        }
        _environment.Drive(_driven);
    }

    public void Save(BinaryWriter writer) => _environment.Save(writer);

    public void Restore(BinaryReader reader) => _environment.Restore(reader);
}
