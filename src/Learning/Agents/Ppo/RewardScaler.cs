namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Divides rewards by the running standard deviation of the discounted return (no mean removed: the sign of a reward is kept),
/// as in OpenAI's baselines. Daily log-returns are of the order of 0.01: unscaled, the value loss would vanish beside the policy's.
/// </summary>
internal sealed class RewardScaler(int environments, double gamma)
{
    private const double Clip = 10;
    private readonly double[] _return = new double[environments];
    private double _count,
        _mean,
        _squares; // Welford

    /// <summary>The scaled reward of environment <paramref name="i"/>'s step; <paramref name="ended"/> restarts its return.</summary>
    public double Scale(int i, double reward, bool ended)
    {
        _return[i] = (_return[i] * gamma) + reward;
        _count++;
        var delta = _return[i] - _mean;
        _mean += delta / _count;
        _squares += delta * (_return[i] - _mean);
        if (ended)
            _return[i] = 0;
        var deviation = _count < 2 ? 0 : Math.Sqrt(_squares / _count);
        return deviation < 1e-12 ? 0 : Math.Clamp(reward / deviation, -Clip, Clip);
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var value in _return)
            writer.Write(value);
        writer.Write(_count);
        writer.Write(_mean);
        writer.Write(_squares);
    }

    public void Restore(BinaryReader reader)
    {
        for (var i = 0; i < _return.Length; i++)
            _return[i] = reader.ReadDouble();
        (_count, _mean, _squares) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }
}
