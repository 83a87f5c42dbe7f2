namespace Simulator.Learning.Forecasters.Windows;

/// <summary>The training of one model, which can be saved between epochs.</summary>
internal interface IFoldTraining : IDisposable
{
    /// <summary>Epochs done.</summary>
    int Epoch { get; }

    /// <summary>Whether another epoch would not help.</summary>
    bool IsFinished { get; }

    /// <summary>Writes everything that the next epoch depends on.</summary>
    void Write(BinaryWriter writer);

    /// <summary>Goes on from what <see cref="Write"/> wrote.</summary>
    void Read(BinaryReader reader);
}
