namespace Simulator.Learning.Agents.Sac;

/// <summary>What a gradient step tells of itself.</summary>
/// <param name="CriticLoss">½·mean squared error, the sum of both critics.</param>
/// <param name="ActorLoss">Mean of α·log π − the lesser value of the actions drawn.</param>
/// <param name="Temperature">α that both were made with.</param>
/// <param name="Entropy">−mean of log π of the actions drawn, nats; the actions are those from −1 to 1.</param>
/// <param name="MeanValue">Mean value, by the first critic, of the actions taken in the minibatch.</param>
internal readonly record struct SacDiagnostics(double CriticLoss, double ActorLoss, double Temperature, double Entropy, double MeanValue)
{
    /// <summary>Nothing was learned yet.</summary>
    public static SacDiagnostics None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
