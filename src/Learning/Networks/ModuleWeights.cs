using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>
/// A module's parameters as plain numbers, in the order the module names them: for the best epoch's copy and for checkpoints.
/// </summary>
/// <param name="Values">One array per parameter, row-major.</param>
internal sealed record ModuleWeights(float[][] Values)
{
    /// <summary>A copy of the parameters as they are.</summary>
    public static ModuleWeights Of(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return new([.. module.parameters().Select(p => p.detach().cpu().data<float>().ToArray())]);
    }

    /// <summary>Puts the numbers back.</summary>
    public void Restore(nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var index = 0;
        foreach (var parameter in module.parameters())
            parameter.copy_(tensor(Values[index++]).reshape(parameter.shape));
    }

    /// <summary>Keeps a share of the numbers and takes the rest from a module: the mean over the steps, if every step does so.</summary>
    public void Average(nn.Module module, double decay)
    {
        var (now, kept) = (Of(module), (float)decay);
        for (var k = 0; k < now.Values.Length; k++)
        {
            for (var i = 0; i < now.Values[k].Length; i++)
                Values[k][i] = (kept * Values[k][i]) + ((1 - kept) * now.Values[k][i]);
        }
    }

    /// <summary>Writes the numbers exactly.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Values.Length);
        foreach (var values in Values)
        {
            writer.Write(values.Length);
            writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ModuleWeights Read(BinaryReader reader)
    {
        var all = new float[reader.ReadInt32()][];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new float[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(all[i].AsSpan()));
        }
        return new(all);
    }
}
