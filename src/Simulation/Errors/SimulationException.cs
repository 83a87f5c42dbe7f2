namespace Simulator.Errors;

/// <summary>A simulation that cannot be run as asked; the message says what, where and what to do.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>With a message for people.</summary>
    public SimulationException(string message)
        : base(message) { }

    /// <summary>With what caused it.</summary>
    public SimulationException(string message, Exception inner)
        : base(message, inner) { }
}
