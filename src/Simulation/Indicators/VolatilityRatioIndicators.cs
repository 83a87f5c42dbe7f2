using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>
/// How high volatility stands against σ, the exponentially weighted volatility of the closes, as logarithms: 0 where a measure says the
/// same as σ.
/// </summary>
internal static class VolatilityRatioIndicators
{
    private const string Sigma = "σ is the exponentially weighted volatility of the closes with the decay sigmaDecay";
    private static readonly IndicatorParameter s_sigmaDecay = Decay("sigmaDecay", ExponentialVariance.Daily, "decay λ of σ");

    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of(
            "ewmaVolatility",
            "Exponentially weighted volatility",
            "√(perYear · σ²), σ²[t] = λσ²[t−1] + (1 − λ)r[t]² of the log-returns r; the first 20 returns weigh alike. A fraction per year.",
            "J.P. Morgan/Reuters, RiskMetrics Technical Document, 1996, section 5.2",
            p => new EwmaVolatility(p["decay"], p["perYear"])
        ) with
        {
            Parameters = [Decay("decay", ExponentialVariance.Daily, "decay λ"), PerYear],
        },
        Of(
            "ewmaRatio",
            "Fast or slow volatility over σ",
            $"ln(exponentially weighted volatility with `decay` / σ); {Sigma}. Above 0 where a fast one says more than σ.",
            "J.P. Morgan/Reuters, RiskMetrics Technical Document, 1996, section 5.2",
            p => new EwmaRatio(p["decay"], p["sigmaDecay"])
        ) with
        {
            Parameters = [Decay("decay", 0.8, "decay λ of the volatility above the line"), s_sigmaDecay],
        },
        Of(
            "moveRatio",
            "Last move over σ",
            $"ln(|r[t]| / σ + floor) of the last log-return; {Sigma}. The floor keeps a still bar finite.",
            "Log-ARCH form: Geweke, Modelling the Persistence of Conditional Variances: A Comment, Econometric Reviews 5, 1986",
            p => new MoveRatio(p["floor"], p["sigmaDecay"])
        ) with
        {
            Parameters = [Real("floor", 0.05, 0.0001, 1, "smallest move that counts, in units of σ"), s_sigmaDecay],
        },
        Ranges("parkinson", "Parkinson", "J. of Business 53, 1980", n => new ParkinsonVolatility(n, 1)),
        Ranges("garmanKlass", "Garman–Klass", "J. of Business 53, 1980", n => new GarmanKlassVolatility(n, 1)),
        Ranges("rogersSatchell", "Rogers–Satchell", "Annals of Applied Probability 1, 1991", n => new RogersSatchellVolatility(n, 1)),
        Of(
            "impliedRatio",
            "Implied volatility over σ",
            $"ln(second / 100 / √perYear / σ) where the second series is an implied volatility in percent per year, such as VIX; {Sigma}.",
            "Christensen and Prabhala, The Relation Between Implied and Realized Volatility, J. of Financial Economics 50, 1998",
            p => new ImpliedRatio(p["perYear"], p["sigmaDecay"])
        ) with
        {
            Input = IndicatorInput.Pair,
            Parameters = [PerYear, s_sigmaDecay],
        },
    ];

    private static IndicatorDefinition Ranges(string name, string title, string source, Func<int, RangeVolatility> make) =>
        Of(
            $"{name}Ratio",
            $"{title} volatility over σ",
            $"ln({name}(n, perYear 1) / σ); {Sigma}. NaN where no bar of the window had a range.",
            $"{title}, {source}",
            p => new RangeRatio(make(p.Whole("bars")), p["sigmaDecay"])
        ) with
        {
            Input = IndicatorInput.Bars,
            Parameters = [Bars(20), s_sigmaDecay],
        };

    private static IndicatorParameter Decay(string name, double usual, string meaning) => Real(name, usual, 0.5, 0.9999, meaning);

    private static IndicatorDefinition Of(
        string name,
        string title,
        string formula,
        string source,
        Func<IndicatorArguments, IndicatorKernel> make
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Group = IndicatorGroup.Volatility,
            Formula = formula,
            Source = source,
            Scales = [IndicatorScale.Plain],
            Make = make,
        };
}
