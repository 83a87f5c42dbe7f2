namespace Simulator.Forecasting;

/// <summary>The reasons of one figure, a row for each explained bar.</summary>
public sealed record ReasonColumns
{
    /// <summary>[row] the figure where the inputs are as they usually are.</summary>
    public required double[] Start { get; init; }

    /// <summary>[row] sum of the parts that are not kept by name.</summary>
    public required double[] Rest { get; init; }

    /// <summary>[rank][row] index of the input, the strongest first; −1 where there are no more.</summary>
    public required int[][] Input { get; init; }

    /// <summary>[rank][row] what it adds.</summary>
    public required double[][] Part { get; init; }

    /// <summary>[rank][row] where it stands, in standard deviations from its mean.</summary>
    public required double[][] Level { get; init; }

    /// <summary>The reasons of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="inputs">Names of the inputs.</param>
    public FigureReasons At(int row, IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var ranks = Enumerable.Range(0, Input.Length).Where(k => Input[k][row] >= 0);
        return new(Start[row], [.. ranks.Select(k => new Reason(inputs[Input[k][row]], Part[k][row], Level[k][row]))], Rest[row]);
    }

    /// <summary>The first rows alone.</summary>
    public ReasonColumns Until(int rows) =>
        new()
        {
            Start = Start[..rows],
            Rest = Rest[..rows],
            Input = [.. Input.Select(c => c[..rows])],
            Part = [.. Part.Select(c => c[..rows])],
            Level = [.. Level.Select(c => c[..rows])],
        };
}
