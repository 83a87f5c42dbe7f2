namespace Simulator.Learning.Forecasters.Networks.Recurrent;

/// <summary>What a recurrent layer keeps from bar to bar.</summary>
internal enum RecurrentCell
{
    /// <summary>One tanh (Elman 1990).</summary>
    Simple,

    /// <summary>A memory behind three gates (Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000).</summary>
    LongShortTerm,

    /// <summary>Two gates and no memory of its own (Cho et al. 2014).</summary>
    Gated,
}
