namespace Simulator.Environments;

/// <summary>
/// An environment that also takes numbers for actions: D for each process, each between a least and a greatest. Everything else is as
/// after a step with a picked action; both ways may be mixed.
/// </summary>
public interface IContinuousEnvironment : IVectorEnvironment
{
    /// <summary>[D] the least that each number of an action may be.</summary>
    ReadOnlySpan<float> ActionLow { get; }

    /// <summary>[D] the greatest that each number of an action may be.</summary>
    ReadOnlySpan<float> ActionHigh { get; }

    /// <summary>Acts once in every environment.</summary>
    /// <param name="actions">[N, D], cut to the bounds.</param>
    /// <exception cref="ArgumentException">There are not D numbers per environment, or one of them is NaN or infinite; nothing was
    /// done then.</exception>
    void Drive(ReadOnlySpan<float> actions);
}
