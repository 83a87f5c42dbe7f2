using Simulator.Seeding;

namespace Simulator.Environments;

/// <summary>
/// Two links of which only the joint between them is driven, to be swung above the bar (Sutton 1996) with the constants and the “book”
/// dynamics of Gymnasium's <c>Acrobot-v1</c> (Sutton, Barto 2018, section 11.3), one Runge–Kutta step of 0.2 s. Actions: torque −1, 0, 1.
/// Observation [cos θ₁, sin θ₁, cos θ₂, sin θ₂, θ̇₁, θ̇₂], hanging at 0; reward −1 per step, 0 at the goal −cos θ₁ − cos(θ₁ + θ₂) &gt; 1;
/// cut after 500 steps.
/// </summary>
public sealed class Acrobot : ClassicControl
{
    /// <summary>Steps after which an episode is cut.</summary>
    public const int StepLimit = 500;

    private const double Interval = 0.2,
        Gravity = 9.8,
        SpeedLimit1 = 4 * Math.PI,
        SpeedLimit2 = 9 * Math.PI;

    private static readonly float[] s_high = [1, 1, 1, 1, (float)SpeedLimit1, (float)SpeedLimit2];
    private static readonly float[] s_low = Array.ConvertAll(s_high, x => -x);

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="seeds">[N] one seed per environment.</param>
    public Acrobot(params ReadOnlySpan<ulong> seeds)
        : base(seeds, observationSize: 6, stateSize: 4, actionCount: 3, StepLimit) { }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationLow => s_low;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ObservationHigh => s_high;

    /// <summary>Environment <paramref name="i"/> as (θ₁, θ₂, θ̇₁, θ̇₂), radians.</summary>
    internal (double Angle1, double Angle2, double Speed1, double Speed2) this[int i]
    {
        get => (State[0][i], State[1][i], State[2][i], State[3][i]);
        set => Place(i, value.Angle1, value.Angle2, value.Speed1, value.Speed2);
    }

    private protected override void Advance(ReadOnlySpan<int> actions)
    {
        for (var i = 0; i < actions.Length; i++)
        {
            var next = RungeKutta(new Links(State[0][i], State[1][i], State[2][i], State[3][i]), actions[i] - 1);
            State[0][i] = Wrapped(next.Angle1);
            State[1][i] = Wrapped(next.Angle2);
            State[2][i] = Math.Clamp(next.Speed1, -SpeedLimit1, SpeedLimit1);
            State[3][i] = Math.Clamp(next.Speed2, -SpeedLimit2, SpeedLimit2);
            var isUp = -Math.Cos(State[0][i]) - Math.Cos(State[1][i] + State[0][i]) > 1;
            Buffers.Rewards[i] = isUp ? 0 : -1;
            Buffers.Terminated[i] = isUp;
        }
    }

    private protected override void Begin(int i, SplitMix64 random)
    {
        foreach (var column in State)
            column[i] = Between(random, -0.1, 0.1);
    }

    private protected override void Observe(int i, Span<float> row)
    {
        var ((sin1, cos1), (sin2, cos2)) = (Math.SinCos(State[0][i]), Math.SinCos(State[1][i]));
        (row[0], row[1], row[2], row[3]) = ((float)cos1, (float)sin1, (float)cos2, (float)sin2);
        (row[4], row[5]) = ((float)State[2][i], (float)State[3][i]);
    }

    private static Links RungeKutta(Links s, double torque)
    {
        var k1 = Slope(s, torque);
        var k2 = Slope(s.Plus(k1, Interval / 2), torque);
        var k3 = Slope(s.Plus(k2, Interval / 2), torque);
        var k4 = Slope(s.Plus(k3, Interval), torque);
        return s.Plus(k1, Interval / 6).Plus(k2, Interval / 3).Plus(k3, Interval / 3).Plus(k4, Interval / 6);
    }

    // Links of length and mass 1, centre of mass in the middle, moment of inertia 1.
    private static Links Slope(Links s, double torque)
    {
        var (sin2, cos2) = Math.SinCos(s.Angle2);
        var d1 = 0.25 + (1 + 0.25 + cos2) + 2;
        var d2 = 0.25 + (0.5 * cos2) + 1;
        var phi2 = 0.5 * Gravity * Math.Sin(s.Angle1 + s.Angle2);
        var phi1 = (-0.5 * s.Speed2 * s.Speed2 * sin2) - (s.Speed2 * s.Speed1 * sin2) + (1.5 * Gravity * Math.Sin(s.Angle1)) + phi2;
        var turn2 = (torque + (d2 / d1 * phi1) - (0.5 * s.Speed1 * s.Speed1 * sin2) - phi2) / (0.25 + 1 - (d2 * d2 / d1));
        return new Links(s.Speed1, s.Speed2, -((d2 * turn2) + phi1) / d1, turn2);
    }

    private static double Wrapped(double angle)
    {
        while (angle > Math.PI)
            angle -= 2 * Math.PI;
        while (angle < -Math.PI)
            angle += 2 * Math.PI;
        return angle;
    }

    private readonly record struct Links(double Angle1, double Angle2, double Speed1, double Speed2)
    {
        public Links Plus(Links slope, double time) =>
            new(
                Angle1 + (time * slope.Angle1),
                Angle2 + (time * slope.Angle2),
                Speed1 + (time * slope.Speed1),
                Speed2 + (time * slope.Speed2)
            );
    }
}
