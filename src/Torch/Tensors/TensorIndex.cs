namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index: a position, a slice, a new axis, all remaining axes, or a tensor of positions or booleans.</summary>
    public sealed class TensorIndex
    {
        internal readonly long Kind;
        internal readonly long Start;
        internal readonly long Stop;
        internal readonly long Step;
        internal readonly torch.Tensor? Positions;

        private TensorIndex(long kind, long start = long.MinValue, long stop = long.MinValue, long step = long.MinValue, torch.Tensor? positions = null)
        {
            (Kind, Start, Stop, Step, Positions) = (kind, start, stop, step, positions);
        }

        /// <summary>Every position of a dimension.</summary>
        public static TensorIndex Colon { get; } = new(3);

        /// <summary>As many full dimensions as needed.</summary>
        public static TensorIndex Ellipsis { get; } = new(1);

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None { get; } = new(0);

        /// <inheritdoc cref="None"/>
        public static TensorIndex Null => None;

        /// <summary>Positions start, start + step, … before stop; null is the end of the dimension.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(3, start ?? long.MinValue, stop ?? long.MinValue, step ?? long.MinValue);

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice(Range range) =>
            Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value);

        /// <summary>One position; negative counts from the end.</summary>
        public static TensorIndex Single(long? index) => index is { } i ? new(2, i) : None;

        /// <summary>All of a new dimension, or nothing.</summary>
        public static TensorIndex Bool(bool value) => new(5, value ? 1 : 0);

        /// <summary>Positions (integers) or a mask (booleans).</summary>
        public static TensorIndex Tensor(torch.Tensor tensor) => new(4, positions: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(torch.Tensor tensor) => Tensor(tensor);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }
}
