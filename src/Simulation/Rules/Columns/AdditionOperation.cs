using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>a + b or a − b; exactly 0 where only what was rounded away is left.</summary>
/// <param name="name">Unique among operations.</param>
/// <param name="sign">+1 or −1.</param>
internal sealed class AdditionOperation(string name, int sign) : Operation(name, 2)
{
    public override double Of(double a, double b = 0, double c = 0) => Known(Ties.Difference(a, -sign * b));

    public override Column Over(Column[] inputs, int history) => new Lane(inputs[0], inputs[1], sign, history);

    private sealed class Lane(Column a, Column b, int sign, int history) : ComputedColumn(history)
    {
        private readonly double _floor = a.NoiseFloor + b.NoiseFloor;

        public override double NoiseFloor => _floor;

        public override double NoiseAt(int index) => a.NoiseAt(index) + b.NoiseAt(index);

        protected override void Compute(int start, Span<double> values)
        {
            var x = a.Block(values.Length);
            var y = b.Block(values.Length);
            for (var i = 0; i < values.Length && i < x.Length && i < y.Length; i++)
            {
                var (first, second) = (x[i], -sign * y[i]);
                values[i] = Operation.Known(
                    NearTie.Is(first, second, _floor) ? Ties.Difference(first, second, NoiseAt(i)) : first - second
                );
            }
        }
    }
}
