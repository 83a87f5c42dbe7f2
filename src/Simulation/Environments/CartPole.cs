namespace Simulator.Environments;

/// <summary>
/// The cart-pole balancing task (Barto, Sutton, Anderson 1983) with the constants, the explicit Euler step and the limits of
/// Gymnasium's <c>CartPole-v1</c>: the fixture on which a learning algorithm is known to work or not. Actions: 0 pushes left,
/// 1 right. Observation [x, ẋ, θ, θ̇]; reward 1 per step; ends beyond 2.4 m or 12°, cut after 500 steps.
/// </summary>
public sealed class CartPole : IVectorEnvironment
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

    private readonly EpisodeBuffers _buffers;
    private readonly double[] _x,
        _velocity,
        _angle,
        _angularVelocity;
    private readonly int[] _steps;

    /// <summary>Starts an episode everywhere.</summary>
    /// <param name="seeds">[N] one seed per environment.</param>
    public CartPole(params ReadOnlySpan<ulong> seeds)
    {
        _buffers = new EpisodeBuffers(seeds, 4);
        var n = seeds.Length;
        (_x, _velocity, _angle, _angularVelocity, _steps) = (new double[n], new double[n], new double[n], new double[n], new int[n]);
        Reset();
    }

    /// <inheritdoc/>
    public int Count => _steps.Length;

    /// <inheritdoc/>
    public int ObservationSize => 4;

    /// <inheritdoc/>
    public int ActionCount => 2;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _buffers.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _buffers.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _buffers.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _buffers.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _buffers.Truncated;

    /// <summary>Environment <paramref name="i"/> as (x, ẋ, θ, θ̇), metres and radians.</summary>
    internal (double X, double Velocity, double Angle, double AngularVelocity) this[int i]
    {
        get => (_x[i], _velocity[i], _angle[i], _angularVelocity[i]);
        set
        {
            (_x[i], _velocity[i], _angle[i], _angularVelocity[i]) = value;
            _steps[i] = 0;
            Observe(i, _buffers.Observation(i));
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        for (var i = 0; i < Count; i++)
            Begin(i);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        _buffers.RequireActions(actions, ActionCount);
        for (var i = 0; i < Count; i++)
        {
            Move(i, actions[i] == 1 ? Force : -Force);
            _steps[i]++;
            _buffers.Rewards[i] = 1;
            var fell = Math.Abs(_x[i]) > PositionLimit || Math.Abs(_angle[i]) > AngleLimit;
            _buffers.Terminated[i] = fell;
            _buffers.Truncated[i] = !fell && _steps[i] >= StepLimit;
            if (fell || _buffers.Truncated[i])
            {
                Observe(i, _buffers.FinalObservation(i));
                Begin(i);
            }
            else
            {
                Observe(i, _buffers.Observation(i));
            }
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        _buffers.Save(writer);
        for (var i = 0; i < Count; i++)
        {
            writer.Write(_x[i]);
            writer.Write(_velocity[i]);
            writer.Write(_angle[i]);
            writer.Write(_angularVelocity[i]);
            writer.Write(_steps[i]);
        }
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        _buffers.Restore(reader);
        for (var i = 0; i < Count; i++)
        {
            (_x[i], _velocity[i], _angle[i], _angularVelocity[i]) = (
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble()
            );
            _steps[i] = reader.ReadInt32();
        }
    }

    private void Begin(int i)
    {
        var random = _buffers.Random[i];
        _x[i] = (random.NextDouble() * 0.1) - 0.05;
        _velocity[i] = (random.NextDouble() * 0.1) - 0.05;
        _angle[i] = (random.NextDouble() * 0.1) - 0.05;
        _angularVelocity[i] = (random.NextDouble() * 0.1) - 0.05;
        _steps[i] = 0;
        Observe(i, _buffers.Observation(i));
    }

    private void Move(int i, double force)
    {
        var (sin, cos) = Math.SinCos(_angle[i]);
        var pushed = (force + (PoleMassLength * _angularVelocity[i] * _angularVelocity[i] * sin)) / TotalMass;
        var angular = ((Gravity * sin) - (cos * pushed)) / (HalfLength * ((4.0 / 3) - (PoleMass * cos * cos / TotalMass)));
        var linear = pushed - (PoleMassLength * angular * cos / TotalMass);
        _x[i] += Interval * _velocity[i]; // positions move with the old velocities
        _velocity[i] += Interval * linear;
        _angle[i] += Interval * _angularVelocity[i];
        _angularVelocity[i] += Interval * angular;
    }

    private void Observe(int i, Span<float> row)
    {
        row[0] = (float)_x[i];
        row[1] = (float)_velocity[i];
        row[2] = (float)_angle[i];
        row[3] = (float)_angularVelocity[i];
    }
}
