using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>What lies beyond the ends of a signal.</summary>
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    /// <summary>Padding named by its effect: none, or as much as keeps the length.</summary>
    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Cross-correlation along time. Input [batch, in, length], weight [out, in/groups, kernel].</summary>
    public sealed class Conv1d : nn.Module<Tensor, Tensor>
    {
        private readonly long _stride;
        private readonly (long Left, long Right) _padding;
        private readonly long _dilation;
        private readonly long _groups;
        private readonly PaddingModes _mode;

        internal Conv1d(long inChannels, long outChannels, long kernel, long stride, (long, long) padding, long dilation, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d))
        {
            if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
                throw new ArgumentException($"{inChannels} input and {outChannels} output channels cannot be split into {groups} groups", nameof(groups));
            (in_channels, out_channels, kernel_size) = (inChannels, outChannels, kernel);
            (_stride, _padding, _dilation, _mode, _groups) = (stride, padding, dilation, mode, groups);
            weight = new Parameter(empty(outChannels, inChannels / groups, kernel, dtype, device));
            register_parameter(nameof(weight), weight);
            if (hasBias)
                register_parameter(nameof(bias), bias = new Parameter(empty(outChannels, dtype, device)));
            Initial.Uniform(weight, bias);
        }

        public long in_channels { get; }
        public long out_channels { get; }
        public long kernel_size { get; }
        public Parameter weight { get; }
        public Parameter? bias { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            if (_mode == PaddingModes.Zeros && _padding.Left == _padding.Right)
                return nn.functional.conv1d(input, weight, bias, _stride, _padding.Left, _dilation, _groups);
            using var padded = nn.functional.pad(input, [_padding.Left, _padding.Right], _mode == PaddingModes.Zeros ? PaddingModes.Constant : _mode);
            return nn.functional.conv1d(padded, weight, bias, _stride, 0, _dilation, _groups);
        }
    }

    /// <summary>The transpose of a convolution along time. Input [batch, in, length], weight [in, out/groups, kernel].</summary>
    public sealed class ConvTranspose1d : nn.Module<Tensor, Tensor>
    {
        private readonly (long Stride, long Padding, long OutputPadding, long Dilation, long Groups) _shape;

        internal ConvTranspose1d(long inChannels, long outChannels, long kernel, (long, long, long, long, long Groups) shape, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose1d))
        {
            _shape = shape;
            weight = new Parameter(empty(inChannels, outChannels / shape.Groups, kernel, dtype, device));
            register_parameter(nameof(weight), weight);
            if (hasBias)
                register_parameter(nameof(bias), bias = new Parameter(empty(outChannels, dtype, device)));
            Initial.Uniform(weight, bias);
        }

        public Parameter weight { get; }
        public Parameter? bias { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) =>
            nn.functional.conv_transpose1d(input, weight, bias, _shape.Stride, _shape.Padding, _shape.OutputPadding, _shape.Groups, _shape.Dilation);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Conv1d"/>
            public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, (padding, padding), dilation, padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Modules.Conv1d"/>
            public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                if (padding == Padding.Same && stride != 1)
                    throw new ArgumentException("padding 'Same' needs stride 1", nameof(stride));
                var total = padding == Padding.Same ? dilation * (kernel_size - 1) : 0;
                return new(in_channels, out_channels, kernel_size, stride, (total / 2, total - total / 2), dilation, padding_mode, groups, bias, device, dtype);
            }

            /// <inheritdoc cref="Modules.ConvTranspose1d"/>
            public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                padding_mode == PaddingModes.Zeros
                    ? new(in_channels, out_channels, kernel_size, (stride, padding, output_padding, dilation, groups), bias, device, dtype)
                    : throw new ArgumentException("a transposed convolution pads with zeros only", nameof(padding_mode));
        }
    }
}
