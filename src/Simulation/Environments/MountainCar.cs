using Simulator.Seeding;

namespace Simulator.Environments;

/// <summary>
/// A car too weak for the hill (Moore 1990) with the constants of Gymnasium's <c>MountainCar-v0</c>. Actions: 0 left, 1 none, 2 right.
/// Observation [x, ẋ]; reward −1 per step; ends at x ≥ 0.5, cut after 200 steps.
/// </summary>
public sealed class MountainCar : ClassicControl
{
    /// <summary>Steps after which an episode is cut.</summary>
    public const int StepLimit = 200;

    private const double Power = 0.001,
        Gravity = 0.0025,
        SpeedLimit = 0.07,
        Left = -1.2,
        Right = 0.6,
        Goal = 0.5;

    private static readonly float[] s_low = [(float)Left, -(float)SpeedLimit];
    private static readonly float[] s_high = [(float)Right, (float)SpeedLimit];

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="seeds">[N] one seed per environment.</param>
    public MountainCar(params ReadOnlySpan<ulong> seeds)
        : base(seeds, observationSize: 2, stateSize: 2, actionCount: 3, StepLimit) { }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationLow => s_low;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationHigh => s_high;

    /// <summary>Environment <paramref name="i"/> as (x, ẋ).</summary>
    internal (double X, double Velocity) this[int i]
    {
        get => (State[0][i], State[1][i]);
        set => Place(i, value.X, value.Velocity);
    }

    private protected override void Advance(ReadOnlySpan<int> actions)
    {
        var (position, speed) = (State[0], State[1]);
        for (var i = 0; i < actions.Length; i++)
        {
            var v = speed[i] + ((actions[i] - 1) * Power) - (Gravity * Math.Cos(3 * position[i]));
            v = Math.Clamp(v, -SpeedLimit, SpeedLimit);
            var x = Math.Clamp(position[i] + v, Left, Right);
            if (x == Left && v < 0)
                v = 0; // the wall
            (position[i], speed[i]) = (x, v);
            Buffers.Rewards[i] = -1;
            Buffers.Terminated[i] = x >= Goal && v >= 0;
        }
    }

    private protected override void Begin(int i, SplitMix64 random) => (State[0][i], State[1][i]) = (Between(random, -0.6, -0.4), 0);

    private protected override void Observe(int i, Span<float> row) => (row[0], row[1]) = ((float)State[0][i], (float)State[1][i]);
}
