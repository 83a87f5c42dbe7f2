using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Networks.Augmentation;

/// <summary>How training windows are changed, so that a network cannot learn them by heart.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AugmentationKind>))]
public enum AugmentationKind
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>Normal noise on every input of every bar.</summary>
    Jitter,

    /// <summary>A random factor on every input of a window, the same at all its bars.</summary>
    Scaling,

    /// <summary>Half of a window goes by faster or slower than the rest.</summary>
    WindowWarping,

    /// <summary>From a random bar back, other stretches of the training rows take the place of the window's own.</summary>
    BlockBootstrap,
}
