namespace Simulator.Learning.Forecasters.Gan;

/// <summary>What a training is doing.</summary>
internal enum GanStage
{
    /// <summary>It trains all weights.</summary>
    Whole,

    /// <summary>It trains some weights, the others are zero.</summary>
    Sparse,

    /// <summary>It trains all weights again, with smaller steps.</summary>
    WholeAgain,

    /// <summary>It trains from the beginning on all rows, for as many epochs as the best weights had.</summary>
    AllRows,
}
