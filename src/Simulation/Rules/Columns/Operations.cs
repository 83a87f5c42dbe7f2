using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>
/// The formulas at one bar. Unknown (NaN) in, unknown out; except comparisons, which are false, and functions that test for unknown.
/// </summary>
internal static class Operations
{
    public static Operation Add { get; } = new AdditionOperation("Add", 1);

    public static Operation Subtract { get; } = new AdditionOperation("Subtract", -1);

    public static Operation Multiply { get; } = new BinaryOperation<MultiplyFormula>();

    public static Operation Divide { get; } = new BinaryOperation<DivideFormula>();

    public static Operation Power { get; } = new BinaryOperation<PowerFormula>();

    public static Operation Negate { get; } = new UnaryOperation<NegateFormula>();

    public static Operation Less { get; } = new ComparisonOperation("Less", holdsBelow: true, holdsEqual: false, holdsAbove: false);

    public static Operation LessOrEqual { get; } =
        new ComparisonOperation("LessOrEqual", holdsBelow: true, holdsEqual: true, holdsAbove: false);

    public static Operation Equal { get; } = new ComparisonOperation("Equal", holdsBelow: false, holdsEqual: true, holdsAbove: false);

    public static Operation NotEqual { get; } = new ComparisonOperation("NotEqual", holdsBelow: true, holdsEqual: false, holdsAbove: true);

    public static Operation And { get; } = new BinaryOperation<AndFormula>();

    public static Operation Or { get; } = new BinaryOperation<OrFormula>();

    public static Operation Not { get; } = new UnaryOperation<NotFormula>();

    public static Operation Choose { get; } = new TernaryOperation<ChooseFormula>();

    public static Operation Clamp { get; } = new TernaryOperation<ClampFormula>();

    public static Operation Minimum { get; } = new BinaryOperation<MinimumFormula>();

    public static Operation Maximum { get; } = new BinaryOperation<MaximumFormula>();

    public static Operation Remainder { get; } = new BinaryOperation<RemainderFormula>();

    public static Operation OrElse { get; } = new BinaryOperation<OrElseFormula>();

    public static Operation IsKnown { get; } = new UnaryOperation<KnownFormula>();

    public static Operation Absolute { get; } = new UnaryOperation<AbsoluteFormula>();

    public static Operation SquareRoot { get; } = new UnaryOperation<SquareRootFormula>();

    public static Operation Logarithm { get; } = new UnaryOperation<LogarithmFormula>();

    public static Operation Exponential { get; } = new UnaryOperation<ExponentialFormula>();

    public static Operation Round { get; } = new UnaryOperation<RoundFormula>();

    public static Operation Floor { get; } = new UnaryOperation<FloorFormula>();

    public static Operation Ceiling { get; } = new UnaryOperation<CeilingFormula>();

    public static Operation Sign { get; } = new UnaryOperation<SignFormula>();

    // A whole number up to rounding is that number: floor(0.3 / 0.1) is 3.
    private static double Whole(double value, Func<double, double> round) =>
        Math.Round(value) is var nearest && Ties.Sign(value, nearest) == 0 ? nearest : round(value);

    private readonly struct MultiplyFormula : IBinary
    {
        public static double Of(double a, double b) => Operation.Known(a * b);
    }

    private readonly struct DivideFormula : IBinary
    {
        public static double Of(double a, double b) => Operation.Known(a / b);
    }

    private readonly struct PowerFormula : IBinary
    {
        // Math.Pow answers 1 for NaN^0 and 1^NaN; unknown stays unknown here.
        public static double Of(double a, double b) =>
            double.IsNaN(a) || double.IsNaN(b) ? double.NaN
            : b == 2 ? Operation.Known(a * a)
            : Operation.Known(Math.Pow(a, b));
    }

    private readonly struct NegateFormula : IUnary
    {
        public static double Of(double a) => -a;
    }

    private readonly struct AndFormula : IBinary
    {
        public static double Of(double a, double b) => Operation.Truth(a == 1 && b == 1);
    }

    private readonly struct OrFormula : IBinary
    {
        public static double Of(double a, double b) => Operation.Truth(a == 1 || b == 1);
    }

    private readonly struct NotFormula : IUnary
    {
        public static double Of(double a) => Operation.Truth(a != 1);
    }

    private readonly struct ChooseFormula : ITernary
    {
        public static double Of(double a, double b, double c) => a == 1 ? b : c;
    }

    private readonly struct ClampFormula : ITernary
    {
        public static double Of(double a, double b, double c) => b <= c ? Math.Min(Math.Max(a, b), c) : double.NaN;
    }

    private readonly struct MinimumFormula : IBinary
    {
        public static double Of(double a, double b) => Math.Min(a, b);
    }

    private readonly struct MaximumFormula : IBinary
    {
        public static double Of(double a, double b) => Math.Max(a, b);
    }

    private readonly struct RemainderFormula : IBinary
    {
        // Of the sign of the divisor, so that mod(-1, 5) is 4.
        public static double Of(double a, double b) => Operation.Known(Ties.Difference(a, b * Whole(a / b, Math.Floor)));
    }

    private readonly struct OrElseFormula : IBinary
    {
        public static double Of(double a, double b) => double.IsNaN(a) ? b : a;
    }

    private readonly struct KnownFormula : IUnary
    {
        public static double Of(double a) => Operation.Truth(!double.IsNaN(a));
    }

    private readonly struct AbsoluteFormula : IUnary
    {
        public static double Of(double a) => Math.Abs(a);
    }

    private readonly struct SquareRootFormula : IUnary
    {
        public static double Of(double a) => Math.Sqrt(a);
    }

    private readonly struct LogarithmFormula : IUnary
    {
        public static double Of(double a) => Operation.Known(Math.Log(a));
    }

    private readonly struct ExponentialFormula : IUnary
    {
        public static double Of(double a) => Operation.Known(Math.Exp(a));
    }

    private readonly struct RoundFormula : IUnary
    {
        public static double Of(double a) => Math.Round(a, MidpointRounding.AwayFromZero);
    }

    private readonly struct FloorFormula : IUnary
    {
        public static double Of(double a) => Whole(a, Math.Floor);
    }

    private readonly struct CeilingFormula : IUnary
    {
        public static double Of(double a) => Whole(a, Math.Ceiling);
    }

    private readonly struct SignFormula : IUnary
    {
        public static double Of(double a) => double.IsNaN(a) ? double.NaN : Math.Sign(a);
    }
}
