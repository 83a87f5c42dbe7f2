using static TorchSharp.Native.Methods;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that belongs to a module and is trained.</summary>
    public class Parameter : torch.Tensor
    {
        /// <summary>Takes the memory of <paramref name="data"/> without its history.</summary>
        public Parameter(torch.Tensor data, bool requires_grad = true)
            : base(Detached(data)) => this.requires_grad = requires_grad;

        private static nint Detached(torch.Tensor data)
        {
            ArgumentNullException.ThrowIfNull(data);
            var handle = st_detach(data.Handle);
            GC.KeepAlive(data);
            if (handle == 0)
                Native.Failure.Throw();
            return handle;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Parameter"/>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
