using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

/// <summary>What is done to the gradients of many parameters in one native call.</summary>
internal static unsafe class Gradients
{
    internal static void Clear(IEnumerable<torch.Tensor> parameters, bool setToNone)
    {
        var list = parameters.ToList();
        var handles = torch.Tensor.Handles(list);
        int status;
        fixed (nint* p = handles)
            status = st_zero_grad(p, handles.Length, setToNone ? 1 : 0);
        GC.KeepAlive(list);
        Failure.ThrowIfNegative(status);
    }

    internal static double ClipNorm(IEnumerable<torch.Tensor> parameters, double limit, double kind)
    {
        var list = parameters.ToList();
        var handles = torch.Tensor.Handles(list);
        double total;
        int status;
        fixed (nint* p = handles)
            status = st_clip_grad_norm(p, handles.Length, limit, kind, &total);
        GC.KeepAlive(list);
        Failure.ThrowIfNegative(status);
        return total;
    }

    internal static void ClipValue(IEnumerable<torch.Tensor> parameters, double limit)
    {
        var list = parameters.ToList();
        var handles = torch.Tensor.Handles(list);
        int status;
        fixed (nint* p = handles)
            status = st_clip_grad_value(p, handles.Length, limit);
        GC.KeepAlive(list);
        Failure.ThrowIfNegative(status);
    }
}

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on the parameters of a network as a whole.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients so that their joint norm is at most <paramref name="max_norm"/>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0) => Gradients.ClipNorm(tensors, max_norm, norm_type);

            /// <summary>Limits every gradient element to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Tensor> parameters, double clip_value) => Gradients.ClipValue(parameters, clip_value);

            /// <summary>All elements of all parameters, one after the other.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Tensor> parameters)
            {
                using var scope = NewDisposeScope();
                return cat(parameters.Select(p => p.reshape(-1)).ToList()).MoveToOuterDisposeScope();
            }

            /// <summary>The reverse of <see cref="parameters_to_vector"/>: lets the parameters take their values from the vector.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Tensor> parameters)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var at = 0L;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, at, parameter.numel()).view_as(parameter));
                    at += parameter.numel();
                }
            }
        }
    }
}
