namespace Simulator.Anomalies;

/// <summary>Learns what rows look like, and says what a row should have been.</summary>
public interface IReconstruction
{
    /// <summary>Units of the narrowest layer for tables of a width.</summary>
    int Bottleneck(int columns);

    /// <summary>Fits rows.</summary>
    /// <param name="rows">[row][column], scaled.</param>
    /// <param name="seed">Seed of everything random in it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What makes of scaled rows what they should have been: [row][column].</returns>
    Func<float[][], float[][]> Fit(float[][] rows, long seed, CancellationToken cancellation);
}
