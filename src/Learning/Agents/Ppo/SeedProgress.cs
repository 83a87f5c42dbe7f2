namespace Simulator.Learning.Agents.Ppo;

/// <summary>The best of one seed's training so far, by its greedy log-return over validation.</summary>
internal sealed class SeedProgress
{
    /// <summary>Log-return over validation; −∞ before the first look.</summary>
    public double ValidationLogReturn { get; private set; } = double.NegativeInfinity;

    /// <summary>Its turnover.</summary>
    public double ValidationTurnover { get; private set; }

    /// <summary>Update after which these weights stood.</summary>
    public int BestUpdate { get; private set; }

    /// <summary>The weights.</summary>
    public float[] Weights { get; private set; } = [];

    /// <summary>Keeps the weights if they are the best so far; of equals the earlier.</summary>
    public void Consider(int update, GreedyPass validation, Func<float[]> weights)
    {
        if (validation.LogReturn <= ValidationLogReturn)
            return;
        (BestUpdate, ValidationLogReturn, ValidationTurnover, Weights) = (update, validation.LogReturn, validation.Turnover, weights());
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(ValidationLogReturn);
        writer.Write(ValidationTurnover);
        writer.Write(BestUpdate);
        writer.Write(Weights.Length);
        foreach (var weight in Weights)
            writer.Write(weight);
    }

    public static SeedProgress Read(BinaryReader reader)
    {
        var progress = new SeedProgress
        {
            ValidationLogReturn = reader.ReadDouble(),
            ValidationTurnover = reader.ReadDouble(),
            BestUpdate = reader.ReadInt32(),
            Weights = new float[reader.ReadInt32()],
        };
        for (var i = 0; i < progress.Weights.Length; i++)
            progress.Weights[i] = reader.ReadSingle();
        return progress;
    }
}
