using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Which weights of a module are held at zero: in each matrix the smallest ones. Biases stay. The second of the three stages of Han, Pool,
/// Narang, Mao, Gong, Elsen, Vajda, Paluri, Tran, Catanzaro and Dally 2017, “DSD: Dense-Sparse-Dense Training for Deep Neural Networks”.
/// </summary>
/// <param name="kept">[parameter][weight] whether it may differ from zero; empty for parameters that are not matrices.</param>
internal sealed class SparseMasks(bool[][] kept) : IDisposable
{
    private Tensor[]? _masks;

    /// <summary>The smallest share of each matrix.</summary>
    /// <param name="module">The module.</param>
    /// <param name="share">In (0, 1).</param>
    public static SparseMasks Of(nn.Module module, double share)
    {
        using var scope = NewDisposeScope();
        return new([.. module.parameters().Select(p => p.dim() < 2 ? [] : KeptOf(p.detach().cpu().data<float>().ToArray(), share))]);
    }

    /// <summary>Sets those weights to zero: after every step.</summary>
    public void Apply(nn.Module module)
    {
        using var frozen = no_grad();
        Tensor[] parameters = [.. module.parameters()];
        _masks ??= [.. parameters.Select((p, i) => MaskOf(kept[i], p))];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (kept[i].Length > 0)
                parameters[i].mul_(_masks[i]);
        }
    }

    /// <summary>Writes them.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(kept.Length);
        foreach (var parameter in kept)
        {
            writer.Write(parameter.Length);
            foreach (var weight in parameter)
                writer.Write(weight);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SparseMasks Read(BinaryReader reader)
    {
        var kept = new bool[reader.ReadInt32()][];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = new bool[reader.ReadInt32()];
            for (var k = 0; k < kept[i].Length; k++)
                kept[i][k] = reader.ReadBoolean();
        }
        return new(kept);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var mask in _masks ?? [])
            mask.Dispose();
    }

    private static bool[] KeptOf(float[] weights, double share)
    {
        var order = Enumerable.Range(0, weights.Length).OrderBy(i => Math.Abs(weights[i])).ThenBy(i => i);
        var kept = new bool[weights.Length];
        foreach (var i in order.Skip((int)(share * weights.Length)))
            kept[i] = true;
        return kept;
    }

    private static Tensor MaskOf(bool[] kept, Tensor parameter)
    {
        using var scope = NewDisposeScope();
        var mask = tensor(Array.ConvertAll(kept, k => k ? 1f : 0f), device: parameter.device);
        return (kept.Length == 0 ? mask : mask.view(parameter.shape)).DetachFromDisposeScope();
    }
}
