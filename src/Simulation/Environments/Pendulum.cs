using Simulator.Seeding;

namespace Simulator.Environments;

/// <summary>
/// A pendulum to be swung up and held with the constants of Gymnasium's <c>Pendulum-v1</c>. Observation [cos θ, sin θ, θ̇], θ = 0 upright;
/// reward −(θ² + 0.1·θ̇² + 0.001·u²) of the state before the step; never terminated, cut after 200 steps. The torque u is continuous in
/// <see cref="Drive"/>; an action picks one of some torques that lie evenly from −2 to 2.
/// </summary>
public sealed class Pendulum : ClassicControl, IContinuousEnvironment
{
    /// <summary>Steps after which an episode is cut.</summary>
    public const int StepLimit = 200;

    /// <summary>Greatest torque.</summary>
    public const double TorqueLimit = 2;

    private const double Gravity = 10,
        Interval = 0.05,
        SpeedLimit = 8;

    private static readonly float[] s_low = [-1, -1, -(float)SpeedLimit];
    private static readonly float[] s_high = [1, 1, (float)SpeedLimit];
    private static readonly float[] s_leastTorque = [-(float)TorqueLimit];
    private static readonly float[] s_greatestTorque = [(float)TorqueLimit];

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="torques">How many torques there are to pick from, at least 2.</param>
    /// <param name="seeds">[N] one seed per environment.</param>
    public Pendulum(int torques, params ReadOnlySpan<ulong> seeds)
        : base(seeds, observationSize: 3, stateSize: 2, actionCount: torques, StepLimit) =>
        ArgumentOutOfRangeException.ThrowIfLessThan(torques, 2);

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationLow => s_low;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationHigh => s_high;

    /// <inheritdoc/>
    public ReadOnlySpan<float> ActionLow => s_leastTorque;

    /// <inheritdoc/>
    public ReadOnlySpan<float> ActionHigh => s_greatestTorque;

    /// <summary>Environment <paramref name="i"/> as (θ, θ̇), radians; θ is not wrapped.</summary>
    internal (double Angle, double AngularVelocity) this[int i]
    {
        get => (State[0][i], State[1][i]);
        set => Place(i, value.Angle, value.AngularVelocity);
    }

    /// <summary>Steps with torques instead of actions.</summary>
    /// <param name="actions">[N] torques, cut to ±<see cref="TorqueLimit"/>.</param>
    /// <exception cref="ArgumentException">There is not one number per environment.</exception>
    public void Drive(ReadOnlySpan<float> actions)
    {
        Buffers.RequireNumbers(actions, 1);
        for (var i = 0; i < actions.Length; i++)
            Move(i, Math.Clamp(actions[i], -TorqueLimit, TorqueLimit));
        EndStep();
    }

    private protected override void Advance(ReadOnlySpan<int> actions)
    {
        for (var i = 0; i < actions.Length; i++)
            Move(i, TorqueLimit * ((2.0 * actions[i] / (ActionCount - 1)) - 1));
    }

    private protected override void Begin(int i, SplitMix64 random) =>
        (State[0][i], State[1][i]) = (Between(random, -Math.PI, Math.PI), Between(random, -1, 1));

    private protected override void Observe(int i, Span<float> row)
    {
        var (sin, cos) = Math.SinCos(State[0][i]);
        (row[0], row[1], row[2]) = ((float)cos, (float)sin, (float)State[1][i]);
    }

    private void Move(int i, double torque)
    {
        var (angle, speed) = (State[0][i], State[1][i]);
        var wrapped = angle - (2 * Math.PI * Math.Floor((angle + Math.PI) / (2 * Math.PI)));
        Buffers.Rewards[i] = -((wrapped * wrapped) + (0.1 * speed * speed) + (0.001 * torque * torque));
        speed = Math.Clamp(speed + (((1.5 * Gravity * Math.Sin(angle)) + (3 * torque)) * Interval), -SpeedLimit, SpeedLimit);
        (State[0][i], State[1][i]) = (angle + (speed * Interval), speed); // the angle moves with the new speed
        Buffers.Terminated[i] = false;
    }
}
