namespace Simulator.Learning.Agents.Rainbow;

/// <summary>What a gradient step tells of itself.</summary>
/// <param name="Loss">Mean of the squared (or Huber) error; with a distribution the mean of KL(target ‖ network), nats.</param>
/// <param name="MeanValue">Mean value of the actions taken in the minibatch.</param>
/// <param name="GradientNorm">Before it is cut.</param>
internal readonly record struct RainbowDiagnostics(double Loss, double MeanValue, double GradientNorm);
