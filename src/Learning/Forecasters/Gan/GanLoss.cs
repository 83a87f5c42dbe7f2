using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>What generator and critic are trained by.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<GanLoss>))]
public enum GanLoss
{
    /// <summary>Wasserstein distance, the critic's slope held by a penalty (Gulrajani et al. 2017).</summary>
    Wasserstein,

    /// <summary>Wasserstein distance, the critic's weights clipped (Arjovsky, Chintala and Bottou 2017).</summary>
    ClippedWasserstein,

    /// <summary>Least squares (Mao et al. 2017).</summary>
    LeastSquares,

    /// <summary>Cross-entropy, the generator's loss not saturating (Goodfellow et al. 2014).</summary>
    Original,

    /// <summary>
    /// The original with profit, squared error, Sharpe ratio and deviation of trading on the draws (Fin-GAN, Vuletić, Prenzel and Cucuringu
    /// 2024).
    /// </summary>
    Economic,

    /// <summary>No critic: the energy score of the generator's draws (Pacchiardi et al. 2021), its rival.</summary>
    EnergyScore,
}
