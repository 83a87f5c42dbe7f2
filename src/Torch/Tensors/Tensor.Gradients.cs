using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for gradients.</summary>
        public bool requires_grad
        {
            get
            {
                var result = st_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return result;
            }
            set => Self(st_set_requires_grad(Handle, Flag(value)));
        }

        /// <summary>Starts or stops recording and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => Self(st_set_requires_grad(Handle, Flag(requires_grad)));

        /// <summary>Whether the tensor was made by the user and not by a recorded operation.</summary>
        public bool is_leaf
        {
            get
            {
                var result = st_is_leaf(Handle) != 0;
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad() => Self(st_retain_grad(Handle));

        /// <summary>The gradient that <c>backward</c> has summed up, or null.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient;
                var status = st_get_grad(Handle, &gradient);
                GC.KeepAlive(this);
                Failure.ThrowIfNegative(status);
                return status == 0 ? null : new Tensor(gradient);
            }
            set => Self(st_set_grad(Handle, HandleOrNull(value)), value);
        }

        /// <summary>The same memory without its history.</summary>
        public Tensor detach() => Of(st_detach(Handle), this);

        /// <summary>
        /// Adds the gradient of this tensor to <see cref="grad"/> of every leaf it was computed from, or of <paramref name="inputs"/> only.
        /// Without <paramref name="grad"/> it must have one element.
        /// </summary>
        public void backward(IList<Tensor>? grad = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, bool, bool, IList{Tensor})"/>
        public void backward(Tensor grad, bool retain_graph = false, bool create_graph = false) =>
            autograd.backward([this], [grad], retain_graph, create_graph);
    }

    /// <summary>Gradients of several tensors at once.</summary>
    public static unsafe class autograd
    {
        /// <summary>
        /// Gradients of <paramref name="outputs"/> with respect to <paramref name="inputs"/>; <paramref name="grad_outputs"/> weighs outputs with
        /// more than one element. With <paramref name="create_graph"/> (and retain_graph) the result can be differentiated again.
        /// An input that was not used throws, unless <paramref name="allow_unused"/>; then its gradient is null.
        /// </summary>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] y = Tensor.Handles(outputs), x = Tensor.Handles(inputs);
            var w = Weights(outputs, grad_outputs);
            long count;
            fixed (nint* yp = y, xp = x, wp = w)
                count = st_grad(yp, y.Length, xp, x.Length, wp, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0);
            GC.KeepAlive(outputs);
            GC.KeepAlive(grad_outputs);
            return Tensor.TakeList(count, inputs);
        }

        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves they were computed from, or to <paramref name="inputs"/> only.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] y = Tensor.Handles(tensors), x = inputs is null ? [] : Tensor.Handles(inputs);
            var w = Weights(tensors, grad_tensors);
            int status;
            fixed (nint* yp = y, xp = x, wp = w)
                status = st_backward(yp, y.Length, wp, retain_graph ? 1 : 0, create_graph ? 1 : 0, xp, x.Length);
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
            Failure.ThrowIfNegative(status);
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, Tensor? grad_tensor = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensor is null ? null : [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[]? Weights(IList<Tensor> outputs, IList<Tensor>? weights)
        {
            if (weights is null || weights.Count == 0)
                return null;
            if (weights.Count != outputs.Count)
                throw new ArgumentException($"{outputs.Count} outputs need as many output gradients, not {weights.Count}", nameof(weights));
            var handles = new nint[weights.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = Tensor.HandleOrNull(weights[i]);
            return handles;
        }
    }

    /// <summary>Turns recording for gradients off until disposed.</summary>
    public static IDisposable no_grad() => new GradientMode(false);

    /// <summary>Turns recording for gradients on (or off) until disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    /// <summary>Turns recording for gradients on or off until disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    /// <summary>Whether operations of this thread are recorded for gradients.</summary>
    public static bool is_grad_enabled() => st_grad_enabled() != 0;

    /// <summary>Until disposed, tensors are made without any bookkeeping for gradients: faster than <see cref="no_grad"/>.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether inference mode is on.</summary>
    public static bool is_inference_mode_enabled() => st_inference_enabled() != 0;

    private sealed class GradientMode : IDisposable
    {
        private readonly bool _before = is_grad_enabled();

        internal GradientMode(bool enabled) => st_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => st_set_grad_enabled(_before ? 1 : 0);
    }

    private sealed unsafe class InferenceMode : IDisposable
    {
        private void* _guard;

        internal InferenceMode(bool enabled) => _guard = st_inference_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_guard != null)
                st_inference_leave(_guard);
            _guard = null;
        }
    }
}
