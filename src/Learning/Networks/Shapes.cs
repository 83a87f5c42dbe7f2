using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>
/// What has to hold before a call of TorchSharp. A product of matrices that do not fit, or a gradient of something without history,
/// would end the process instead of throwing.
/// </summary>
internal static class Shapes
{
    /// <summary>Stands for any length.</summary>
    public const long Any = -1;

    /// <summary>Refuses a tensor of another shape.</summary>
    /// <exception cref="ArgumentException">The text names the tensor, its shape and the shape that is needed.</exception>
    public static void Require(Tensor tensor, string name, params ReadOnlySpan<long> needed)
    {
        var shape = tensor.shape;
        var fits = shape.Length == needed.Length;
        for (var i = 0; fits && i < shape.Length; i++)
            fits = needed[i] == Any || needed[i] == shape[i];
        if (!fits)
            throw new ArgumentException($"{name}: shape {Text(shape)} where {Text(needed)} is needed", name);
    }

    /// <summary>Refuses a tensor that no gradient can be taken of.</summary>
    /// <exception cref="InvalidOperationException">It was computed without a history.</exception>
    public static void RequireHistory(Tensor tensor, string name)
    {
        if (!tensor.requires_grad)
            throw new InvalidOperationException($"{name}: no gradient can be taken, nothing that it was computed from requires one");
    }

    private static string Text(ReadOnlySpan<long> shape) =>
        $"[{string.Join(", ", shape.ToArray().Select(n => n == Any ? "any" : FormattableString.Invariant($"{n}")))}]";
}
