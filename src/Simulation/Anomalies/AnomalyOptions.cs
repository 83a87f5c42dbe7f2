namespace Simulator.Anomalies;

/// <summary>How unusual rows are looked for.</summary>
public sealed record AnomalyOptions
{
    /// <summary>Share of ordinary rows that may be reported, above 0 and at most 0.2.</summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>Seed of the network's weights and of the order of its batches.</summary>
    public long Seed { get; init; } = 1719;

    /// <summary>Share of the training rows that a second fit leaves out as the worst of the first.</summary>
    public double Trim { get; init; } = 0.05;

    /// <summary>Share of ordered rows that the first model is fitted on; later rows are judged by models of earlier ones.</summary>
    public double FirstPart { get; init; } = 0.4;

    /// <summary>How often the model of ordered rows is fitted again on all that came before.</summary>
    public int Refits { get; init; } = 4;
}
