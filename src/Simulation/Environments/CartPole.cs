using System.Runtime.Intrinsics;
using Simulator.Numerics;
using Simulator.Seeding;
using static System.Runtime.Intrinsics.Vector512;

namespace Simulator.Environments;

/// <summary>
/// The cart-pole balancing task (Barto, Sutton, Anderson 1983) with the constants, the explicit Euler step and the limits of
/// Gymnasium's <c>CartPole-v1</c>. Actions: 0 pushes left, 1 right. Observation [x, ẋ, θ, θ̇]; reward 1 per step; ends beyond 2.4 m or 12°,
/// cut after 500 steps. Eight environments are moved at once; one alone gets the same bits.
/// </summary>
public sealed class CartPole : ClassicControl
{
    /// <summary>Steps after which an episode is cut.</summary>
    public const int StepLimit = 500;

    private const double Gravity = 9.8,
        TotalMass = 1.1,
        PoleMass = 0.1,
        HalfLength = 0.5,
        PoleMassLength = 0.05;
    private const double Force = 10,
        Interval = 0.02,
        PositionLimit = 2.4,
        AngleLimit = 12 * 2 * Math.PI / 360;

    private static readonly float[] s_high = [(float)(2 * PositionLimit), float.MaxValue, (float)(2 * AngleLimit), float.MaxValue];
    private static readonly float[] s_low = [-s_high[0], float.MinValue, -s_high[2], float.MinValue];

    private readonly double[] _forces;

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="seeds">[N] one seed per environment.</param>
    public CartPole(params ReadOnlySpan<ulong> seeds)
        : base(seeds, observationSize: 4, stateSize: 4, actionCount: 2, StepLimit) => _forces = new double[State[0].Length];

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationLow => s_low;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationHigh => s_high;

    /// <summary>Environment <paramref name="i"/> as (x, ẋ, θ, θ̇), metres and radians.</summary>
    internal (double X, double Velocity, double Angle, double AngularVelocity) this[int i]
    {
        get => (State[0][i], State[1][i], State[2][i], State[3][i]);
        set => Place(i, value.X, value.Velocity, value.Angle, value.AngularVelocity);
    }

    private protected override void Advance(ReadOnlySpan<int> actions)
    {
        for (var i = 0; i < actions.Length; i++)
            _forces[i] = Force * ((2 * actions[i]) - 1);
        for (var i = 0; i < actions.Length; i += Lanes.Count)
        {
            var fallen = Move(i);
            var (count, rewards, terminated) = (Math.Min(Lanes.Count, actions.Length - i), Buffers.Rewards, Buffers.Terminated);
            for (var k = 0; k < count; k++)
            {
                rewards[i + k] = 1;
                terminated[i + k] = ((fallen >> k) & 1) != 0;
            }
        }
    }

    private protected override void Begin(int i, SplitMix64 random)
    {
        foreach (var column in State)
            column[i] = (random.NextDouble() * 0.1) - 0.05;
    }

    private protected override void Observe(int i, Span<float> row)
    {
        row[3] = (float)State[3][i];
        row[0] = (float)State[0][i];
        row[1] = (float)State[1][i];
        row[2] = (float)State[2][i];
    }

    /// <summary>Moves eight environments and answers which fell, a bit each.</summary>
    private ulong Move(int at)
    {
        var index = (nuint)at;
        ref double px = ref State[0][0],
            pv = ref State[1][0],
            pa = ref State[2][0],
            pw = ref State[3][0];
        var (x, velocity) = (LoadUnsafe(ref px, index), LoadUnsafe(ref pv, index));
        var (angle, angular) = (LoadUnsafe(ref pa, index), LoadUnsafe(ref pw, index));
        var (sin, cos) = SinCos(angle);
        var pushed = (LoadUnsafe(ref _forces[0], index) + (PoleMassLength * angular * angular * sin)) / TotalMass;
        var turned = ((Gravity * sin) - (cos * pushed)) / (HalfLength * (Create(4.0 / 3) - (PoleMass * cos * cos / TotalMass)));
        var moved = pushed - (PoleMassLength * turned * cos / TotalMass);
        x += Interval * velocity; // positions move with the old velocities
        velocity += Interval * moved;
        angle += Interval * angular;
        angular += Interval * turned;
        x.StoreUnsafe(ref px, index);
        velocity.StoreUnsafe(ref pv, index);
        angle.StoreUnsafe(ref pa, index);
        angular.StoreUnsafe(ref pw, index);
        return (GreaterThan(Abs(x), Create(PositionLimit)) | GreaterThan(Abs(angle), Create(AngleLimit))).ExtractMostSignificantBits();
    }
}
